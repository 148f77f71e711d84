import { plainLetters } from "../french.ts";
/** A word of a text and where it stands. */
export interface Word {
	raw: string;
	start: number;
	end: number;
}

/** Latin letters, composed or not: ranges are read faster than \p{L}. */
const WORD = /[\u0300-\u036FA-Za-zÀ-ÖØ-öø-ɏ]+/g;

/** The words of a text; a compound one ("Lys-lez-Lannoy") counts as several. */
export function wordsOf(text: string): Word[] {
	return Array.from(text.matchAll(WORD), ({ 0: raw, index }) => ({ raw, start: index, end: index + raw.length }));
}

/** Words joined by spaces, without case or accents. */
export function folded(words: Word[]): string {
	return plainLetters(words.map(({ raw }) => raw).join(" "));
}

/** True when at most `limit` letters changed, added or dropped make one of the other, which is not the same. */
export function isNear(one: string, other: string, limit: number): boolean {
	return one !== other && within(one, 0, other, 0, limit);
}

/** True when what is left of both, from these places on, differs by at most `limit` letters. For a limit of 1 or 2. */
function within(one: string, from: number, other: string, at: number, limit: number): boolean {
	if (Math.abs(one.length - from - (other.length - at)) > limit) return false;
	let same = 0;
	while (from + same < one.length && one[from + same] === other[at + same]) same++;
	const [next, facing] = [from + same, at + same];
	if (next === one.length || facing === other.length) return true;
	if (limit === 0) return false;
	return (
		within(one, next + 1, other, facing + 1, limit - 1) ||
		within(one, next + 1, other, facing, limit - 1) ||
		within(one, next, other, facing + 1, limit - 1)
	);
}
