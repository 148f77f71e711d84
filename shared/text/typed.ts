import { plainLetters } from "../french.ts";
import type { FieldType } from "../model/model.ts";
import { cleanLine } from "./characters.ts";
import { isNumber, MAX_FIELD_LENGTH, MONTHS, readDate } from "./value.ts";

/**
 * What a person typed, as it is stored: "1er janvier 2024", "1/1/24" or "01012024" as 2024-01-01, "12 500,50 €" as
 * 12500.50. What cannot be read stays as typed, for `checkField` to speak about.
 */
export function stored(type: FieldType, typed: string): string {
	if (type === "text" || type === "person") return typed;
	const bare = typed.normalize("NFC").trim();
	if (type === "date") return storedDate(bare) ?? typed;
	return type === "year" ? bare : (storedNumber(bare) ?? typed);
}

/** What was typed without what no field holds, whether it was cut to a field's length, and the value it means. */
export function readTyped(type: FieldType, typed: string): { text: string; cut: boolean; value: string } {
	const { text, cut } = cleaned(typed);
	return { text, cut, value: stored(type, text) };
}

/** What may be typed or pasted into a field: on one line, clean, and no longer than a field is. `cut` says that it was. */
export function cleaned(typed: string): { text: string; cut: boolean } {
	const line = cleanLine(typed);
	if (line.length <= MAX_FIELD_LENGTH) return { text: line, cut: false };
	// Not through the middle of a character.
	return { text: line.slice(0, MAX_FIELD_LENGTH).replace(/\p{Cs}$/u, ""), cut: true };
}

/** What was typed, once its writer has left: without spaces around it, and one where there were several. */
export const tidied = (typed: string) => typed.trim().replace(/\s{2,}/g, " ");

const DAY = /^(?:\p{L}+di |dimanche )?(?:le )?(\d{1,2})(?:er)?[\s/.-]+(\d{1,2}|\p{L}{3,}\.?)[\s/.-]+((?:\d\d)?\d\d)$/iu;
const DIGITS = /^(\d\d)(\d\d)(\d{4})$/;

function storedDate(typed: string): string | null {
	const match = DIGITS.exec(typed) ?? DAY.exec(typed);
	if (!match) return null;
	const [, day = "", name = "", year = ""] = match;
	const month = /\d/.test(name) ? name : monthOf(name);
	const value = `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	return readDate(value) ? value : null;
}

/** "mars", "Févr.", "aout"; "0" for what begins no month, or two. */
function monthOf(name: string): string {
	const plain = plainLetters(name.replace(".", ""));
	const months = MONTHS.map(plainLetters);
	const begun = months.filter((month) => month.startsWith(plain));
	return String(begun.length === 1 ? months.indexOf(begun[0] ?? "") + 1 : 0);
}

/** Points beside a comma, or several, part the thousands. */
function storedNumber(typed: string): string | null {
	const bare = typed.replace(/[\s€%]|euros?$/gi, "").replace("−", "-");
	const whole = /,|\..*\./.test(bare) ? bare.replaceAll(".", "") : bare;
	const number = whole.replace(",", ".");
	return isNumber(number) ? number : null;
}
