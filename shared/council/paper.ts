import type { Text, TextBlock, TextInline, TextPart } from "../text/text.ts";

/** A paper of its own beside a convention, in the same blocks, so that whatever writes a text writes it too. */
export function paper(title: string, { model, phase }: Pick<Text, "model" | "phase">, parts: TextPart[]): Text {
	return { title, model, phase, draft: false, parts, notes: [] };
}

/** What stands at the top: the paper's title, centred. */
export const head = (...blocks: TextBlock[]): TextPart => partOf("cover", null, blocks);

/** A part with a heading, or without one. */
export const chapter = (title: string | null, ...blocks: TextBlock[]): TextPart => partOf("preamble", title, blocks);

const partOf = (kind: TextPart["kind"], title: string | null, blocks: TextBlock[]): TextPart => ({
	id: title ?? kind,
	kind,
	number: null,
	label: "",
	title,
	blocks,
});

export const words = (text: string, ...marks: ("bold" | "italic")[]): TextInline => ({ type: "text", text, marks });

export const paragraph = (...content: (string | TextInline)[]): TextBlock => ({
	type: "paragraph",
	id: "",
	content: inlines(content),
});

export const heading = (text: string, level: 3 | 4 = 3): TextBlock => ({
	type: "heading",
	id: "",
	level,
	content: [words(text)],
});

export const list = (items: string[]): TextBlock => ({
	type: "list",
	items: items.map((item) => ({ id: "", content: [words(item)], blocks: [], optional: false, chosen: true })),
});

/** The first row is its head. */
export const table = (rows: string[][]): TextBlock => ({
	type: "table",
	id: "",
	growing: null,
	rows: rows.map((cells, row) => ({
		id: null,
		cells: cells.map((cell) => ({ id: "", header: row === 0, colspan: 1, rowspan: 1, blocks: [paragraph(cell)] })),
	})),
});

const inlines = (content: (string | TextInline)[]) =>
	content.map((each) => (typeof each === "string" ? words(each) : each));
