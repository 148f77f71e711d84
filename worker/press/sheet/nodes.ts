import type { Node } from "../../../shared/convention/state.ts";
import { isSafeHref } from "../../../shared/schema.ts";
import { nodesText } from "../../../shared/text/plain.ts";
import { gridOf } from "./grid.ts";
import { words } from "./inlines.ts";
import { type Levels, levelOf } from "./levels.ts";
import { led, paragraph } from "./lines.ts";
import type { SheetBlock, SheetInline, SheetMark, SheetTable } from "./sheet.ts";

/** The content of a free section, spaces and apostrophes as they were written. */
export const sheetNodes = (nodes: Node[], levels: Levels): SheetBlock[] =>
	led(nodes.flatMap((node) => sheetNode(node, levels)));

function sheetNode(node: Node, levels: Levels): SheetBlock[] {
	const content = node.content ?? [];
	switch (node.type) {
		case "paragraph":
			return [paragraph(line(content))];
		case "heading":
			return heading(node, levels);
		case "bulletList":
			return [{ type: "list", marker: "bullet", items: items(content, levels) }];
		case "orderedList":
			return [{ type: "numbered", ...numberingOf(node), items: items(content, levels) }];
		case "table":
			return table(content, levels);
		default:
			return [];
	}
}

/** A heading without a word leads nowhere, and no reader's software may be told of it. */
function heading(node: Node, levels: Levels): SheetBlock[] {
	const content = line(node.content ?? []);
	if (nodesText([node]).trim() === "") return [];
	return [{ type: "heading", level: levelOf(node.attrs?.level === 4 ? 3 : 2, levels), content }];
}

const items = (nodes: Node[], levels: Levels): SheetBlock[][] =>
	nodes.map((item) => sheetNodes(item.content ?? [], levels));

function numberingOf({ attrs }: Node): { start: number; numbering: string } {
	const start = typeof attrs?.start === "number" ? attrs.start : 1;
	const kind = typeof attrs?.type === "string" && /^[1aAiI]$/.test(attrs.type) ? attrs.type : "1";
	return { start, numbering: `${kind}.` };
}

function table(rows: Node[], levels: Levels): SheetTable[] {
	const spanning = rows.map((row) =>
		(row.content ?? []).map((cell) => ({
			header: cell.type === "tableHeader",
			colspan: spanOf(cell.attrs?.colspan),
			rowspan: spanOf(cell.attrs?.rowspan),
			text: nodesText(cell.content ?? []),
			content: cell.content ?? [],
		})),
	);
	if (!spanning.some((row) => row.length > 0)) return [];
	const { columns, heads, cells } = gridOf(spanning);
	const placed = cells.map(({ cell, ...place }) => ({
		...place,
		header: cell.header,
		blocks: sheetNodes(cell.content, levels),
	}));
	return [{ type: "table", columns, heads, cells: placed }];
}

const spanOf = (value: unknown): number => (typeof value === "number" && value >= 1 ? Math.floor(value) : 1);

function line(nodes: Node[]): SheetInline[] {
	return nodes.flatMap((node): SheetInline[] => {
		if (node.type === "hardBreak") return [{ type: "break" }];
		if (node.type !== "text" || !node.text) return [];
		const marks = node.marks ?? [];
		const shown = words(
			node.text,
			KNOWN_MARKS.filter((mark) => marks.some(({ type }) => type === mark)),
		);
		const href = marks.find(({ type }) => type === "link")?.attrs?.href;
		return [isSafeHref(href) ? { type: "link", href, content: [shown] } : shown];
	});
}

const KNOWN_MARKS: SheetMark[] = ["bold", "italic", "superscript"];
