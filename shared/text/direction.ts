/** A piece of a text; `turned` where it is read from the right. */
export interface DirectedPiece {
	text: string;
	turned: boolean;
}

/** Letters, marks and signs of the scripts that are read from the right, as Unicode lays them out. */
const FROM_THE_RIGHT = "\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}";

/** From the first such letter to the last before a letter of another script: spaces and points between them are theirs. */
const runs = new RegExp(`[${FROM_THE_RIGHT}](?:[^\\p{L}\\n]*[${FROM_THE_RIGHT}])*`, "gu");
const any = new RegExp(`[${FROM_THE_RIGHT}]`, "u");

/**
 * The pieces of a text that are to stand apart from what is around them: a name that is read from the right would turn the
 * punctuation and the numbers beside it round. Put together they are the text; one piece, where nothing is turned.
 */
export function directed(text: string): DirectedPiece[] {
	if (!any.test(text)) return [{ text, turned: false }];
	const pieces: DirectedPiece[] = [];
	let end = 0;
	for (const { 0: run, index } of text.matchAll(runs)) {
		if (index > end) pieces.push({ text: text.slice(end, index), turned: false });
		pieces.push({ text: run, turned: true });
		end = index + run.length;
	}
	if (end < text.length) pieces.push({ text: text.slice(end), turned: false });
	return pieces;
}
