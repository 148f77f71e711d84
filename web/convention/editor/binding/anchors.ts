import type { Node } from "@tiptap/pm/model";
import { eachCell } from "../../../../shared/live/flatten.ts";
import { isSameForm } from "../../../../shared/live/form.ts";
import { placeCells } from "../../../../shared/live/spans.ts";
import { blockAt, type Layout, layOut, nodeTree, type Placed, textSize } from "./layout.ts";
import type { Op } from "./ops.ts";

/** A stretch of text that stands in both documents. */
interface Anchor {
	before: number;
	after: number;
	length: number;
	/** Whether nothing changed between the stretch before it and this one, should both be as far apart. */
	follows: boolean;
}

/** How the text of a cell changed; undefined: not at all. */
export type CellChange = (table: string, row: string, column: string) => readonly Op[] | undefined;

/** What a StepMap says of two documents, of which `ops` tells which units were kept. */
export function rangesBetween(old: Layout, now: Layout, ops: readonly Op[], cell: CellChange): number[] {
	const anchors: Anchor[] = [];
	const follows = collect(anchors, old, now, ops, cell);
	const ranges: number[] = [];
	let [before, after] = [old.start, now.start];
	const gap = (to: number, newTo: number, isSame: boolean) => {
		if (to - before === newTo - after && isSame) return;
		if (to > before || newTo > after) ranges.push(before, to - before, newTo - after);
	};
	for (const anchor of anchors) {
		gap(anchor.before, anchor.after, anchor.follows);
		before = anchor.before + anchor.length;
		after = anchor.after + anchor.length;
	}
	gap(old.end, now.end, follows);
	return ranges;
}

/** Adds the anchors of a section or a cell; tells whether nothing changed after the last. */
function collect(anchors: Anchor[], old: Layout, now: Layout, ops: readonly Op[], cell: CellChange): boolean {
	let follows = true;
	const anchor = (before: number, after: number, length: number, isSame = true) => {
		anchors.push({ before, after, length, follows: follows && isSame });
		follows = true;
	};
	const begin = (a: Placed, b: Placed) => {
		if (a.form.i === null || b.form.i === null) return anchor(a.at + 1, b.at + 1, 0, isSameForm(a.form, b.form));
		anchor(a.at, b.at, 0, isSameForm(a.form, b.form));
		follows = table(anchors, a, b, cell);
	};
	let [before, after] = [0, 0];
	const keep = (count: number) => {
		for (let left = count; left > 0; ) {
			const a = old.blocks[blockAt(old, before)] as Placed;
			const b = now.blocks[blockAt(now, after)] as Placed;
			let taken = 1;
			if (before < a.unit) begin(a, b);
			else {
				const rest = Math.min(left, a.unit + textSize(a) - before, b.unit + textSize(b) - after);
				taken = Math.max(1, rest);
				if (rest > 0) anchor(a.at + 1 + before - a.unit, b.at + 1 + after - b.unit, rest);
			}
			before += taken;
			after += taken;
			left -= taken;
		}
	};
	begin(old.blocks[0] as Placed, now.blocks[0] as Placed);
	for (const { kind, count } of ops) {
		if (kind === "keep") keep(count);
		else follows = false;
		if (kind === "delete") before += count;
		if (kind === "insert") after += count;
	}
	keep(Math.min(old.units - before, now.units - after));
	return follows;
}

/** Adds those of a table that is there in both; tells whether nothing changed after the last. */
function table(
	anchors: Anchor[],
	{ node: old, at }: Placed,
	{ node: now, at: newAt }: Placed,
	cell: CellChange,
): boolean {
	if (old === null || now === null) return false;
	if (old === now) {
		anchors.push({ before: at, after: newAt, length: old.nodeSize, follows: true });
		return true;
	}
	const isSame = shapeOf(old) === shapeOf(now);
	const found = cellsOf(now, newAt);
	let [last, follows] = [newAt, true];
	for (const [key, a] of cellsOf(old, at)) {
		const b = found.get(key);
		// A row that moved up is as good as new: positions keep their order.
		if (!b || b.at < last) continue;
		last = b.at + b.node.nodeSize;
		const inner: Anchor[] = [];
		const [before, after] = [layOut(a.node, a.at + 1, null), layOut(b.node, b.at + 1, null)];
		const end = collect(inner, before, after, cell(String(now.attrs.id), a.row, a.column) ?? [], cell);
		const begins = follows && isSame && a.node.sameMarkup(b.node);
		for (const [index, each] of inner.entries())
			anchors.push(index === 0 ? { ...each, follows: each.follows && begins } : each);
		follows = end;
	}
	return follows && isSame;
}

const shapeOf = (node: Node) => JSON.stringify([node.attrs, node.content.content.map((row) => row.attrs.id)]);

export interface PlacedCell {
	node: Node;
	at: number;
	row: string;
	column: string;
}

/** The cells of a table by their ids, in order. */
export function cellsOf(node: Node, at: number): Map<string, PlacedCell> {
	const { places } = placeCells(node, nodeTree);
	const cells = new Map<string, PlacedCell>();
	eachCell(node, at, nodeTree, (cell, cellAt, row, index) => {
		const ids = {
			row: String(node.child(row).attrs.id),
			column: String(node.attrs.columns[places[row]?.[index] ?? 0]),
		};
		cells.set(`${ids.row}/${ids.column}`, { node: cell, at: cellAt, ...ids });
	});
	return cells;
}
