import { useEffect, useState, useSyncExternalStore } from "react";
import type { Phase } from "../../../shared/state.ts";
import type { ConventionPage } from "../../bootstrap.ts";
import type { RoomStatus } from "../../room.ts";
import type { Session } from "../live/session.ts";
import { Present } from "./Present.tsx";

const PHASES: Partial<Record<Phase, string>> = {
	drafting: "Rédaction",
	submitted: "Soumise",
	adopted: "Adoptée",
	signing: "Signature",
	signed: "Signée",
};

/** The head of the page: which convention, in which phase, saved or not, and who else is here. */
export function Bar({ page, session, phase }: { page: ConventionPage; session: Session; phase: Phase }) {
	return (
		<div className="bar">
			<a className="brand" href="/">
				Copacte<span className="unseen"> : mes conventions</span>
			</a>
			<h1>{page.convention.title}</h1>
			<ol className="phases" aria-label="Étapes de la convention">
				{Object.entries(PHASES).map(([id, label]) => (
					<li key={id} aria-current={id === phase ? "step" : undefined}>
						{label}
					</li>
				))}
			</ol>
			<SavedMark session={session} />
			<div className="bar-tools" id="bar-tools" />
			<Present session={session} me={page.me} parties={page.convention.parties} people={page.convention.people} />
		</div>
	);
}

const SAVED_WORDS: Record<RoomStatus["saved"], string> = {
	connecting: "Connexion…",
	saved: "Enregistré",
	saving: "Enregistrement…",
	offline: "Hors ligne — vos modifications sont gardées",
};

/** "Enregistré" stands only when everything typed here is on the disk of the server. */
function SavedMark({ session }: { session: Session }) {
	const { saved } = useSyncExternalStore(session.room.subscribe, () => session.room.status);
	const settled = useSettled(saved);
	const title =
		settled === "offline" ? "Laissez cette page ouverte : tout sera envoyé dès que le réseau revient." : undefined;
	return (
		<p className="saved-mark" data-saved={settled} title={title}>
			<span>{SAVED_WORDS[settled]}</span>
			<span className="unseen" role="status">
				{settled === "offline" && "La connexion est coupée ; laissez cette page ouverte."}
			</span>
		</p>
	);
}

/** While someone types, "Enregistré" does not flicker at each key: it comes back when they pause. */
function useSettled(saved: RoomStatus["saved"]): RoomStatus["saved"] {
	const [settled, setSettled] = useState(saved);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(saved), saved === "saved" ? 350 : 0);
		return () => clearTimeout(timer);
	}, [saved]);
	return saved === "saved" ? settled : saved;
}
