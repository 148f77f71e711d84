/** No value is longer: a field is a blank in a sentence, not a paragraph. */
export const MAX_FIELD_LENGTH = 300;

/** A day of the calendar. */
export interface CalendarDate {
	year: number;
	/** From 1. */
	month: number;
	day: number;
}

export const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

const NUMBER = /^-?\d+(\.\d+)?$/;

/** True when nothing visible was typed: spaces and invisible characters fill no blank (R5). */
export const isBlank = (value: string) => !/[^\s\p{Z}\p{Cc}\p{Cf}]/u.test(value);

/** True of a stored number: digits with a point, and in no other way. */
export const isNumber = (value: string) => NUMBER.test(value);

/** The day that `2024-01-31` names; null when it is written otherwise or not in the calendar. */
export function readDate(value: string): CalendarDate | null {
	const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
	if (!match) return null;
	const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
	const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
	return exists ? { year, month, day } : null;
}

/** The year of a stored date or year; null when there is none to read. */
export function yearOf(value: string): number | null {
	return /^\d{4}$/.test(value) ? Number(value) : (readDate(value)?.year ?? null);
}

function daysIn(year: number, month: number): number {
	if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
