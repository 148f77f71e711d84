import { type Failure, type FieldProblem, failureIn } from "../failure.ts";
import { shownDay } from "../text/field.ts";
import type { Vote } from "./version.ts";

/** A vote as somebody says it, each value as it was typed; "" for what is not known yet. */
export interface SaidVote {
	number: string;
	date: string;
	transmittedAt: string;
	publishedAt: string;
	/** Need not be said: it follows from the two before. */
	enforceableAt: string;
}

const MAX_NUMBER = 60;

/**
 * A vote whose days agree, or everything that is wrong with them, field by field. A council votes the text that was
 * submitted, so not before `submitted` (R17); what is said to have been done lies not beyond `today`, though a publication
 * may be announced; `enforceableAt` is the later of transmission and publication, never another day.
 */
export function readVote(said: SaidVote, submitted: string, today: string): Vote | Failure<"invalidField"> {
	const problems: FieldProblem[] = [];
	const wrong = (field: keyof SaidVote, message: string) => void problems.push({ field, message });
	const number = said.number.trim();
	if (number === "" || number.length > MAX_NUMBER) {
		wrong("number", "Recopiez le numéro de la délibération, tel qu'il est imprimé dessus.");
	}
	const day = (field: keyof SaidVote): string | null => {
		if (said[field] === "") return null;
		if (isDay(said[field])) return said[field];
		wrong(field, "Cette date n'existe pas. Écrivez le jour, le mois et l'année.");
		return null;
	};
	const [date, transmittedAt, publishedAt, enforceable] = [
		day("date"),
		day("transmittedAt"),
		day("publishedAt"),
		day("enforceableAt"),
	];
	if (said.date === "") wrong("date", "Indiquez le jour où le conseil a délibéré.");
	if (date !== null && date > today) wrong("date", "Le conseil ne peut pas avoir délibéré à une date à venir.");
	if (date !== null && date < submitted) {
		wrong(
			"date",
			`Le texte a été soumis le ${shownDay(submitted)} : le conseil ne peut pas l'avoir voté avant. Vérifiez la date, ou soumettez le texte voté.`,
		);
	}
	if (transmittedAt !== null && transmittedAt > today) {
		wrong("transmittedAt", "La préfecture ne peut pas avoir reçu la délibération à une date à venir.");
	}
	if (date !== null && transmittedAt !== null && transmittedAt < date) {
		wrong("transmittedAt", "La délibération ne peut pas avoir été transmise avant le vote.");
	}
	if (date !== null && publishedAt !== null && publishedAt < date) {
		wrong("publishedAt", "La délibération ne peut pas avoir été publiée avant le vote.");
	}
	const enforceableAt = later(transmittedAt, publishedAt);
	if (enforceable !== null && enforceable !== enforceableAt) {
		wrong(
			"enforceableAt",
			enforceableAt === null
				? "La délibération n'est exécutoire qu'une fois transmise et publiée : indiquez d'abord ces deux dates."
				: `La délibération est exécutoire à la dernière des deux dates, transmission et publication : le ${shownDay(enforceableAt)}.`,
		);
	}
	if (problems.length > 0 || date === null) return failureIn(problems);
	return { number, date, transmittedAt, publishedAt, enforceableAt };
}

/** null until both are known. */
function later(one: string | null, other: string | null): string | null {
	if (one === null || other === null) return null;
	return one > other ? one : other;
}

/** A day that the calendar has, `2026-03-31`. */
function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
