import type { Mark } from "../model/model.ts";
import { directed } from "./direction.ts";
import type { Ink } from "./ink.ts";
import { KNOWN } from "./late.ts";
import type { TextAwaited, TextField, TextHole, TextInline, TextNote } from "./text.ts";
import { ordinals, typeset } from "./typography.ts";

/** What one rendering carries along; notes already mentioned, so that the first mention alone is where a note returns. */
export interface Pen<N> {
	ink: Ink<N>;
	draft: boolean;
	/** By how many levels the headings of clauses rise. */
	rise: number;
	mentioned: Set<string>;
}

const MARK_TAGS: Record<Mark, string> = { bold: "strong", italic: "em", superscript: "sup" };

/** The inlines of a clause, with French spaces and apostrophes. */
export function renderInlines<N>(content: TextInline[], pen: Pen<N>): N[] {
	return content.flatMap((inline) => renderInline(inline, pen));
}

/** Locked text or a label as it is displayed: "1er" with its letters raised. */
export function renderTypeset<N>(text: string, ink: Ink<N>): N[] {
	return renderRaised(text, ink, (words) => renderDirected(words, ink));
}

const renderRaised = <N>(text: string, ink: Ink<N>, render: (words: string) => N[]): N[] =>
	ordinals(typeset(text)).flatMap((piece) =>
		piece.raised ? [ink.element("sup", {}, [ink.text(piece.text)])] : render(piece.text),
	);

/** A name that is read from the right stands apart, also where it is a part of a sentence by now. */
const renderDirected = <N>(text: string, ink: Ink<N>): N[] =>
	directed(text).map((piece) => {
		const words = ink.text(piece.text);
		return piece.turned ? ink.element("bdi", {}, [words]) : words;
	});

/** What somebody said, apart from what stands around it: its direction is its own. */
export const renderValue = <N>(value: string, ink: Ink<N>): N =>
	ink.element(
		"bdi",
		{},
		renderRaised(value, ink, (words) => [ink.text(words)]),
	);

/** "Article 2", and a colon for those who hear it or read it without a style sheet. */
export function renderLabel<N>(label: string, ink: Ink<N>): N[] {
	return [ink.text(label), ink.element("span", { class: "unseen" }, [ink.text(typeset(" : "))])];
}

/** A field's value as it is displayed, for an ink that shows it. */
export function renderShown<N>(field: TextField, ink: Ink<N>): N[] {
	const plain = (words: string) => [ink.text(words)];
	return field.fieldType === "date" ? renderRaised(field.shown, ink, plain) : plain(typeset(field.shown));
}

/** What a late act fills (R29), as it stands until then: its label in brackets, and when it will be known for who points or listens. */
export function renderHole<N>(hole: TextHole | TextAwaited, ink: Ink<N>): N {
	// Where a file will stand there is room to say it.
	const known = ink.element(
		"span",
		{ class: hole.type === "hole" ? "unseen" : "hole-known" },
		[ink.text(`, ${KNOWN[hole.late]}`)],
		"known",
	);
	const attributes = {
		class: "hole",
		"data-hole": hole.type === "hole" ? hole.field : hole.id,
		title: KNOWN[hole.late],
	};
	return ink.element("span", attributes, [ink.text(typeset(hole.shown)), known]);
}

/** The footnotes that the text mentions, each with a way back to its first mention. */
export function renderNotes<N>(notes: TextNote[], pen: Pen<N>): N[] {
	const { ink } = pen;
	if (notes.length === 0) return [];
	const items = notes.map(({ id, content }) => {
		const back = ink.element("a", { href: `#${mentionId(id)}`, "aria-label": "Retour au texte" }, [ink.text("↩")]);
		const clause = ink.element("span", { "data-clause": id }, renderInlines(content, pen));
		return ink.element("li", { id: noteId(id) }, [clause, ink.text(" "), back], id);
	});
	return [ink.element("section", { class: "notes", "aria-label": "Notes" }, [ink.element("ol", {}, items)], "notes")];
}

function renderInline<N>(inline: TextInline, pen: Pen<N>): N[] {
	const { ink } = pen;
	switch (inline.type) {
		case "text":
			return renderMarks(inline.marks, renderTypeset(inline.text, ink), ink);
		case "field":
			return [ink.field(inline)];
		case "hole":
			return [renderHole(inline, ink)];
		case "computed":
			return [ink.element("span", { class: "computed", "data-computed": inline.name }, [ink.text(inline.text)])];
		case "note":
			return [renderMention(inline.id, inline.number, pen)];
		case "break":
			return [ink.element("br", {}, [])];
	}
}

function renderMarks<N>(marks: Mark[], content: N[], ink: Ink<N>): N[] {
	return marks.reduceRight((inner, mark) => [ink.element(MARK_TAGS[mark], {}, inner)], content);
}

const noteId = (id: string) => `note-${id}`;
const mentionId = (id: string) => `appel-${id}`;

function renderMention<N>(id: string, number: number, { ink, mentioned }: Pen<N>): N {
	const attributes: Record<string, string> = { href: `#${noteId(id)}`, "aria-label": `Note ${number}` };
	if (!mentioned.has(id)) attributes.id = mentionId(id);
	mentioned.add(id);
	return ink.element("sup", { class: "note" }, [ink.element("a", attributes, [ink.text(String(number))])]);
}
