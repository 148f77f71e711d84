import { shownBytes } from "../../../shared/files/limits.ts";
import { inlineText, nodesText } from "../../../shared/text/plain.ts";
import type { TextBlock, TextFile, TextItem, TextRow } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Acts } from "../../../shared/version/acts.ts";
import { gridOf } from "./grid.ts";
import { fieldInlines, hole, type Notes, sheetInlines, typesetWords } from "./inlines.ts";
import { type Levels, levelOf } from "./levels.ts";
import { led, paragraph } from "./lines.ts";
import { sheetNodes } from "./nodes.ts";
import { annexPicture, logoPicture } from "./pictures.ts";
import type { SheetBlock, SheetSignatures, SheetTable } from "./sheet.ts";
import { signedLine } from "./signed.ts";

/** What the blocks of a part are laid out with. */
export interface Pen {
	acts: Acts;
	notes: Notes;
	levels: Levels;
}

export const sheetBlocks = (blocks: TextBlock[], pen: Pen): SheetBlock[] =>
	led(blocks.flatMap((block) => sheetBlock(block, pen)));

function sheetBlock(block: TextBlock, pen: Pen): SheetBlock[] {
	switch (block.type) {
		case "paragraph":
			return [paragraph(sheetInlines(block.content, pen.notes))];
		case "heading": {
			const level = levelOf(block.level - 1, pen.levels);
			return [{ type: "heading", level, content: sheetInlines(block.content, pen.notes) }];
		}
		case "list":
			return [{ type: "list", marker: "dash", items: block.items.map((item) => sheetItem(item, pen)) }];
		case "table":
			return table(block.rows, pen);
		case "section":
			return sheetNodes(block.content, pen.levels);
		case "awaited":
			return [paragraph([hole(block.label)])];
		case "variants":
			return sheetBlocks(block.blocks, pen);
		case "sommaire":
			return [{ type: "sommaire" }];
		case "logos":
			return [{ type: "logos", parties: block.parties.map((party) => logo(party, block.parties.length)) }];
		case "signatures":
			return [{ type: "signatures", parties: block.parties.map((party) => signatures(party, pen)) }];
		case "file":
			return [file(block)];
	}
}

const sheetItem = ({ content, blocks }: TextItem, pen: Pen): SheetBlock[] => [
	paragraph(sheetInlines(content, pen.notes)),
	...sheetBlocks(blocks, pen),
];

function table(rows: TextRow[], pen: Pen): SheetTable[] {
	const spanning = rows.map((row) => row.cells.map((cell) => ({ ...cell, text: textOf(cell.blocks) })));
	if (!spanning.some((row) => row.length > 0)) return [];
	const { columns, heads, cells } = gridOf(spanning);
	const placed = cells.map(({ cell, ...place }) => ({
		...place,
		header: cell.header,
		blocks: sheetBlocks(cell.blocks, pen),
	}));
	return [{ type: "table", columns, heads, cells: placed }];
}

/** The words of a cell, for the width of its column. */
function textOf(blocks: TextBlock[]): string {
	return blocks
		.map((block) => {
			if (block.type === "section") return nodesText(block.content);
			if (block.type === "list") return block.items.map(({ content }) => inlineText(content)).join(" ");
			return "content" in block ? inlineText(block.content) : "";
		})
		.join(" ");
}

type Block<T extends TextBlock["type"]> = Extract<TextBlock, { type: T }>;

function logo({ name, logo }: Block<"logos">["parties"][number], count: number) {
	const image = logo?.size ? logoPicture({ hash: logo.hash, size: logo.size }, count) : null;
	return { name: typeset(name), image };
}

function signatures({ name, signatories }: Block<"signatures">["parties"][number], { acts }: Pen): SheetSignatures {
	return {
		name: typeset(name),
		signatories: signatories.map((signatory) => ({
			title: typeset(signatory.title),
			name: fieldInlines(signatory.name),
			signed: signedLine(acts.signatures.find((act) => act.signatory === signatory.id)),
		})),
	};
}

/** An image stands there; a PDF stays what it is, embedded under its hash, and is named. */
function file({ kind, hash, name, title, alt, bytes, size }: TextFile): SheetBlock {
	if (kind === "image" && size) {
		const said = alt ?? `Image sans description : ${name}`;
		return { type: "image", picture: annexPicture({ hash, size }), alt: said, caption: typesetWords(title) };
	}
	return { type: "annexed", title: typeset(title) || name, about: `${name}, PDF, ${shownBytes(bytes)}`, digest: hash };
}
