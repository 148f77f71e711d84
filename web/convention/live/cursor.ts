import * as Y from "yjs";
import { isBoundary } from "../../../shared/live/layout.ts";
import { readBlocks } from "../../../shared/live/sequence.ts";

/** Where a person's selection begins and ends, as awareness carries it: relative positions in flat texts. */
export interface Cursor {
	anchor: unknown;
	head: unknown;
}

/** A place in the text of a section or a cell. */
export interface Spot {
	text: Y.Text;
	/** The boundary that its paragraph begins with; null for the first. */
	boundary: Y.Item | null;
	/** How many units of its paragraph stand before it. */
	offset: number;
}

/**
 * Where a relative position stands now; null for one that cannot be read, or that lies in no text. Total, and makes no
 * root: what it reads came from another page. It costs what its paragraph costs, however long the text is.
 */
export function spotOf(doc: Y.Doc, position: unknown): Spot | null {
	if (typeof position !== "object" || position === null) return null;
	try {
		const { type, item, tname, assoc } = Y.createRelativePositionFromJSON(position);
		if (type !== null) return null;
		return item === null ? edgeOf(doc, tname, assoc) : besideItem(doc, item, assoc);
	} catch {
		return null;
	}
}

/** A position without an item is the beginning of its text, or the end. */
function edgeOf(doc: Y.Doc, root: string | null, assoc: number): Spot | null {
	const text = root === null ? undefined : doc.share.get(root);
	if (!(text instanceof Y.Text)) return null;
	if (assoc < 0) return { text, boundary: null, offset: 0 };
	const last = readBlocks(text).at(-1);
	return { text, boundary: last?.boundary ?? null, offset: last?.length ?? 0 };
}

/** As Yjs reads it, after the unit of this id or before it; one that is gone leaves its place. */
function besideItem(doc: Y.Doc, id: Y.ID, assoc: number): Spot | null {
	const found = followed(doc, id);
	if (found === null) return null;
	const { item, within } = found;
	const { parent } = item;
	if (!(parent instanceof Y.Text) || parent._item !== null) return null;
	const isThere = !item.deleted && item.countable;
	if (isThere && isBoundary(item) && assoc < 0) return { text: parent, boundary: item, offset: 0 };
	let offset = isThere && !isBoundary(item) ? within + (assoc < 0 ? 1 : 0) : 0;
	for (let left = item.left; left !== null; left = left.left) {
		if (left.deleted || !left.countable) continue;
		if (isBoundary(left)) return { text: parent, boundary: left, offset };
		offset += left.length;
	}
	return { text: parent, boundary: null, offset };
}

/** The item that holds this unit, or the one that an undo put in its place; null for one that has not come. */
function followed({ store }: Y.Doc, id: Y.ID): { item: Y.Item; within: number } | null {
	let at: Y.ID = id;
	for (;;) {
		if (Y.getState(store, at.client) <= at.clock) return null;
		const item = Y.getItem(store, at);
		if (!(item instanceof Y.Item)) return null;
		const within = at.clock - item.id.clock;
		if (item.redone === null) return { item, within };
		at = Y.createID(item.redone.client, item.redone.clock + within);
	}
}
