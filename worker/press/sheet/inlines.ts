import type { TextField, TextInline, TextNote } from "../../../shared/text/text.ts";
import { ordinals, typeset } from "../../../shared/text/typography.ts";
import type { SheetInline, SheetMark } from "./sheet.ts";

/** The notes of a text, and those already mentioned: the first mention alone holds what a note says. */
export interface Notes {
	all: TextNote[];
	mentioned: Set<string>;
}

/** The inlines of a clause, with French spaces and apostrophes and raised ordinals, as on the page. */
export const sheetInlines = (content: TextInline[], notes: Notes): SheetInline[] =>
	content.flatMap((inline) => sheetInline(inline, notes));

function sheetInline(inline: TextInline, notes: Notes): SheetInline[] {
	switch (inline.type) {
		case "text":
			return typesetWords(inline.text, inline.marks);
		case "field":
			return fieldInlines(inline);
		case "hole":
			return [hole(inline.label)];
		case "computed":
			return inline.name === "pages" ? [{ type: "pages" }] : [words(inline.text)];
		case "note":
			return [mention(inline.id, notes)];
		case "break":
			return [{ type: "break" }];
	}
}

/** What is awaited, in its place (R29). */
export const hole = (label: string): SheetInline => ({ type: "hole", text: typeset(label) });

/** A field as it reads. */
export function fieldInlines(field: TextField): SheetInline[] {
	return field.fieldType === "date" ? typesetWords(field.shown) : [words(typeset(field.shown))];
}

function mention(id: string, notes: Notes): SheetInline {
	const note = notes.mentioned.has(id) ? undefined : notes.all.find((each) => each.id === id);
	notes.mentioned.add(id);
	return { type: "note", id, content: note ? sheetInlines(note.content, notes) : null };
}

/** Locked text or a label as it is displayed: "1er" with its letters raised. */
export function typesetWords(text: string, marks: SheetMark[] = []): SheetInline[] {
	return ordinals(typeset(text)).map((piece) => {
		const raised = piece.raised && !marks.includes("superscript");
		return words(piece.text, raised ? [...marks, "superscript"] : marks);
	});
}

/** Words as they are stored; a tab, which no font draws, is a space. */
export const words = (text: string, marks: SheetMark[] = []): SheetInline => ({
	type: "text",
	text: text.replaceAll("\t", " ").replace(ENDLESS, (word) => word.replace(/.{15}(?=.)/gu, `$&${MAY_BREAK}`)),
	marks,
});

/** No word is as long, a code may be: in the cell of a table it would lie over its neighbours. */
const ENDLESS = /[\p{L}\p{N}_.@]{31,}/gu;

/** A zero-width space: nobody sees it, and a line may end there. */
const MAY_BREAK = "\u200b";
