/** How French puts words together: lists, counts, capitals, and letters as they are compared. */

/** "4, 5 et 6"; "" of none. */
export function enumerate(words: readonly string[], joint = "et"): string {
	return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

/** `one` as it is for 1, "3 champs" for more, `none` for 0. */
export function counted(count: number, one: string, many: string, none = ""): string {
	if (count === 0) return none;
	return count === 1 ? one : `${count} ${many}`;
}

/** "à la commune" as a sentence begins: "À la commune". */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Small letters without accents or ligatures: what a search and a comparison of words go by. */
export function plainLetters(text: string): string {
	const small = text.toLowerCase();
	if (!/[\u0080-\uFFFF]/.test(small)) return small;
	return small.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
}
