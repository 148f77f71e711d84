import type { Field } from "../model/model.ts";
import { isBlank, isNumber, MONTHS, readDate } from "./value.ts";

const NO_BREAK = "\u00A0";
const NARROW_NO_BREAK = "\u202F";

/**
 * A value as a reader sees it: "1er janvier 2024", "12 500 €", "2,3 %"; a blank is its label in brackets. A value that
 * cannot be read is shown as typed, so that nothing a person wrote disappears. Written by hand rather than with Intl,
 * whose spaces change from one version to the next: what was signed must read the same for years.
 */
export function shown(field: Field, value: string, part: "whole" | "year" = "whole"): string {
	if (isBlank(value)) return `[${field.label}]`;
	switch (field.type) {
		case "date":
			return shownDate(value, part);
		case "number":
			return shownNumber(value);
		case "percent":
			return withUnit(value, "%");
		case "amount":
			return withUnit(cents(value), "€");
		default:
			return value;
	}
}

function shownDate(value: string, part: "whole" | "year"): string {
	const date = readDate(value);
	if (!date) return value;
	const year = value.slice(0, 4);
	return part === "year" ? year : `${date.day === 1 ? "1er" : date.day} ${MONTHS[date.month - 1]} ${year}`;
}

/** "1er janvier 2024", of a stored date. */
export const shownDay = (date: string): string => shownDate(date, "whole");

function shownNumber(value: string): string {
	if (!isNumber(value)) return value;
	const [whole = "", decimals] = value.split(".");
	return decimals ? `${grouped(whole)},${decimals}` : grouped(whole);
}

/** "12 000": the digits of a whole number in groups of three. */
export const grouped = (whole: number | string): string => String(whole).replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK);

function withUnit(value: string, unit: string): string {
	return isNumber(value) ? shownNumber(value) + NO_BREAK + unit : value;
}

/** An amount has two decimals or none: 12500.5 is 12 500,50 €. */
const cents = (value: string) => value.replace(/\.\d$/, "$&0");
