import type { Node } from "@tiptap/pm/model";
import { flatten, type Leaf, type TableIds, type Tree } from "../../../../shared/live/flatten.ts";
import { FORMAT_KEYS, type FormatKey } from "../../../../shared/live/layout.ts";
import { type Formats, PLAIN } from "../../../../shared/live/sequence.ts";

export const nodeTree: Tree<Node> = {
	type: ({ type }) => type.name,
	attribute: ({ attrs }, name) => attrs[name],
	children: ({ content }) => content.content,
	size: ({ nodeSize }) => nodeSize,
};

/** A block of a document, and where it lies in its Y.Text. */
export interface Placed extends Leaf<Node> {
	/** Index of its first character. */
	unit: number;
	/** Units of the boundary right before: the first block has none, nor have words that stand in the block of a table. */
	boundary: 0 | 1;
}

/** A section's document, or a cell's, with both ways of counting: ProseMirror's positions and the units of a Y.Text. */
export interface Layout {
	blocks: readonly Placed[];
	units: number;
	/** Where the content begins and ends, in positions. */
	start: number;
	end: number;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Lays out what stands in `parent`, whose content begins at `start`. `idOf` names tables: a cell has none. `tails` are the
 * numbers of the blocks whose words stand in the block of the table before.
 */
export function layOut(parent: Node, start: number, idOf: TableIds<Node> | null, tails = NONE): Layout {
	let units = 0;
	const leaves = flatten(parent.content.content, nodeTree, start, idOf);
	const blocks = leaves.map((leaf, index) => {
		const boundary: 0 | 1 = index === 0 || tails.has(index) ? 0 : 1;
		const unit = units + boundary;
		units = unit + textSize(leaf);
		return { ...leaf, unit, boundary };
	});
	return { blocks, units, start, end: start + parent.content.size };
}

/** Units in a block; a table has none of its own. */
export const textSize = ({ form, node }: Leaf<Node>) => (form.i === null && node !== null ? node.content.size : 0);

const isTable = ({ form }: Leaf<Node>) => form.i !== null;

/** Where the text of a block begins, and where it ends. */
const textStart = ({ at }: Placed) => at + 1;
const blockEnd = (block: Placed) =>
	isTable(block) ? block.at + (block.node?.nodeSize ?? 0) : block.at + 1 + textSize(block);

/** The first unit that does not lie wholly before a position. */
export function unitFrom({ blocks, units }: Layout, position: number): number {
	for (const block of blocks) {
		const isWithin = isTable(block) ? position < blockEnd(block) : position < textStart(block);
		if (isWithin) return block.unit - block.boundary;
		if (!isTable(block) && position <= blockEnd(block)) return block.unit + position - textStart(block);
	}
	return units;
}

/** The first unit that lies wholly at or after a position. */
export function unitTo({ blocks, units }: Layout, position: number): number {
	let before = 0;
	for (const block of blocks) {
		if (before >= position) return block.unit - block.boundary;
		const isWithin = isTable(block) ? position < blockEnd(block) : position < textStart(block);
		if (isWithin) return block.unit;
		if (!isTable(block) && position <= blockEnd(block)) return block.unit + position - textStart(block);
		before = blockEnd(block);
	}
	return units;
}

/** The position of an index in the Y.Text: behind the unit before it, at the end of a block and not in the next one. */
export function positionOf(layout: Layout, index: number): number {
	const at = blockAt(layout, Math.max(0, index - 1));
	// Words that stand in the block of a table are shown below it.
	const block = layout.blocks[layout.blocks[at + 1]?.boundary === 0 ? at + 1 : at] as Placed;
	return textStart(block) + Math.min(Math.max(0, index - block.unit), textSize(block));
}

/** Number of the block that the unit of this index lies in; a boundary lies in the block it begins. */
export function blockAt({ blocks }: Layout, index: number): number {
	let [low, high] = [0, blocks.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		const { unit, boundary } = blocks[middle] as Placed;
		if (unit - boundary <= index) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** One unit as a diff sees it. */
export interface Unit {
	/** What must be equal for the unit to be kept. */
	text: string;
	/** Number of the block that begins here; null for a character. */
	begins: number | null;
	formats: Formats;
}

/** How a boundary stands in a diff; no text holds it. */
export const BOUNDARY = "\u0000";

/** The units from one index to another. */
export function unitsOf(layout: Layout, from: number, to: number): Unit[] {
	const out: Unit[] = [];
	for (let at = blockAt(layout, from); at < layout.blocks.length; at++) {
		const block = layout.blocks[at] as Placed;
		if (block.unit - block.boundary >= to) break;
		if (block.boundary === 1 && block.unit > from)
			out.push({ text: `${BOUNDARY}${block.form.i ?? ""}`, begins: at, formats: PLAIN });
		pushCharacters(out, block, from, to);
	}
	return out;
}

function pushCharacters(out: Unit[], block: Placed, from: number, to: number): void {
	if (isTable(block)) return;
	let unit = block.unit;
	block.node?.forEach((leaf) => {
		const text = leaf.text ?? "\n";
		const first = Math.max(0, from - unit);
		const end = Math.min(text.length, to - unit);
		const formats = first < end ? formatsOf(leaf) : PLAIN;
		// A line end that was pasted into a text is no hard break.
		for (let i = first; i < end; i++) {
			const character = text[i] as string;
			out.push({ text: leaf.isText && character === "\n" ? " " : character, begins: null, formats });
		}
		unit += text.length;
	});
}

/** The marks of a node, as the layout has them. */
export function formatsOf({ marks }: Node): Formats {
	if (marks.length === 0) return PLAIN;
	const formats: Partial<Record<FormatKey, true | string>> = {};
	for (const { type, attrs } of marks) {
		const key = FORMAT_KEYS.find((each) => each === type.name);
		if (key !== undefined) formats[key] = key === "link" ? attrs.href : true;
	}
	return formats;
}
