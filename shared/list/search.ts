import { plainLetters } from "../french.ts";

/**
 * A text as it is searched: small letters without accents, words parted by one space. Hyphens and apostrophes part words:
 * "Lys-lez-Lannoy" is found by "lys lez".
 */
export function searchable(text: string): string {
	return plainLetters(text)
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** More words than these narrow nothing down. */
const MAX_WORDS = 8;

/** The words that all have to be found. */
export const searchWords = (typed: string): string[] =>
	searchable(typed).split(" ").filter(Boolean).slice(0, MAX_WORDS);
