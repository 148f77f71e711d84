import { type AttributeSpec, type MarkSpec, type NodeSpec, Schema } from "@tiptap/pm/model";

/**
 * What a free section may hold: paragraphs, headings below the article's level, lists, tables, and bold, italic,
 * superscript and links within them. The editor's extensions (web/convention/editor/extensions.ts) make the same schema, and a
 * test holds them to it: a client deletes what its own schema does not know.
 *
 * Raise `SCHEMA_VERSION` whenever an older client could not read what a newer one writes: the room sends it away (4409).
 */
export const SCHEMA_VERSION = 2;

/** Headings of a free section stand below the article (2) and its sub-headings. */
const HEADING_LEVELS = [3, 4];

export const MAX_SPAN = 40;

const cellAttributes: Record<string, AttributeSpec> = {
	colspan: { default: 1 },
	rowspan: { default: 1 },
	colwidth: { default: null },
};

const nodes: Record<string, NodeSpec> = {
	doc: { content: "block+" },
	paragraph: { content: "inline*", group: "block" },
	heading: { content: "inline*", group: "block", attrs: { level: { default: 3 } }, defining: true },
	bulletList: { content: "listItem+", group: "block list" },
	orderedList: { content: "listItem+", group: "block list", attrs: { start: { default: 1 }, type: { default: null } } },
	listItem: { content: "paragraph block*", defining: true },
	table: { content: "tableRow+", group: "block", tableRole: "table", isolating: true },
	tableRow: { content: "(tableCell | tableHeader)*", tableRole: "row" },
	tableCell: { content: "block+", attrs: cellAttributes, tableRole: "cell", isolating: true },
	tableHeader: { content: "block+", attrs: cellAttributes, tableRole: "header_cell", isolating: true },
	hardBreak: { group: "inline", inline: true, selectable: false, linebreakReplacement: true },
	text: { group: "inline" },
};

const marks: Record<string, MarkSpec> = {
	link: { attrs: { href: { default: null } }, inclusive: false },
	bold: {},
	italic: {},
	superscript: {},
};

export const schema = new Schema({ nodes, marks });

/** Link addresses a text may lead to; a script or a file is none of them. */
export function isSafeHref(href: unknown): href is string {
	return (
		typeof href === "string" && href.length <= 2000 && href.isWellFormed() && /^(https?:\/\/|mailto:)\S+$/i.test(href)
	);
}

const isSpan = (value: unknown) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_SPAN;

/** By node name: the attributes it may carry, each with the values it may have. Any other attribute is refused. */
export const attributeRules: Record<string, Record<string, (value: unknown) => boolean>> = {
	heading: { level: (value) => HEADING_LEVELS.includes(value as number) },
	orderedList: {
		start: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 10_000,
		type: (value) => value === null || (typeof value === "string" && /^[1aAiI]$/.test(value)),
	},
	tableCell: { colspan: isSpan, rowspan: isSpan, colwidth: (value) => value === null },
	tableHeader: { colspan: isSpan, rowspan: isSpan, colwidth: (value) => value === null },
};
