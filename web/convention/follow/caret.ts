import * as Y from "yjs";
import { sectionRoot } from "../../../shared/room/roots.ts";

/** A place in the text: the paragraph or title it is in, and how far into its words, in UTF-16 units. */
export interface Caret {
	block: Y.XmlElement;
	offset: number;
}

/** Where the head of a cursor stands; null for one that cannot be read, or stands in no paragraph any more. */
export function caretOf(doc: Y.Doc, cursor: unknown): Caret | null {
	const head = absolute(doc, cursor);
	if (head === null) return null;
	const { type, index } = head;
	if (type instanceof Y.XmlText) {
		const block = type.parent;
		if (!(block instanceof Y.XmlElement)) return null;
		return { block, offset: lengthOf(block.toArray().slice(0, block.toArray().indexOf(type))) + index };
	}
	if (!(type instanceof Y.XmlElement) || !isBlock(type)) return null;
	return { block: type, offset: lengthOf(type.toArray().slice(0, index)) };
}

function absolute(doc: Y.Doc, cursor: unknown): Y.AbsolutePosition | null {
	const head = (cursor as { head?: unknown } | null | undefined)?.head;
	if (!head) return null;
	try {
		return Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(head), doc);
	} catch {
		return null;
	}
}

type Content = ReturnType<Y.XmlElement["toArray"]>[number];

/** What stands in a paragraph that is no text is a line break. */
const wordsOf = (content: Content) =>
	content instanceof Y.XmlText
		? content
				.toDelta()
				.map(({ insert }: { insert: unknown }) => (typeof insert === "string" ? insert : " "))
				.join("")
		: "\n";
const lengthOf = (contents: Content[]) =>
	contents.reduce((sum, content) => sum + (content instanceof Y.XmlText ? content.length : 1), 0);

/** The words of a paragraph, as long as its offsets say. */
export const textOf = (block: Y.XmlElement) => block.toArray().map(wordsOf).join("");

/** Which of its section's paragraphs and titles this is, counted from 0 in reading order; -1 for none. */
export function rankOf(doc: Y.Doc, section: string, block: Y.XmlElement): number {
	const walker = doc.getXmlFragment(sectionRoot(section)).createTreeWalker((type) => isBlock(type));
	return [...walker].indexOf(block);
}

const isBlock = (type: unknown) =>
	type instanceof Y.XmlElement && (type.nodeName === "paragraph" || type.nodeName === "heading");
