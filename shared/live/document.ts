import type * as Y from "yjs";
import type { Node } from "../convention/state.ts";
import { type Form, formsOf } from "./form.ts";
import { type Cell, type Grid, SectionGrids } from "./grid.ts";
import { cellRoot, FORMAT_KEYS, liveRoot } from "./layout.ts";
import { type Maker, nest } from "./nest.ts";
import { textAt } from "./root.ts";
import { type Block, type Formats, PLAIN, readBlocks } from "./sequence.ts";

const EMPTY: Block = {
	boundary: null,
	written: {},
	runs: [],
	length: 0,
	formats: PLAIN,
	next: null,
	formatsAfter: PLAIN,
};

/**
 * The document that a section's flat text means: the children of a ProseMirror document, one at least, which the schema
 * always takes. Total: whatever the room holds, also what no page of ours wrote, has one. It makes no root.
 */
export function toDoc(doc: Y.Doc, section: string): Node[] {
	const grids = new SectionGrids(doc, section);
	const tableOf = ({ i }: Form) => tableNode(doc, grids.shown(i));
	return textNodes(textAt(doc, liveRoot(section)), grids.shows, tableOf);
}

const noTable = () => false;

function textNodes(text: Y.Text | null, shows: (table: string) => boolean, table: (form: Form) => Node): Node[] {
	const blocks = text === null ? [EMPTY] : readBlocks(text);
	const forms = formsOf(
		blocks.map(({ written }) => written),
		shows,
	);
	return nest(blocks, forms, { ...maker, table: (_, form) => table(form) });
}

function tableNode(doc: Y.Doc, { table, cells }: Grid): Node {
	return {
		type: "table",
		content: cells.map((row) => ({ type: "tableRow", content: row.map((cell) => cellNode(doc, table, cell)) })),
	};
}

function cellNode(doc: Y.Doc, table: string, { row, column, width, height, header }: Cell): Node {
	const content = textNodes(textAt(doc, cellRoot(table, row, column)), noTable, () => ({ type: "table" }));
	const attrs = { ...(width > 1 && { colspan: width }), ...(height > 1 && { rowspan: height }) };
	return withAttributes({ type: header ? "tableHeader" : "tableCell", content }, attrs);
}

const maker: Omit<Maker<Block, Node>, "table"> = {
	textblock: (block, { t }) => {
		const node: Node = t === null ? { type: "paragraph" } : { type: "heading", attrs: { level: Number(t[1]) } };
		return block.length === 0 ? node : { ...node, content: inlineOf(block) };
	},
	holdsText: ({ length }) => length > 0,
	item: (content) => ({ type: "listItem", content }),
	list: ({ k, n }, content) => {
		if (k === null) return { type: "bulletList", content };
		const attrs = { ...(n !== null && { start: n }), ...(k !== "o" && { type: k }) };
		return withAttributes({ type: "orderedList", content }, attrs);
	},
};

function inlineOf({ runs }: Block): Node[] {
	return runs.flatMap(({ text, formats }) => {
		const marks = marksOf(formats);
		const leaves = text.split(/(\n)/).filter((part) => part !== "");
		return leaves.map((part): Node => {
			const leaf: Node = part === "\n" ? { type: "hardBreak" } : { type: "text", text: part };
			return marks.length > 0 ? { ...leaf, marks } : leaf;
		});
	});
}

function marksOf(formats: Formats): NonNullable<Node["marks"]> {
	return FORMAT_KEYS.flatMap((type) => {
		const value = formats[type];
		if (value === undefined) return [];
		return [type === "link" ? { type, attrs: { href: value } } : { type }];
	});
}

const withAttributes = (node: Node, attrs: Record<string, unknown>): Node =>
	Object.keys(attrs).length > 0 ? { ...node, attrs } : node;
