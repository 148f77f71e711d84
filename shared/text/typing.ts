import { isAddress } from "./address.ts";

const NO_BREAK = "\u00A0";
const NARROW_NO_BREAK = "\u202F";

/** What the text before the caret becomes: `length` characters, from `back` characters before the caret on. */
export interface Correction {
	back: number;
	length: number;
	/** What stands in their place; null where they stay and are raised. */
	text: string | null;
}

type Rule = (before: string, after: string) => Correction | null;

/**
 * The French typography that is owed to what was just typed: `before` is the line up to the caret, with the key that was
 * pressed ("\n" for Enter), `after` what follows the caret. Null where nothing is owed, twice where nothing is left to do.
 *
 * What is typed in a free section is shown as it is stored (an editor cannot show other characters than it holds), so
 * here the characters themselves change; `typeset` does the same for locked clauses when they are drawn, and finds
 * nothing left to do on what was corrected here. Addresses, times (18:30) and codes are left alone: a space that is missing
 * before a colon is only added once another space says that a word has ended.
 */
export function correction(before: string, after = ""): Correction | null {
	const word = /[^\s]*$/u.exec(before.trimEnd())?.[0] ?? "";
	if (isCode(word)) return null;
	for (const rule of RULES) {
		const found = rule(before, after);
		if (found !== null) return found;
	}
	return null;
}

/** The text after a correction; raised letters are the same letters. */
export function corrected(before: string, { back, length, text }: Correction): string {
	const from = before.length - back;
	return text === null ? before : before.slice(0, from) + text + before.slice(from + length);
}

const isCode = (word: string) => /:\/\/|@|\\|^www\.|^mailto:|^[^/]+\.[^/.]+\//iu.test(word) || isAddress(word);

const noBreakBefore = (mark: string) => (/[;!?]/.test(mark) ? NARROW_NO_BREAK : NO_BREAK);

/** "mot ;" keeps its space, unbroken; "10 %" and "mot »" too. */
const keptSpace: Rule = (before) => {
	const [, spaces, mark] = /\S( +)([;:!?»%€])$/u.exec(before) ?? [];
	return spaces && mark ? { back: spaces.length + 1, length: spaces.length, text: noBreakBefore(mark) } : null;
};

/** "mot; " gets the space that French wants. */
const missingSpace: Rule = (before) => {
	const [, marks, end] = /[\p{L}\p{N})»”%€]([;:!?]+)(\s)$/u.exec(before) ?? [];
	return marks && end ? { back: marks.length + 1, length: 0, text: noBreakBefore(marks) } : null;
};

/** « and » stand apart from the words they hold. */
const guillemet: Rule = (before, after) => {
	if (before.endsWith(`«${NO_BREAK} `)) return { back: 1, length: 1, text: "" };
	if (before.endsWith("«") && !after.startsWith(NO_BREAK)) return { back: 1, length: 1, text: `«${NO_BREAK}` };
	return /\S»$/u.test(before) ? { back: 1, length: 0, text: NO_BREAK } : null;
};

/** A straight quotation mark opens or closes a French one; one that does neither is left (5"). */
const quotation: Rule = (before, after) => {
	if (!before.endsWith('"')) return null;
	const held = before.slice(0, -1);
	if (held.lastIndexOf("«") > held.lastIndexOf("»")) {
		const spaces = / *$/.exec(held)?.[0].length ?? 0;
		const gap = held.endsWith(NO_BREAK) ? "" : NO_BREAK;
		return { back: spaces + 1, length: spaces + 1, text: `${gap}»` };
	}
	if (!/(?:^|[\s(["’'–—-])$/u.test(held)) return null;
	return { back: 1, length: 1, text: after.startsWith(NO_BREAK) ? "«" : `«${NO_BREAK}` };
};

/** A letter may follow it or a field: only the one before tells an apostrophe from a minute (5'). */
const apostrophe: Rule = (before) => (/\p{L}'$/u.test(before) ? { back: 1, length: 1, text: "’" } : null);

/** Three points, once a fourth can no longer follow: more of them are a blank that someone left. */
const ellipsis: Rule = (before) => (/(?<![./])\.{3}[^.]$/su.test(before) ? { back: 4, length: 3, text: "…" } : null);

const dash: Rule = (before) => {
	const [, hyphens] = /(?:^|\s)(--|---) $/u.exec(before) ?? [];
	return hyphens ? { back: hyphens.length + 1, length: hyphens.length, text: hyphens === "--" ? "–" : "—" } : null;
};

/** "n° 5" is not cut in two. */
const numero: Rule = (before) =>
	/(?<!\p{L})[nN]°s? \p{N}$/u.test(before) ? { back: 2, length: 1, text: NO_BREAK } : null;

/** 1er, 1re, 2e, 2nde, XIXe: the letters rise once the word has ended. */
const ordinal: Rule = (before) => {
	const [, first, later, roman, century] =
		/(?<![\p{L}\p{N}.,/_°-])(?:1(ers?|res?)|\d{1,3}(es?|èmes?|nde?s?)|([IVX]+)(er|re|e))[\s,;:.)!?…»]$/u.exec(before) ??
		[];
	const letters = first ?? later ?? century;
	if (!letters || (century && !isCentury(roman ?? "", century))) return null;
	return { back: letters.length + 1, length: letters.length, text: null };
};

const isCentury = (roman: string, letters: string) =>
	/^X{0,3}(?:IX|IV|V?I{0,3})$/.test(roman) && (letters === "e" || roman === "I");

const RULES: Rule[] = [keptSpace, guillemet, quotation, apostrophe, ellipsis, dash, numero, ordinal, missingSpace];
