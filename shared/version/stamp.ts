import { MONTHS, readDate } from "../text/value.ts";

/** What the stamp of the préfecture says on a délibération; null where it does not say, or says two things. */
export interface Stamp {
	/** The accusé de réception's identifier: "059-215903680-20260410-2026_04_05-DE". */
	receipt: string | null;
	/** The délibération's number, as it is printed, or else as the identifier has it. */
	number: string | null;
	/** Day of the vote, `2026-04-10`. */
	date: string | null;
	/** Day on which the préfecture received it; the day on which it was sent proves nothing (CGCT, L. 2131-1). */
	transmittedAt: string | null;
	publishedAt: string | null;
}

/** A stamp stands on the first pages, and a page has some thousand characters. */
const MAX_LENGTH = 100_000;

/**
 * Reads the stamp that a tool of télétransmission leaves on a délibération, in the words of those in use ("Reçu en préfecture
 * le …", "Date de réception préfecture : …", "Réception par le préfet : …", "AR Prefecture …"). The text is what a PDF's
 * pages say, in whatever order. A day that the calendar does not have is none. What is found is a proposal: a person confirms it.
 */
export function readStamp(text: string): Stamp {
	const folded = fold(text.slice(0, MAX_LENGTH));
	const receipts = receiptsIn(folded);
	const receipt = only(receipts.map(({ id }) => id));
	const act = receipt === null ? undefined : receipts[0];
	const around = receipts.map(({ at }) => folded.slice(Math.max(0, at - AROUND), at + AROUND)).join("\n");
	const said = (labels: RegExp[]) => dayBehind(labels, around) ?? dayBehind(labels, folded);
	return {
		receipt,
		number: numberIn(folded, act?.number ?? null),
		date: act?.date ?? dayBehind(SESSION, folded),
		transmittedAt: said(RECEIVED),
		publishedAt: said(PUBLISHED),
	};
}

/** Within how many characters of the identifier a stamp's own words stand. */
const AROUND = 400;

/** Without accents, on one line: fonts of stamps lose the first, layouts add the second. */
const fold = (text: string) =>
	text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(/[\u2010-\u2015]/g, "-")
		.replace(/\s+/g, " ");

interface Receipt {
	id: string;
	number: string;
	date: string | null;
	at: number;
}

/**
 * Department, SIREN, day of the act, number and nature. A line may end behind any of its hyphens; DE is a délibération, CC a
 * contract, the others kinds of arrêtés, budgets and what is left.
 */
const RECEIPT =
	/(?<![0-9A-Z])(\d{2,3}|02[AB])- ?(\d{9})- ?(\d{8})- ?([0-9A-Z_-]{1,20}?)- ?(DE|AR|AI|CC|BF|AU)(?![0-9A-Z])/g;

function receiptsIn(folded: string): Receipt[] {
	return [...folded.matchAll(RECEIPT)].map((match) => {
		const [, department, siren, day = "", number = "", nature] = match;
		const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
		const id = [department, siren, day, number, nature].join("-");
		return { id, number, date: readDate(date) ? date : null, at: match.index };
	});
}

const DAY =
	/^\W{0,3}(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{1,2})(?:er)? ([a-z]+) (\d{4}))(?!\d)/i;

/** In order: what is surest first. */
const RECEIVED = [
	/rec(?:u|eption)(?: de l'acte)? (?:en|par la|par le|au|a la)? ?(?:sous-)?(?:prefecture|prefet|controle de legalite)(?: le)?/gi,
	/date de reception(?: (?:en |par la )?(?:sous-)?prefecture| de l'ar)?/gi,
	/(?:ar|accuse de reception)(?: en| de la)? ?(?:sous-)?(?:prefecture|controle de legalite)[ :]*(?:[0-9A-Z_-]+ )?(?:recu le|en date du|du|le)/gi,
	/recu le/gi,
];
const PUBLISHED = [
	/publi(?:e|ee|cation)(?: (?:ou notifiee?|electronique|en ligne))?(?: le)?/gi,
	/mis(?:e)? en ligne(?: le)?/gi,
	/affich(?:e|ee|age)(?: le)?/gi,
];
const SESSION = [
	/(?:date de la )?(?:seance|reunion) (?:ordinaire |extraordinaire |publique )?du(?: (?:lun|mar|mercre|jeu|vendre|same)di| dimanche)?/gi,
];

/** The day behind the first of these labels that has one and no other; null where there is none. */
function dayBehind(labels: RegExp[], folded: string): string | null {
	for (const label of labels) {
		const days = [...folded.matchAll(label)].flatMap(({ 0: words, index }) => {
			return readDay(folded.slice(index + words.length, index + words.length + 30)) ?? [];
		});
		if (days.length > 0) return only(days);
	}
	return null;
}

function readDay(text: string): string | null {
	const match = DAY.exec(text);
	if (!match) return null;
	const [, year, month, day, shortDay, shortMonth, shortYear, longDay, named, longYear] = match;
	const written =
		named === undefined
			? [year ?? shortYear, month ?? shortMonth, day ?? shortDay]
			: [longYear, String(FOLDED_MONTHS.indexOf(named.toLowerCase()) + 1), longDay];
	const date = written.map((part) => (part ?? "").padStart(2, "0")).join("-");
	return readDate(date) ? date : null;
}

const FOLDED_MONTHS = MONTHS.map(fold);

const NUMBER =
	/(?:deliberation|acte|numero|\bn) ?(?:n ?)?[°o]? ?:? ?([0-9][0-9A-Z]*(?:[-_/. ]{1,3}[0-9A-Z]+){0,4}|[0-9]+)/gi;

/** As printed where that is the identifier's in other signs, since people will look for it as it is printed. */
function numberIn(folded: string, received: string | null): string | null {
	if (received === null) return null;
	const printed = [...folded.matchAll(NUMBER)].flatMap(({ 1: number = "" }) => prefixesOf(number));
	return printed.find((number) => bare(number) === bare(received)) ?? received;
}

/** A number and words that follow it cannot be told apart by themselves: "2026-04-05 OBJET". */
function prefixesOf(number: string): string[] {
	const words = number.split(" ");
	return words.map((_, index) => words.slice(0, words.length - index).join(" "));
}

const bare = (number: string) => number.replace(/[^0-9A-Z]/gi, "").toUpperCase();

/** The value, where all agree. */
function only(values: string[]): string | null {
	const [first = null, ...others] = new Set(values);
	return others.length > 0 ? null : first;
}
