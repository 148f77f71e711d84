/** What ends a sentence, with the quotes and brackets that close after it, and the space before what comes next. */
const END = /([.!?…]+)(?:\s?[»”")\]])*\s+(?=$|[\p{Lu}\d«“"([–—-])|\n/gu;

/** Words whose full stop ends nothing: "M. Lepage", "art. 5"; a lone capital too: "L. 263-1", "J. Aubriot". */
const ABBREVIATION =
	/(?<!\p{L})(?:MM?|Mmes?|Mlles?|Mes?|Drs?|Prs?|Stes?|St|art|al|cf|ex|p|pp|chap|éd|env|réf|tél|n|\p{Lu})$/u;

/** Whether two places of a paragraph, counted in UTF-16 units, lie in one sentence; after the space one is in the next. */
export function sameSentence(paragraph: string, one: number, other: number): boolean {
	const starts = sentenceStarts(paragraph);
	const sentenceOf = (place: number) => starts.findLastIndex((start) => start <= place);
	return sentenceOf(one) === sentenceOf(other);
}

/** Where each sentence of a paragraph begins, the first at 0; a line break ends one too. */
export function sentenceStarts(paragraph: string): number[] {
	const ends = [...paragraph.matchAll(END)].filter(
		({ 1: stop, index }) => stop !== "." || !ABBREVIATION.test(paragraph.slice(0, index)),
	);
	return [0, ...ends.map(({ 0: end, index }) => index + end.length)];
}
