import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";

/** A numbered word: of editor 3, the 117th. */
export const WORD = /w\d+x\d+z/g;
/** A word, or the beginning of one that is being typed. */
export const PART = /w(?:\d+(?:x(?:\d+z?)?)?)?/g;

export interface TextBlock {
	/** Where its text begins. */
	at: number;
	text: string;
}

export function textBlocks(doc: Node): TextBlock[] {
	const blocks: TextBlock[] = [];
	doc.descendants((node, at) => {
		if (!node.isTextblock) return true;
		blocks.push({ at: at + 1, text: node.textBetween(0, node.content.size, "", "\n") });
		return false;
	});
	return blocks;
}

/** How often each word is there. */
export function countWords(doc: Node): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { text } of textBlocks(doc))
		for (const word of text.match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

/** Beginnings of words that are not whole. */
export function openParts(doc: Node): Set<string> {
	const parts = new Set<string>();
	for (const { text } of textBlocks(doc))
		for (const part of text.match(PART) ?? []) if (!part.endsWith("z")) parts.add(part);
	return parts;
}

export function beforeCaret({ selection: { $head } }: EditorState): string {
	return $head.parent.isTextblock ? $head.parent.textBetween(0, $head.parentOffset, "", "\n") : "";
}

/** The whole word that the caret stands in, and how far within it. */
export function wordAtCaret({ selection: { $head } }: EditorState): { word: string; offset: number } | null {
	if (!$head.parent.isTextblock) return null;
	const text = $head.parent.textBetween(0, $head.parent.content.size, "", "\n");
	for (const match of text.matchAll(WORD)) {
		const offset = $head.parentOffset - match.index;
		if (offset > 0 && offset < match[0].length) return { word: match[0], offset };
	}
	return null;
}

/** Offsets in a text that lie in no word, nor right behind one that somebody is typing. */
export function freePlaces(text: string): number[] {
	const inside = new Set<number>();
	for (const { 0: part, index } of text.matchAll(PART))
		for (let k = 1; k < part.length + (part.endsWith("z") ? 0 : 1); k++) inside.add(index + k);
	return Array.from({ length: text.length + 1 }, (_, offset) => offset).filter((offset) => !inside.has(offset));
}
