import * as Y from "yjs";
import type { Writing } from "../../shared/convention/writable.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { Guard, type Passed } from "../../shared/room/guard/guard.ts";
import { leaveFormats } from "../../shared/room/guard/tidy.ts";
import { defineRoots } from "../../shared/room/roots.ts";
import { isSameDocument } from "../../shared/room/same-document.ts";
import { generationOf, type Writer } from "../../shared/room/writer.ts";
import { Damaged, type Log, type Snapshot, type Stored } from "./log.ts";
import { mergeUpdates } from "./merge.ts";

/** Beyond this a convention no longer fits a phone's memory, nor, with its copies, a room's: 3 MB, some 500 pages. */
const MAX_BYTES = 3_000_000;
/** From this many updates on, building the document is cheaper than merging them. */
const LONG_TAIL = 32;

interface Live {
	doc: Y.Doc;
	guard: Guard;
}

/**
 * The text of a room, in two forms: what the log holds, enough to answer who joins, and a Y.Doc, built when somebody
 * writes and thrown away whenever in doubt.
 *
 * What `judge` and `write` return is in the Y.Doc and nowhere else: append it to the log and call `appended`, or call
 * `drop`. Until then nothing else may be asked of it.
 */
export class RoomText {
	readonly #log: Log;
	readonly #writing: Writing;
	#live: Live | null = null;
	#stored: Stored | null = null;
	/** The whole state, encoded; and the last answer to somebody who lacks a part of it. */
	#encoded: Uint8Array | null = null;
	#answer: { vector: string; update: Uint8Array } | null = null;
	/** At least the bytes of the encoded state; and those of the updates since the snapshot. */
	#bytes = 0;
	#tailBytes = 0;

	constructor(log: Log, writing: Writing) {
		this.#log = log;
		this.#writing = writing;
	}

	/** The document, built from the log when it is not in memory. */
	get doc(): Y.Doc {
		return this.#build().doc;
	}

	/** The state vector of what is on disk. */
	vector(): Uint8Array {
		if (this.#live) return Y.encodeStateVector(this.#live.doc);
		const { snapshot, tail } = this.#load();
		return tail.length === 0 ? snapshot.vector : Y.encodeStateVector(clocksAfter(snapshot.vector, tail));
	}

	/** What a client with this state vector lacks. A crowd that returns with the same one shares the answer. */
	missing(vector: Uint8Array): Uint8Array {
		if (isEmptyCount(vector)) return this.#state();
		const key = vector.join();
		if (this.#answer?.vector !== key) {
			const update = this.#live ? Y.encodeStateAsUpdate(this.#live.doc, vector) : Y.diffUpdate(this.#state(), vector);
			this.#answer = { vector: key, update };
		}
		return this.#answer.update;
	}

	/**
	 * True for the answer of a client that has nothing we lack: it is empty, or holds the deletions it knows, as a stock
	 * client's does. In step with ours those equal the end of our state, and no document need be built to see it.
	 */
	holdsNothingNew(update: Uint8Array): boolean {
		if (update[0] !== NO_STRUCTS) return false;
		const deletions = update.subarray(1);
		return isEmptyCount(deletions) || endsWith(this.#state(), deletions);
	}

	/** Lets the update into the document, or refuses it: the document is then as it was. */
	judge(update: Uint8Array, writer: Writer): Passed | Failure {
		if (this.#bytes + update.byteLength > MAX_BYTES) this.#bytes = this.#state().byteLength;
		// Taking text out is the way back.
		if (this.#bytes + update.byteLength > MAX_BYTES && update[0] !== NO_STRUCTS) return failure("tooLarge");
		return this.#build().guard.judge(update, writer);
	}

	/** Writes as the server; returns what `change` returned, and what changed, in order. */
	write<T>(change: (doc: Y.Doc) => T): { result: T; updates: Uint8Array[] } {
		const { doc } = this.#build();
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array) => updates.push(update);
		doc.on("update", collect);
		try {
			const result = doc.transact(() => change(doc));
			this.#live = this.#guarded(doc);
			return { result, updates };
		} catch (error) {
			this.drop();
			throw error;
		} finally {
			doc.off("update", collect);
		}
	}

	/** Tells that the log has grown by this update. */
	appended(update: Uint8Array): void {
		this.#bytes += update.byteLength;
		this.#tailBytes += update.byteLength;
		this.#answer = null;
		this.#encoded = null;
	}

	/** Forgets the document: who needs it next builds it from the log. */
	drop(): void {
		this.#log.forget();
		this.#live?.doc.destroy();
		this.#live = null;
		this.#stored = null;
		this.#answer = null;
		this.#encoded = null;
	}

	/** Bytes of the updates since the snapshot. */
	get tailBytes(): number {
		return this.#tailBytes;
	}

	/**
	 * What the log is to hold in place of its updates. Made from a Y.Doc: what is merged alone keeps deleted text. Throws when
	 * that differs from what a newcomer gets, the updates merged: the log then stays as it is, for people to look at.
	 */
	compacted(): Snapshot {
		const { doc } = this.#build();
		const { snapshot, tail } = this.#log.load();
		const merged = readDocument([mergeUpdates([snapshot.state, ...tail])]);
		if (!isSameDocument(doc, merged))
			throw new Damaged("the document is not what its log makes of it: it is not folded");
		this.#tailBytes = 0;
		return { state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
	}

	#state(): Uint8Array {
		this.#encoded ??= this.#encode();
		return this.#encoded;
	}

	#encode(): Uint8Array {
		if (this.#live) return Y.encodeStateAsUpdate(this.#live.doc);
		const { snapshot, tail } = this.#load();
		if (tail.length > LONG_TAIL) return Y.encodeStateAsUpdate(this.doc);
		return tail.length === 0 ? snapshot.state : mergeUpdates([snapshot.state, mergeUpdates(tail)]);
	}

	#load(): Stored {
		this.#stored ??= this.#log.load();
		this.#tailBytes = this.#stored.tail.reduce((sum, { byteLength }) => sum + byteLength, 0);
		this.#bytes = this.#stored.snapshot.state.byteLength + this.#tailBytes;
		return this.#stored;
	}

	#build(): Live {
		if (this.#live) return this.#live;
		const { snapshot, tail } = this.#load();
		const doc = readDocument([snapshot.state, ...tail]);
		// Set last: a document that takes in words under its own id believes that another one uses it, and picks a new one.
		doc.clientID = generationOf(doc.store.clients.keys());
		this.#stored = null;
		this.#live = this.#guarded(doc);
		return this.#live;
	}

	/** With the guard that knows every root which the document has now: rows, once added, bring some. */
	#guarded(doc: Y.Doc): Live {
		defineRoots(doc, this.#writing);
		return { doc, guard: new Guard(doc) };
	}
}

/** Reads it, and writes nothing: Yjs would tidy formats by itself. */
function readDocument(updates: Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	leaveFormats(doc);
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	if (doc.store.pendingStructs || doc.store.pendingDs) throw new Damaged("the log lacks an update");
	return doc;
}

/** An update begins with the number of clients that it has structs of; deletions and a state vector likewise. */
const NO_STRUCTS = 0;
const isEmptyCount = (bytes: Uint8Array) => bytes.byteLength === 1 && bytes[0] === 0;

function clocksAfter(vector: Uint8Array, tail: Uint8Array[]): Map<number, number> {
	const clocks = Y.decodeStateVector(vector);
	for (const update of tail) {
		for (const [client, to] of Y.parseUpdateMeta(update).to) clocks.set(client, Math.max(to, clocks.get(client) ?? 0));
	}
	return clocks;
}

function endsWith(bytes: Uint8Array, end: Uint8Array): boolean {
	const from = bytes.byteLength - end.byteLength;
	return from >= 0 && end.every((byte, at) => byte === bytes[from + at]);
}
