import type { TextBlock, TextInline, TextItem, TextRow } from "./text.ts";

export type TextCell = TextRow["cells"][number];

/** Something met on the way through a text: a block, or an item of a list; `cell` is the table cell around it. */
export type Met = ({ block: TextBlock; item: null } | { block: null; item: TextItem }) & { cell: TextCell | null };

/**
 * Every block and list item in reading order, each before what stands inside it; options left out are passed over, with all
 * that they hold. What only lists what a text holds goes this way; what lays it out (plain, render) has its own.
 */
export function* walk(blocks: readonly TextBlock[], cell: TextCell | null = null): Generator<Met> {
	for (const block of blocks) {
		yield { block, item: null, cell };
		switch (block.type) {
			case "list":
				for (const item of block.items) {
					if (!item.chosen) continue;
					yield { block: null, item, cell };
					yield* walk(item.blocks, cell);
				}
				break;
			case "table":
				for (const row of block.rows) for (const inner of row.cells) yield* walk(inner.blocks, inner);
				break;
			case "variants":
				yield* walk(block.blocks, cell);
		}
	}
}

/** The clause that stands there itself: a paragraph, a heading or an item's own line; null where there is none. */
export function clauseOf({ block, item }: Met): { id: string; content: TextInline[] } | null {
	if (item) return item;
	return block?.type === "paragraph" || block?.type === "heading" ? block : null;
}
