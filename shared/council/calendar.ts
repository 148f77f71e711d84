import { daysAfter } from "../day.ts";
import type { PartyKind } from "../party/party.ts";
import { shownDay } from "../text/field.ts";
import { lastWorkday } from "./workday.ts";

/** A body whose council votes. */
export type CouncilKind = Extract<PartyKind, "commune" | "epci" | "departement">;

/** When a council sits, and until when the convention is to be signed; days `2026-03-31`. */
export interface Sitting {
	kind: CouncilKind;
	/** Of a commune: whether it has 3,500 inhabitants or more. */
	isLarge: boolean;
	council: string;
	/** A CTG is signed before the 31 December of its first year. */
	signBy: string;
}

/** Something to have done, at the latest on `day`. */
export interface Due {
	step: "frozen" | "summons" | "vote" | "list" | "transmission" | "signature";
	day: string;
	title: string;
	/** What to do and why then, for who prepares the council. */
	detail: string;
	/** The articles of law that it comes from; "" where it is only prudent. */
	source: string;
}

export interface Calendar {
	due: Due[];
	/** Why these days do not fit together, or are past; empty where they do. */
	conflicts: string[];
}

/** Clear days between the sending of the summons and the sitting: neither of both counts, Sundays and holidays do. */
interface Notice {
	days: number;
	words: string;
	source: string;
}

/**
 * The way to a signature counted backwards from the council's day: each step at the latest on a day on which people work. Legal
 * time is counted in clear days; only what a person must do by then is moved to the working day before.
 */
export function calendarOf(sitting: Sitting, today: string): Calendar {
	const { kind, council, signBy } = sitting;
	const notice = noticeOf(sitting);
	const legal = daysAfter(council, -(notice.days + 1));
	const summons = lastWorkday(legal);
	const signature = lastWorkday(signBy);
	const transmission = lastWorkday(daysAfter(signature, -1));
	const due: Due[] = [
		{
			step: "frozen",
			day: summons,
			title: "Texte figé et validé par chaque partie",
			detail:
				"Le projet envoyé aux conseillers doit être celui qu'ils voteront, puis celui qui sera signé : soumettez le texte et faites-le valider avant la convocation.",
			source: "",
		},
		{
			step: "summons",
			day: summons,
			title: "Envoi de la convocation, avec la note de synthèse et le projet",
			detail: `${notice.words} séparent l'envoi de la séance, au plus tard le ${shownDay(legal)} : le jour de l'envoi et celui de la séance ne comptent pas ; les samedis, dimanches et jours fériés comptent.`,
			source: notice.source,
		},
		{
			step: "vote",
			day: council,
			title: "Séance du conseil",
			detail: "Le conseil vote ce projet et autorise sa signature.",
			source: {
				commune: "CGCT, art. L. 2121-29",
				epci: "CGCT, art. L. 5211-1 et L. 2121-29",
				departement: "CGCT, art. L. 3211-1",
			}[kind],
		},
		...listOf(kind, council),
		{
			step: "transmission",
			day: transmission,
			title: "Délibération transmise à la préfecture et publiée",
			detail:
				"Elle devient exécutoire à la dernière de ces deux dates : faites-le dès le lendemain de la séance. Signer avant serait irrégulier, même si la transmission suivait.",
			source: {
				commune: "CGCT, art. L. 2131-1",
				epci: "CGCT, art. L. 5211-3 et L. 2131-1",
				departement: "CGCT, art. L. 3131-1",
			}[kind],
		},
		{
			step: "signature",
			day: signature,
			title: "Signature par toutes les parties",
			detail: `La convention doit être signée avant la fin du ${shownDay(signBy)}, après que toutes les délibérations sont exécutoires.`,
			source: "",
		},
	];
	return { due, conflicts: conflictsIn({ summons, council, transmission }, today) };
}

function noticeOf({ kind, isLarge }: Sitting): Notice {
	if (kind === "departement") {
		// The law says twelve days at least; clear ones are safe whatever a court makes of them.
		return {
			days: 12,
			words: "Douze jours au moins, comptés ici francs par prudence,",
			source: "CGCT, art. L. 3121-19",
		};
	}
	if (kind === "epci") {
		// Three would do where no member commune has 3,500 inhabitants, which is not known here.
		return { days: 5, words: "Cinq jours francs", source: "CGCT, art. L. 2121-12 et L. 5211-1" };
	}
	return isLarge
		? { days: 5, words: "Cinq jours francs", source: "CGCT, art. L. 2121-12 (3 500 habitants et plus)" }
		: { days: 3, words: "Trois jours francs", source: "CGCT, art. L. 2121-11 (moins de 3 500 habitants)" };
}

function listOf(kind: CouncilKind, council: string): Due[] {
	if (kind === "departement") return [];
	const source = kind === "epci" ? "CGCT, art. L. 2121-25 et L. 5211-1" : "CGCT, art. L. 2121-25";
	const detail =
		"La liste des délibérations examinées est affichée, et mise en ligne s'il y a un site, dans la semaine.";
	return [{ step: "list", day: daysAfter(council, 7), title: "Liste des délibérations affichée", detail, source }];
}

function conflictsIn(
	{ summons, council, transmission }: Record<"summons" | "council" | "transmission", string>,
	today: string,
): string[] {
	const late =
		council > transmission
			? [
					`La séance du ${shownDay(council)} est trop tardive : la délibération doit être transmise et publiée au plus tard le ${shownDay(transmission)} pour que la signature suive.`,
				]
			: [];
	if (council < today) return [...late, `La séance du ${shownDay(council)} est passée.`];
	if (summons >= today) return late;
	return [
		...late,
		`La convocation devait partir au plus tard le ${shownDay(summons)} : choisissez une séance plus tardive, ou voyez avec le service des assemblées si l'urgence peut être invoquée.`,
	];
}
