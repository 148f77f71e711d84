import type * as Y from "yjs";
import { type Block, readBlocks } from "../../../shared/live/sequence.ts";
import { textblocks } from "../../../shared/live/textblocks.ts";
import { spotOf } from "../live/cursor.ts";

/** A place in the text: the paragraph or title it is in, and how far into its words, in UTF-16 units. */
export interface Caret {
	text: Y.Text;
	/** The boundary that the paragraph begins with; null for the first of its text. */
	boundary: Y.Item | null;
	offset: number;
	/** The words of the paragraph, as long as offsets say. */
	words: string;
}

/** Where the head of a cursor stands; null for one that cannot be read. */
export function caretOf(doc: Y.Doc, cursor: unknown): Caret | null {
	const spot = spotOf(doc, (cursor as { head?: unknown } | null | undefined)?.head);
	if (spot === null) return null;
	let start = 0;
	for (const block of readBlocks(spot.text)) {
		const end = start + block.length;
		if (spot.index <= end)
			return { text: spot.text, boundary: block.boundary, offset: spot.index - start, words: wordsOf(block) };
		// The boundary of the next one lies between.
		start = end + 1;
	}
	return null;
}

const wordsOf = ({ runs }: Block) => runs.map(({ text }) => text).join("");

export const isSameBlock = (a: Caret, b: Caret) => a.text === b.text && a.boundary === b.boundary;

/** Which of its section's paragraphs and titles this caret is in, counted from 0 in reading order; -1 for none. */
export const rankOf = (doc: Y.Doc, section: string, { text, boundary }: Caret): number =>
	textblocks(doc, section).findIndex((block) => block.text === text && block.boundary === boundary);
