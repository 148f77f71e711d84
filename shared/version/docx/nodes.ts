import { Paragraph, type Table } from "docx";
import type { Node } from "../../convention/state.ts";
import { allowed } from "../../text/content.ts";
import { type Ink, indentOf, MAX_LEVEL } from "./ink.ts";
import { nodeRuns } from "./runs.ts";
import { type Cell, tableOf } from "./table.ts";

/** Where a block stands: in no list, in an item's first line, or further down in an item. */
interface Place {
	level: number;
	list: string | null;
	style: string;
}

/** The content of a free section, or of a cell of a table. What the schema does not know is left out, as on the paper. */
export function nodeBlocks(nodes: Node[], ink: Ink, style = "Body"): (Paragraph | Table)[] {
	return nodes.flatMap((node) => nodeBlock(node, { level: -1, list: null, style }, ink));
}

function nodeBlock(node: Node, place: Place, ink: Ink): (Paragraph | Table)[] {
	const content = node.content ?? [];
	switch (node.type) {
		case "paragraph":
			return [new Paragraph({ ...placed(place), children: nodeRuns(content) })];
		case "heading": {
			const heading = allowed(node, "level") === 4 ? "Heading3" : "Heading2";
			return [new Paragraph({ ...placed({ ...place, style: heading }), children: nodeRuns(content) })];
		}
		case "bulletList":
			return items(content, ink.lists.marked("•"), place, ink);
		case "orderedList": {
			const list = ink.lists.counted(String(allowed(node, "type") ?? "1"), Number(allowed(node, "start") ?? 1));
			return items(content, list, place, ink);
		}
		case "table":
			return tableOf(content.map((row) => (row.content ?? []).map((cell) => cellOf(cell, ink))));
		default:
			return [];
	}
}

/** An item's first block stands behind its mark, the others below it without one. */
function items(list: Node[], reference: string, { level, style }: Place, ink: Ink): (Paragraph | Table)[] {
	const inner = Math.min(level + 1, MAX_LEVEL);
	return list.flatMap((item) =>
		(item.content ?? []).flatMap((block, index) =>
			nodeBlock(block, { level: inner, list: index === 0 ? reference : null, style }, ink),
		),
	);
}

/** Style, number and indent of a paragraph at this place. */
export function placed({ level, list, style }: Place) {
	if (list !== null) return { style, numbering: { reference: list, level } };
	return level < 0 ? { style } : { style, indent: indentOf(level) };
}

const cellOf = (cell: Node, ink: Ink): Cell => ({
	isHeader: cell.type === "tableHeader",
	colspan: Number(allowed(cell, "colspan") ?? 1),
	rowspan: Number(allowed(cell, "rowspan") ?? 1),
	children: nodeBlocks(cell.content ?? [], ink, cell.type === "tableHeader" ? "CellHeader" : "Cell"),
});
