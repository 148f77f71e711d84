import { Bookmark, InternalHyperlink, PageReference, Paragraph, type Table, TextRun } from "docx";
import type {
	OutlineEntry,
	TextBlock,
	TextItem,
	TextPart,
	TextRow,
	TextSignatory,
	TextSignatures,
} from "../../text/text.ts";
import { type Ink, MAX_LEVEL } from "./ink.ts";
import { nodeBlocks, placed } from "./nodes.ts";
import { fileBlocks, logoBlocks } from "./picture.ts";
import { fieldRuns, inlineRuns, set } from "./runs.ts";
import { type Cell, TEXT_WIDTH, tableOf } from "./table.ts";

type Written = (Paragraph | Table)[];

/** How the blocks of a part are written. */
interface Manner {
	/** Of a paragraph. */
	style: string;
	/** By how many levels the headings of clauses rise, where the part has no heading of its own. */
	rise: number;
}

/** A part with its heading. Annexes and what stands alone on the paper begin a page. */
export function partBlocks(part: TextPart, ink: Ink): Written {
	const bookmark = ink.bookmarks.get(part.id) ?? "";
	const begins = part.kind === "annex" || part.kind === "sommaire";
	const manner = { style: part.kind === "cover" ? "Cover" : "Body", rise: part.title === null ? 1 : 0 };
	const blocks = part.blocks.flatMap((block) => blockOf(block, manner, ink));
	if (part.title === null) return blocks;
	const words = [part.label, part.title].filter(Boolean).join(" : ");
	const children = [new Bookmark({ id: bookmark, children: set(words) })];
	return [new Paragraph({ style: "Heading1", pageBreakBefore: begins, children }), ...blocks];
}

function blockOf(block: TextBlock, manner: Manner, ink: Ink): Written {
	switch (block.type) {
		case "paragraph":
			return [new Paragraph({ style: manner.style, children: inlineRuns(block.content, ink) })];
		case "heading":
			return [new Paragraph({ style: headingOf(block.level, manner), children: inlineRuns(block.content, ink) })];
		case "list":
			return listItems(block.items, ink.lists.marked("–"), 0, manner, ink);
		case "table":
			return tableOf(block.rows.map((row) => row.cells.map((cell) => cellOf(cell, ink))));
		case "section":
			return nodeBlocks(block.content, ink, manner.style === "Cell" ? "Cell" : "Body");
		case "awaited":
			return [new Paragraph({ style: manner.style, children: set(block.shown, { style: "Hole" }) })];
		case "variants":
			return block.blocks.flatMap((each) => blockOf(each, manner, ink));
		case "sommaire":
			return block.entries.map((entry) => entryOf(entry, ink));
		case "logos":
			return logoBlocks(block.parties, ink);
		case "signatures":
			return tableOf([SIGNATURE_HEAD, ...block.parties.flatMap(signatureRows)]);
		case "file":
			return fileBlocks(block, ink);
	}
}

/** Word's headings skip no level: those of clauses stand below their part's. The cover's is the title. */
function headingOf(level: number, { style, rise }: Manner): string {
	return style === "Cover" ? "Title" : `Heading${level - 1 - rise}`;
}

function listItems(items: TextItem[], reference: string, level: number, manner: Manner, ink: Ink): Written {
	return items
		.filter(({ chosen }) => chosen)
		.flatMap(({ content, blocks }) => [
			new Paragraph({ ...placed({ level, list: reference, style: manner.style }), children: inlineRuns(content, ink) }),
			...blocks.flatMap((block) =>
				block.type === "list"
					? listItems(block.items, reference, Math.min(level + 1, MAX_LEVEL), manner, ink)
					: blockOf(block, manner, ink),
			),
		]);
}

function cellOf({ header, colspan, rowspan, blocks }: TextRow["cells"][number], ink: Ink): Cell {
	const manner = { style: header ? "CellHeader" : "Cell", rise: 0 };
	return { isHeader: header, colspan, rowspan, children: blocks.flatMap((block) => blockOf(block, manner, ink)) };
}

/** A line of the sommaire leads to its part and says its page, which Word counts when it opens the document (R2). */
function entryOf({ part, label, title }: OutlineEntry, { bookmarks }: Ink): Paragraph {
	const bookmark = bookmarks.get(part) ?? "";
	const told = set([label, title].filter(Boolean).join(" : "));
	return new Paragraph({
		style: "Sommaire",
		tabStops: [{ type: "right", position: TEXT_WIDTH, leader: "dot" }],
		children: [
			new InternalHyperlink({ anchor: bookmark, children: told }),
			new TextRun("\t"),
			new PageReference(bookmark, { hyperlink: true }),
		],
	});
}

const headCell = (name: string): Cell => ({
	isHeader: true,
	colspan: 1,
	rowspan: 1,
	children: [new Paragraph({ style: "CellHeader", children: set(name) })],
});
const SIGNATURE_HEAD = ["Partie", "Signataire", "Signature"].map(headCell);

function signatureRows({ name, signatories }: TextSignatures): Cell[][] {
	const cell = (children: Paragraph[], rowspan = 1): Cell => ({ isHeader: false, colspan: 1, rowspan, children });
	const party = cell([new Paragraph({ style: "CellHeader", children: set(name) })], Math.max(1, signatories.length));
	const room = () => cell([new Paragraph({ style: "Cell", spacing: { before: 900 } })]);
	if (signatories.length === 0) return [[party, cell([]), room()]];
	return signatories.map((signatory, index) => {
		const person = cell([new Paragraph({ style: "Cell", children: signatoryRuns(signatory) })]);
		return index === 0 ? [party, person, room()] : [person, room()];
	});
}

function signatoryRuns({ title, name, delegation }: TextSignatory) {
	const behind = delegation ? [new TextRun({ break: 1 }), ...set(delegation)] : [];
	return [...set(`${title},`), new TextRun({ break: 1 }), ...fieldRuns(name), ...behind];
}
