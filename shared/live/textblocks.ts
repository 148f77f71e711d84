import type * as Y from "yjs";
import { formsOf } from "./form.ts";
import { SectionGrids } from "./grid.ts";
import { cellRoot, liveRoot } from "./layout.ts";
import { nest } from "./nest.ts";
import { textAt } from "./root.ts";
import { type Block, readBlocks } from "./sequence.ts";

/** A paragraph or a title. */
export interface Textblock {
	/** The text of the section or the cell that it lies in; null for one that nobody has written in yet. */
	text: Y.Text | null;
	/** null for the first of its text. */
	boundary: Y.Item | null;
}

/** The paragraphs and titles of a section, in the order in which `toDoc` shows them. It makes no root. */
export function textblocks(doc: Y.Doc, section: string): Textblock[] {
	const grids = new SectionGrids(doc, section);
	const inTable = (id: string | null) => {
		const { table, cells } = grids.shown(id);
		return cells
			.flat()
			.flatMap(({ row, column }) => blocksIn(textAt(doc, cellRoot(table, row, column)), noTable, none));
	};
	return blocksIn(textAt(doc, liveRoot(section)), grids.shows, inTable);
}

const noTable = () => false;
const none = () => [];

function blocksIn(
	text: Y.Text | null,
	shows: (table: string) => boolean,
	inTable: (id: string | null) => Textblock[],
): Textblock[] {
	if (text === null) return [{ text, boundary: null }];
	const blocks = readBlocks(text);
	const forms = formsOf(
		blocks.map(({ written }) => written),
		shows,
	);
	const made = nest<Block, Textblock[]>(blocks, forms, {
		textblock: ({ boundary }) => [{ text, boundary }],
		table: (_, { i }) => inTable(i),
		holdsText: ({ length }) => length > 0,
		item: (content) => content.flat(),
		list: (_, items) => items.flat(),
	});
	return made.flat();
}
