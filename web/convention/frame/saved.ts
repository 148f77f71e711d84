import type { RoomStatus } from "../../room/status.ts";
import { isPutOff, type KeepingStatus } from "../live/keeping.ts";

/** How what is typed here stands with the server, in words. */
export interface Standing {
	is: RoomStatus["saved"] | "refused";
	/** In the bar; `short` where there is no room for it. */
	long: string;
	short?: string;
	/** How much waits, where that is worth saying. */
	waiting?: string;
	/** What to do about it, for a person who hears the page or asks: the same words as long as nothing changes for that person. */
	advice?: string;
}

/** "Enregistré" stands only for what is on the server's disk, "gardé" only for what is on this machine's. */
export function standingOf({ saved, refused }: RoomStatus, { kept, waiting }: KeepingStatus): Standing {
	if (refused) {
		const isKept = isPutOff(refused.code) && kept === "kept";
		return { is: "refused", long: isKept ? "Gardé sur cet appareil" : "Non enregistré" };
	}
	if (saved === "offline") return offlineStanding(kept, waiting);
	return saved === "sending" && waiting > 0
		? { is: saved, long: "Envoi de vos modifications…", short: "Envoi…" }
		: { is: saved, long: ONLINE[saved] };
}

const ONLINE: Record<Exclude<RoomStatus["saved"], "offline">, string> = {
	connecting: "Connexion…",
	saved: "Enregistré",
	saving: "Enregistrement…",
	sending: "Connexion…",
};

function offlineStanding(kept: KeepingStatus["kept"], waiting: number): Standing {
	const safe = kept !== "failed";
	const toDo = safe ? "Vous pouvez continuer à écrire" : "Laissez cette page ouverte";
	const standing: Standing = {
		is: "offline",
		long: "Hors ligne",
		advice: `${toDo} : vos modifications partiront au retour du réseau.`,
	};
	if (!safe)
		return { ...standing, long: "Hors ligne — laissez cette page ouverte", short: "Hors ligne, ne fermez pas" };
	if (kept === "unknown") return standing;
	return {
		...standing,
		long: "Hors ligne — gardé sur cet appareil",
		short: "Hors ligne, gardé ici",
		waiting: `${waiting} passage${waiting > 1 ? "s" : ""}`,
	};
}
