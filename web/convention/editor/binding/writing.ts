import * as Y from "yjs";
import { entriesOf } from "../../../../shared/live/form.ts";
import { type Block, type Formats, isSameFormats, PLAIN } from "../../../../shared/live/sequence.ts";
import type { Edit } from "./edits.ts";
import type { Placed, Unit } from "./layout.ts";
import type { Mirror } from "./mirror.ts";

/** Writes edits within a transaction, and returns the boundaries they made, by the number of their block. */
export function writeEdits(
	{ text, blocks }: Mirror,
	edits: readonly Edit[],
	placed: readonly Placed[],
): Map<number, Y.Map<unknown>> {
	const made = new Map<number, Y.Map<unknown>>();
	const boundary = (begins: number) => {
		const map = new Y.Map<unknown>(entriesOf((placed[begins] as Placed).form));
		made.set(begins, map);
		return map;
	};
	const isWithin = edits.every(({ marks }) => marks === undefined) && takesMarks(blocks, edits);
	if (isWithin) writeWithin(text, blocks, edits, boundary);
	else text.applyDelta(deltaOf(edits, boundary));
	return made;
}

/** Whether all that is new has the marks of what stands on its left. */
function takesMarks(blocks: readonly Block[], edits: readonly Edit[]): boolean {
	let [before, left] = [0, 0];
	return edits.every(({ kind, count, units = [] }) => {
		if (kind !== "insert") before += count;
		if (kind === "keep") left = before;
		if (units.length === 0) return true;
		const on = marksBefore(blocks, left);
		return units.every(({ begins, formats }) => begins !== null || isSameFormats(formats, on));
	});
}

/** The marks of the unit before this index, or those that are on where its block begins. */
function marksBefore(blocks: readonly Block[], index: number): Formats {
	const { block, start } = holding(blocks, index);
	let at = start;
	for (const { text, formats } of block.runs) {
		at += text.length;
		if (index > start && index <= at) return formats;
	}
	return block.formats;
}

/** The block that the unit before this index lies in, and the index of its first character. */
function holding(blocks: readonly Block[], index: number): { block: Block; start: number } {
	let start = 0;
	for (const block of blocks) {
		if (block.boundary !== null) start++;
		const end = start + block.length;
		if (index <= end) return { block, start };
		start = end;
	}
	throw new Error(`no unit before ${index}`);
}

/**
 * What is new comes right after the item on its left. Yjs itself would go on past what is deleted there: two letters of a
 * word could come to stand on two sides of a deleted stretch, with what another typed in it between them. And it would walk
 * through the whole text wherever a mark is near; here the walk is that of a block.
 */
function writeWithin(
	text: Y.Text,
	blocks: readonly Block[],
	edits: readonly Edit[],
	boundary: (begins: number) => Y.Map<unknown>,
): void {
	const first = edits[0]?.kind === "keep" ? edits[0].count : 0;
	const { block, start } = holding(blocks, first);
	const { doc } = text;
	if (doc === null) throw new Error("a text without a document");
	Y.transact(doc, (transaction) => {
		/** Where `left` ends, and where the edits are. */
		let [left, index, at]: [Y.Item | null, number, number] = [block.boundary, start, 0];
		for (const { kind, count, units = [] } of edits) {
			if (kind === "delete") text.delete(at, count);
			if (kind === "keep") {
				at += count;
				left = walk(transaction, text, left, at - index);
				index = at;
			}
			for (const part of partsOf(units)) {
				const content =
					part.begins === null ? new Y.ContentString(part.text) : new Y.ContentType(boundary(part.begins));
				left = insertAfter(transaction, text, left, content);
				at += left.length;
				index = at;
			}
		}
	});
}

/** The item that ends so many units after `left` ends. */
function walk(transaction: Y.Transaction, text: Y.Text, left: Y.Item | null, units: number): Y.Item | null {
	let last = left;
	for (let rest = units, item = after(text, left); rest > 0; item = item.right) {
		if (item === null) throw new Error("the text ends before the edit");
		if (item.deleted || !item.countable) continue;
		if (rest < item.length) Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + rest));
		rest -= item.length;
		last = item;
	}
	return last;
}

const after = (text: Y.Text, left: Y.Item | null) => (left === null ? text._start : left.right);

/** As Yjs does it within its own types. */
function insertAfter(
	transaction: Y.Transaction,
	text: Y.Text,
	left: Y.Item | null,
	content: Y.ContentString | Y.ContentType,
): Y.Item {
	const { store, clientID } = transaction.doc;
	const right = after(text, left);
	const id = Y.createID(clientID, Y.getState(store, clientID));
	const item = new Y.Item(id, left, left?.lastId ?? null, right, right?.id ?? null, text as never, null, content);
	item.integrate(transaction, 0);
	// What Yjs remembers of places in the text is no longer so.
	if (text._searchMarker) text._searchMarker.length = 0;
	return item;
}

function deltaOf(edits: readonly Edit[], boundary: (begins: number) => Y.Map<unknown>) {
	let on = PLAIN;
	return edits.flatMap(({ kind, count, marks, units = [] }): object[] => {
		if (kind === "delete") return [{ delete: count }];
		if (kind === "keep") return [{ retain: count, ...(marks && { attributes: marks }) }];
		return partsOf(units).map(({ text, begins, formats }) => {
			if (begins === null) on = formats;
			return { insert: begins === null ? text : boundary(begins), attributes: { ...on } };
		});
	});
}

/** Units of the same marks together, each boundary by itself. */
function partsOf(units: readonly Unit[]): Unit[] {
	const parts: Unit[] = [];
	for (const unit of units) {
		const last = parts.at(-1);
		const joins = last && last.begins === null && unit.begins === null && isSameFormats(last.formats, unit.formats);
		if (joins) last.text += unit.text;
		else parts.push({ ...unit });
	}
	return parts;
}
