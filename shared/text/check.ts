import type { Field } from "../model/model.ts";
import { isBlank, isNumber, MAX_FIELD_LENGTH, readDate, yearOf } from "./value.ts";

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

/** The field that a rule counts from is a beginning, in every model. */
function checkRule({ rule, type }: Field, value: string, fields: Record<string, string>): string | null {
	const year = yearOf(value);
	const start = rule && yearOf(fields[rule.after] ?? "");
	if (!rule || year === null || start === null) return null;
	const [first, last] = [start + rule.min, start + rule.max];
	if (year >= first && year <= last) return null;
	const missed = year > last ? rule.max : rule.min;
	const why = `${start + missed} : ${yearsAfter(missed, start)}.`;
	if (first === last) return type === "year" ? `Écrivez ${why}` : `Choisissez une date de ${why}`;
	return `${year > last ? "Au plus tard" : "Au plus tôt"} ${why}`;
}

const NUMBERS = ["", "un an", "deux ans", "trois ans", "quatre ans", "cinq ans", "six ans"];

function yearsAfter(years: number, start: number): string {
	return years === 0 ? "l'année du début" : `${NUMBERS[years] ?? `${years} ans`} après le début (${start})`;
}
