import * as Y from "yjs";
import { type Block, blocksFrom, isSameFormats, readBlocks, writtenOf } from "../../../../shared/live/sequence.ts";
import { type Op, push } from "./ops.ts";

/** As a transaction types what it changed. */
type ChangedType = Parameters<Y.Transaction["changed"]["get"]>[0];

/**
 * The blocks of one Y.Text as they are now. At each transaction only those that changed are read again, so that a key
 * costs what its block costs, however long the section is.
 */
export class Mirror {
	readonly text: Y.Text;
	#blocks: readonly Block[];
	/** The blocks as they were before the last change. */
	before: readonly Block[] = [];
	/** By boundary. */
	#known = new Map<Y.Item, Block>();

	constructor(text: Y.Text) {
		this.text = text;
		this.#blocks = readBlocks(text);
		this.#index();
	}

	/** Never changed in place: an array that was taken stays as it was. */
	get blocks(): readonly Block[] {
		return this.#blocks;
	}

	/** Reads what a transaction changed, once its observers have been called, and tells how; null: nothing here. */
	take(transaction: Y.Transaction): Op[] | null {
		const keys = transaction.changed.get(this.text as unknown as ChangedType);
		const restyled = this.#restyled(transaction, keys);
		if (restyled.size > 0 || keys?.has(null)) this.before = this.#blocks;
		if (restyled.size > 0) {
			this.#blocks = this.#blocks.map((block) =>
				restyled.has(block) ? { ...block, written: writtenOf(this.text, block.boundary) } : block,
			);
			this.#index();
		}
		if (keys?.has(null)) return this.#reread(transaction, this.#touched(transaction));
		return restyled.size > 0 ? [] : null;
	}

	#index() {
		this.#known.clear();
		for (const block of this.#blocks) if (block.boundary) this.#known.set(block.boundary, block);
	}

	/** Blocks whose attributes changed. */
	#restyled({ changed }: Y.Transaction, keys: Set<string | null> | undefined): Set<Block> {
		const blocks = new Set<Block>();
		if (keys && [...keys].some((key) => key !== null)) blocks.add(this.#blocks[0] as Block);
		for (const { _item } of changed.keys()) {
			const block = _item ? this.#known.get(_item) : undefined;
			if (block) blocks.add(block);
		}
		return blocks;
	}

	/** Blocks in which something came or went. */
	#touched(transaction: Y.Transaction): Set<Block> {
		const blocks = new Set<Block>();
		const passed = new Set<Y.Item>();
		const touch = (struct: Y.AbstractStruct) => {
			if (!(struct instanceof Y.Item) || struct.parent !== this.text || struct.parentSub !== null) return;
			let item: Y.Item | null = struct;
			// A boundary that went leaves its block to the one before.
			const gone = struct.deleted ? this.#known.get(struct) : undefined;
			if (gone) {
				blocks.add(gone);
				item = struct.left;
			}
			for (; item !== null && !passed.has(item); item = item.left) {
				const block = this.#known.get(item);
				if (block) blocks.add(block);
				// One that went as well leads on to the block before.
				if (block && !item.deleted) return;
				passed.add(item);
			}
			if (item === null) blocks.add(this.#blocks[0] as Block);
		};
		forEachNew(transaction, touch);
		Y.iterateDeletedStructs(transaction, transaction.deleteSet, touch);
		return blocks;
	}

	#reread(transaction: Y.Transaction, dirty: ReadonlySet<Block>): Op[] {
		const ops: Op[] = [];
		const blocks: Block[] = [];
		for (let at = 0; at < this.#blocks.length; ) {
			const block = this.#blocks[at] as Block;
			if (!dirty.has(block)) {
				blocks.push(block);
				push(ops, "keep", block.length + (block.boundary ? 1 : 0));
				at++;
				continue;
			}
			let end: Y.Item | null = null;
			for (const fresh of blocksFrom(this.text, block.boundary, block.formats)) {
				blocks.push(fresh);
				end = fresh.next;
				const next = end ? this.#known.get(end) : undefined;
				if (next && !dirty.has(next) && isSameFormats(next.formats, fresh.formatsAfter)) break;
			}
			pushChange(ops, transaction, block.boundary ?? this.text._start, end);
			at = end ? this.#blocks.indexOf(this.#known.get(end) as Block) : this.#blocks.length;
		}
		this.#blocks = blocks;
		this.#index();
		return ops;
	}
}

/** Each struct that a transaction brought. */
function forEachNew({ doc, beforeState, afterState }: Y.Transaction, call: (struct: Y.AbstractStruct) => void): void {
	for (const [client, clock] of afterState) {
		const before = beforeState.get(client) ?? 0;
		const structs = doc.store.clients.get(client);
		if (clock === before || !structs) continue;
		for (let at = Y.findIndexSS(structs, before); at < structs.length; at++) call(structs[at] as Y.AbstractStruct);
	}
}

/** What a transaction did from one item up to another. */
function pushChange(ops: Op[], transaction: Y.Transaction, from: Y.Item | null, end: Y.Item | null): void {
	const { beforeState, deleteSet } = transaction;
	for (let item = from; item !== null && item !== end; item = item.right) {
		if (!item.countable) continue;
		const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0);
		if (!item.deleted) push(ops, isNew ? "insert" : "keep", item.length);
		else if (!isNew && Y.isDeleted(deleteSet, item.id)) push(ops, "delete", item.length);
	}
}
