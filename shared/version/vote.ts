import { type Failure, type FieldProblem, failureIn } from "../failure.ts";
import { shownDay } from "../text/field.ts";
import type { Vote } from "./version.ts";

/** A vote as somebody says it, each value as it was typed; "" for what is not known yet. */
export interface SaidVote {
	number: string;
	/** Days are `2026-03-31`. */
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
 * may be announced; `enforceableAt` is the later of transmission and publication, never another day (R16).
 */
export function readVote(said: SaidVote, submitted: string, today: string): Vote | Failure<"invalidField"> {
	const days = { date: day(said.date), transmittedAt: day(said.transmittedAt), publishedAt: day(said.publishedAt) };
	const enforceableAt = enforceableFrom(days);
	const messages: Record<keyof SaidVote, string | null> = {
		number: wrongNumber(said.number.trim()),
		date: unreadable(said.date) ?? wrongDate(days.date, submitted, today),
		transmittedAt: unreadable(said.transmittedAt) ?? wrongTransmission(days, today),
		publishedAt: unreadable(said.publishedAt) ?? wrongPublication(days),
		enforceableAt: unreadable(said.enforceableAt) ?? wrongEnforceable(day(said.enforceableAt), enforceableAt),
	};
	const problems = Object.entries(messages).flatMap(([field, message]): FieldProblem[] =>
		message === null ? [] : [{ field, message }],
	);
	if (problems.length > 0 || days.date === null) return failureIn(problems);
	return { ...days, date: days.date, number: said.number.trim(), enforceableAt };
}

type Days = Record<"date" | "transmittedAt" | "publishedAt", string | null>;

/** The later of both; null until both are known. */
function enforceableFrom({ transmittedAt, publishedAt }: Days): string | null {
	if (transmittedAt === null || publishedAt === null) return null;
	return transmittedAt > publishedAt ? transmittedAt : publishedAt;
}

const wrongNumber = (number: string) =>
	number === "" || number.length > MAX_NUMBER
		? "Recopiez le numéro de la délibération, tel qu'il est imprimé dessus."
		: null;

function wrongDate(date: string | null, submitted: string, today: string): string | null {
	if (date === null) return "Indiquez le jour où le conseil a délibéré.";
	if (date > today) return "Le conseil ne peut pas avoir délibéré à une date à venir.";
	if (date >= submitted) return null;
	return `Le texte a été soumis le ${shownDay(submitted)} : le conseil ne peut pas l'avoir voté avant. Vérifiez la date, ou soumettez le texte voté.`;
}

function wrongTransmission({ date, transmittedAt }: Days, today: string): string | null {
	if (transmittedAt === null) return null;
	if (transmittedAt > today) return "La préfecture ne peut pas avoir reçu la délibération à une date à venir.";
	return isBefore(transmittedAt, date) ? "La délibération ne peut pas avoir été transmise avant le vote." : null;
}

const wrongPublication = ({ date, publishedAt }: Days) =>
	isBefore(publishedAt, date) ? "La délibération ne peut pas avoir été publiée avant le vote." : null;

function wrongEnforceable(said: string | null, follows: string | null): string | null {
	if (said === null || said === follows) return null;
	return follows === null
		? "La délibération n'est exécutoire qu'une fois transmise et publiée : indiquez d'abord ces deux dates."
		: `La délibération est exécutoire à la dernière des deux dates, transmission et publication : le ${shownDay(follows)}.`;
}

const isBefore = (one: string | null, other: string | null) => one !== null && other !== null && one < other;

const unreadable = (said: string) =>
	said !== "" && day(said) === null ? "Cette date n'existe pas. Écrivez le jour, le mois et l'année." : null;

/** A day that the calendar has; null for any other words. */
function day(said: string): string | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(said)) return null;
	const date = new Date(`${said}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(said) ? said : null;
}
