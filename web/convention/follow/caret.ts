import type * as Y from "yjs";
import { blocksFrom, PLAIN } from "../../../shared/live/sequence.ts";
import { textblocks } from "../../../shared/live/textblocks.ts";
import { type Spot, spotOf } from "../live/cursor.ts";

/** A place in the text, and the words of the paragraph or title that it is in, as long as its offset says. */
export interface Caret extends Spot {
	words: string;
}

/** Where the head of a cursor stands; null for one that cannot be read. */
export function caretOf(doc: Y.Doc, cursor: unknown): Caret | null {
	const spot = spotOf(doc, (cursor as { head?: unknown } | null | undefined)?.head);
	return spot && { ...spot, words: wordsAt(spot) };
}

function wordsAt({ text, boundary }: Spot): string {
	const block = blocksFrom(text, boundary, PLAIN).next().value;
	return block?.runs.map((run) => run.text).join("") ?? "";
}

export const isSameBlock = (a: Caret, b: Caret) => a.text === b.text && a.boundary === b.boundary;

/** Which of its section's paragraphs and titles this caret is in, counted from 0 in reading order; -1 for none. */
export const rankOf = (doc: Y.Doc, section: string, { text, boundary }: Caret): number =>
	textblocks(doc, section).findIndex((block) => block.text === text && block.boundary === boundary);
