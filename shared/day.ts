/** Days and moments in French, as a screen or a letter says them. Signed text has its own way (text/field.ts): Intl changes. */

/** Where a deadline ends, and what a letter means by an hour. */
const PARIS = "Europe/Paris";

const formats = {
	/** "22 novembre 2026" */
	day: { day: "numeric", month: "long", year: "numeric" },
	/** "dimanche 22 novembre 2026" */
	weekday: { dateStyle: "full" },
	/** "22 novembre" */
	dayOfYear: { day: "numeric", month: "long" },
	/** "22 novembre à 14:05" */
	moment: { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" },
	/** "dimanche 22 novembre 2026 à 14:05" */
	fullMoment: { dateStyle: "full", timeStyle: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Format = keyof typeof formats;

/** A moment as the person at this screen counts it. */
export const inWords = (format: Format, at: Date | string | number): string =>
	new Intl.DateTimeFormat("fr-FR", formats[format]).format(new Date(at));

/** The same as Paris counts it, for a letter. */
export const inWordsInParis = (format: Format, at: Date): string =>
	new Intl.DateTimeFormat("fr-FR", { ...formats[format], timeZone: PARIS }).format(at);

/** "2026-11-22": the day in Paris at this moment. */
export const parisDay = (at: Date): string => new Intl.DateTimeFormat("en-CA", { timeZone: PARIS }).format(at);

/** The day so many days later, or earlier where `count` is negative. */
export function daysAfter(day: string, count: number): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + count);
	return at.toISOString().slice(0, 10);
}
