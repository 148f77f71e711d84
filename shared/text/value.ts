import type { FieldType } from "../model/model.ts";

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

/**
 * What a person typed, as it is stored: "1er janvier 2024" or "01/01/2024" as 2024-01-01, "12 500,50 €" as 12500.50.
 * What cannot be read stays as typed, for `checkField` to speak about.
 */
export function stored(type: FieldType, typed: string): string {
	if (type === "date") return storedDate(typed.trim()) ?? typed;
	if (type === "text" || type === "person" || type === "year") return typed;
	const bare = typed.replace(/[\s€%]/g, "").replace(",", ".");
	return isNumber(bare) ? bare : typed;
}

function daysIn(year: number, month: number): number {
	if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function storedDate(typed: string): string | null {
	const match = /^(\d{1,2})(?:er)?[\s/.-]+(\d{1,2}|\p{L}+)[\s/.-]+(\d{4})$/u.exec(typed);
	if (!match) return null;
	const [, day = "", name = "", year = ""] = match;
	const month = /\d/.test(name) ? name : String(MONTHS.indexOf(name.toLowerCase()) + 1);
	const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	return readDate(value) ? value : null;
}
