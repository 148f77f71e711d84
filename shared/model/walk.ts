import type { Block, Model } from "./model.ts";

/** Every block, nested ones included, in reading order. */
export function* walk(blocks: Block[]): Generator<Block> {
	for (const block of blocks) {
		yield block;
		for (const inner of innerBlocks(block)) yield* walk(inner);
	}
}

function innerBlocks(block: Block): Block[][] {
	switch (block.type) {
		case "list":
			return block.items.map((item) => item.blocks);
		case "table":
			return block.rows.flatMap((row) => row.cells.map((cell) => cell.blocks));
		case "variants":
			return block.variants.map((variant) => variant.blocks);
		case "parties":
			return block.templates.map((template) => template.blocks);
		case "councils":
			return [block.blocks];
		default:
			return [];
	}
}

/** Every block of the model, nested ones included, in reading order. */
export const blocksOf = (model: Model): Block[] => model.parts.flatMap((part) => [...walk(part.blocks)]);
