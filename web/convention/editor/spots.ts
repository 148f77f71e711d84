import type { Node } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";
import * as Y from "yjs";
import { type Cursor, type Spot, spotOf } from "../live/cursor.ts";
import type { Binding, LaidOut } from "./binding/binding.ts";
import { type Layout, positionOf, unitFrom } from "./binding/layout.ts";
import type { Mirror } from "./binding/mirror.ts";
import { mapIndex, type Op } from "./binding/ops.ts";

/** Both ends of a selection in an editor's document. */
export interface Ends {
	anchor: number;
	head: number;
}

/** A selection of the document that this editor shows as others read it: each end beside the unit on its left. */
export function cursorOf(binding: Binding, doc: Node, { anchor, head }: Ends): Cursor {
	const end = relativeAt(binding, doc, head);
	return { anchor: anchor === head ? end : relativeAt(binding, doc, anchor), head: end };
}

function relativeAt(binding: Binding, doc: Node, position: number): Y.RelativePosition {
	const { mirror, layout, held } = around(binding, doc, position);
	return besideLeft(mirror, mapIndex(held, unitFrom(layout, position)));
}

/** The text that a position lies in: a cell comes after the section that it is part of. */
function around(binding: Binding, doc: Node, position: number): LaidOut {
	let found: LaidOut | null = null;
	for (const each of binding.layouts(doc)) {
		const { start, end } = each.layout;
		if (found === null || (start <= position && position <= end)) found = each;
		if (found === each && !isInTable(each.layout, position)) break;
	}
	if (found === null) throw new Error("a section without a text");
	return found;
}

const isInTable = ({ blocks }: Layout, position: number) =>
	blocks.some(({ form, node, at }) => form.i !== null && at < position && position < at + (node?.nodeSize ?? 0));

/** What Yjs makes of an index and -1, without a walk through the whole text. */
function besideLeft({ text, blocks }: Mirror, index: number): Y.RelativePosition {
	let left = index;
	for (const { boundary, length } of blocks) {
		if (boundary !== null && left-- === 0) break;
		if (left > length) left -= length;
		else return inBlock(text, boundary, left);
	}
	return Y.createRelativePositionFromTypeIndex(text, index, -1);
}

function inBlock(text: Y.Text, boundary: Y.Item | null, offset: number): Y.RelativePosition {
	if (offset === 0) return beside(text, boundary?.id ?? null);
	let left = offset;
	for (let item = boundary === null ? text._start : boundary.right; item !== null; item = item.right) {
		if (item.deleted || !item.countable) continue;
		if (item.length >= left) return beside(text, Y.createID(item.id.client, item.id.clock + left - 1));
		left -= item.length;
	}
	throw new Error("a block shorter than it is");
}

const beside = (text: Y.Text, id: Y.ID | null) =>
	new Y.RelativePosition(null, id === null ? Y.findRootTypeKey(text) : null, id, -1);

/** Finds the positions of others' cursors in the document that this editor shows; null for what lies elsewhere. */
export function endsIn(binding: Binding, doc: Node): (cursor: unknown) => Ends | null {
	const position = (relative: unknown): number | null => {
		const spot = binding.text.doc && spotOf(binding.text.doc, relative);
		if (!spot) return null;
		for (const { mirror, layout, held } of binding.layouts(doc))
			if (mirror.text === spot.text)
				return nearWords(doc, positionOf(layout, mapIndex(held.map(undone), indexOf(mirror, spot))));
		return null;
	};
	return (cursor) => {
		if (typeof cursor !== "object" || cursor === null) return null;
		const { anchor, head } = cursor as Record<string, unknown>;
		const at = position(head);
		const from = at === null || isSame(anchor, head) ? at : position(anchor);
		return from === null || at === null ? null : { anchor: from, head: at };
	};
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function indexOf({ blocks }: Mirror, { boundary, offset }: Spot): number {
	let start = 0;
	for (const block of blocks) {
		if (block.boundary !== null) start++;
		if (block.boundary === boundary) return start + offset;
		start += block.length;
	}
	return start;
}

/** This position, or the nearest where a caret may stand. */
export function nearWords(doc: Node, position: number): number {
	const $position = doc.resolve(position);
	return $position.parent.inlineContent ? position : Selection.near($position, -1).head;
}

const undone = ({ kind, count }: Op): Op => ({
	kind: kind === "keep" ? "keep" : kind === "insert" ? "delete" : "insert",
	count,
});
