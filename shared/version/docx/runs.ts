import { ExternalHyperlink, FootnoteReferenceRun, type IRunOptions, type ParagraphChild, TextRun } from "docx";
import type { Node } from "../../convention/state.ts";
import { isSafeHref } from "../../schema.ts";
import type { TextField, TextInline } from "../../text/text.ts";
import { ordinals, typeset } from "../../text/typography.ts";
import { isBlank } from "../../text/value.ts";
import type { Ink } from "./ink.ts";
import { writable } from "./writable.ts";

/** These words as they are, a line break where one stands in them. */
export function words(text: string, look: IRunOptions = {}): TextRun[] {
	const lines = writable(text).split(/\r\n|[\n\r]/);
	return lines.flatMap((line, index) =>
		line || index > 0 ? new TextRun({ ...look, text: line, break: index > 0 ? 1 : 0 }) : [],
	);
}

/** Locked text or a label, with French spaces and raised ordinals. */
export const set = (text: string, look: IRunOptions = {}): TextRun[] =>
	ordinals(typeset(text)).flatMap(({ text, raised }) => words(text, raised ? { ...look, superScript: true } : look));

/** The inlines of a clause. */
export const inlineRuns = (content: TextInline[], ink: Ink): ParagraphChild[] =>
	content.flatMap((inline) => inlineRun(inline, ink));

function inlineRun(inline: TextInline, ink: Ink): ParagraphChild[] {
	switch (inline.type) {
		case "text":
			return set(inline.text, lookOf(inline.marks));
		case "field":
			return fieldRuns(inline);
		case "hole":
			return set(inline.shown, { style: "Hole" });
		case "computed":
			return words(inline.text);
		case "note":
			return [mentionOf(inline, ink)];
		case "break":
			return [new TextRun({ break: 1 })];
	}
}

/** As a reader sees it; a blank is told apart. */
export function fieldRuns({ value, shown, fieldType }: TextField): TextRun[] {
	const look = isBlank(value) ? { style: "Hole" } : {};
	return fieldType === "date" ? set(shown, look) : words(typeset(shown), look);
}

function mentionOf({ id, number }: { id: string; number: number }, { mentioned }: Ink): TextRun {
	if (mentioned.has(id)) return new TextRun({ text: String(number), superScript: true });
	mentioned.add(id);
	return new FootnoteReferenceRun(number);
}

/** What is not said is left to the style: a run that said it is not bold would undo a heading's. */
const lookOf = (marks: string[]): IRunOptions => ({
	...(marks.includes("bold") ? { bold: true } : {}),
	...(marks.includes("italic") ? { italics: true } : {}),
	...(marks.includes("superscript") ? { superScript: true } : {}),
});

/** The runs of a line in a free section. Marks that the schema does not know, and links that lead nowhere safe, are left out. */
export const nodeRuns = (content: Node[]): ParagraphChild[] => content.flatMap(nodeRun);

function nodeRun(node: Node): ParagraphChild[] {
	if (node.type === "hardBreak") return [new TextRun({ break: 1 })];
	if (node.type !== "text" || !node.text) return [];
	const marks = new Map((node.marks ?? []).map((mark) => [mark.type, mark.attrs]));
	const look = lookOf([...marks.keys()]);
	const link = marks.get("link")?.href;
	if (!isSafeHref(link)) return words(node.text, look);
	return [new ExternalHyperlink({ link, children: words(node.text, { ...look, style: "Hyperlink" }) })];
}
