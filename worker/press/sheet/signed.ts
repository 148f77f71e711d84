import { shownDay } from "../../../shared/text/field.ts";
import type { Acts } from "../../../shared/version/acts.ts";

const HOW: Record<Acts["signatures"][number]["how"], string> = {
	passkey: "Signé électroniquement",
	elsewhere: "Signé sur une autre plateforme",
	paper: "Signé sur papier",
};

/** "Signé électroniquement le 3 avril 2026 à 14:05"; "" as long as nobody signed. */
export const signedLine = (act: Acts["signatures"][number] | undefined): string =>
	act ? `${HOW[act.how]} le ${inParis(act.at)}` : "";

/**
 * "3 avril 2026 à 14:05", as Paris counts it. Only digits come from Intl: its words and spaces change from one version to
 * the next, and the same acts must give the same bytes.
 */
export function inParis(moment: string): string {
	const parts = new Intl.DateTimeFormat("en-GB", {
		timeZone: "Europe/Paris",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	}).formatToParts(new Date(moment));
	const digits = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
	const day = `${digits("year")}-${digits("month")}-${digits("day")}`;
	return `${shownDay(day)} à ${digits("hour")}:${digits("minute")}`;
}

/** "3 avril 2026", as Paris counts it. */
export const dayInParis = (moment: string): string => inParis(moment).split(" à ")[0] ?? "";
