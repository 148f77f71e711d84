import type { Field } from "../model/model.ts";
import { isBlank, isNumber, MONTHS, readDate, yearOf } from "./value.ts";

/** No value is longer: a field is a blank in a sentence, not a paragraph. */
export const MAX_FIELD_LENGTH = 300;

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

/**
 * What is wrong with a value, as a sentence that says what to do; null when it is fine, and when it is blank (R5 speaks
 * of blanks). `fields` are the values of the convention: a rule compares two years (R8, R10).
 */
export function checkField(field: Field, value: string, fields: Record<string, string>): string | null {
	if (isBlank(value)) return null;
	if (value.length > MAX_FIELD_LENGTH) return tooLong(value.length);
	if (/[\n\r\u2028\u2029]/.test(value)) return "Écrivez ce champ sur une seule ligne.";
	return checkForm(field, value) ?? checkRule(field, value, fields);
}

function shownDate(value: string, part: "whole" | "year"): string {
	const date = readDate(value);
	if (!date) return value;
	const year = value.slice(0, 4);
	return part === "year" ? year : `${date.day === 1 ? "1er" : date.day} ${MONTHS[date.month - 1]} ${year}`;
}

function shownNumber(value: string): string {
	if (!isNumber(value)) return value;
	const [whole = "", decimals] = value.split(".");
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK);
	return decimals ? `${grouped},${decimals}` : grouped;
}

function withUnit(value: string, unit: string): string {
	return isNumber(value) ? shownNumber(value) + NO_BREAK + unit : value;
}

/** An amount has two decimals or none: 12500.5 is 12 500,50 €. */
const cents = (value: string) => value.replace(/\.\d$/, "$&0");

function tooLong(length: number): string {
	return `Raccourcissez : un champ tient en ${MAX_FIELD_LENGTH} caractères, celui-ci en compte ${length}.`;
}

function checkForm(field: Field, value: string): string | null {
	switch (field.type) {
		case "date":
			return readDate(value) ? null : "Écrivez une date du calendrier, comme 31/12/2024.";
		case "year":
			return /^\d{4}$/.test(value) ? null : "Écrivez une année en quatre chiffres, comme 2024.";
		case "number":
			return isNumber(value) ? null : "Écrivez un nombre en chiffres, comme 1684 ou 2,5.";
		case "percent":
			return isNumber(value) && Number(value) >= 0 && Number(value) <= 100
				? null
				: "Écrivez un pourcentage de 0 à 100, comme 2,3.";
		case "amount":
			return /^\d+(\.\d{1,2})?$/.test(value) ? null : "Écrivez un montant en euros, comme 12500 ou 12500,50.";
		default:
			return null;
	}
}

function checkRule({ rule, type }: Field, value: string, fields: Record<string, string>): string | null {
	const year = yearOf(value);
	const start = rule && yearOf(fields[rule.after] ?? "");
	if (!rule || year === null || start === null) return null;
	const [first, last] = [start + rule.min, start + rule.max];
	if (year >= first && year <= last) return null;
	const years = first === last ? `${first}` : `${first} à ${last}`;
	if (type === "year") return first === last ? `Écrivez l'année ${years}.` : `Choisissez une année de ${years}.`;
	return `Choisissez une date de ${years}.`;
}
