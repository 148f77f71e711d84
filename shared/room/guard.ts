import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { type Failure, failure } from "../failure.ts";
import { type Change, type Check, checks, type Writer } from "./checks.ts";
import { MAX_FRAME_BYTES } from "./protocol.ts";

/** An update that was let in: what to log and to send on. */
export interface Passed {
	failed: false;
	/** What the document took in, in order, as updates of its own: never the bytes that came. Empty when nothing was new. */
	updates: Uint8Array[];
	/** By client id: its clock after this update, for those that moved. */
	clocks: Map<number, number>;
}

/**
 * Lets an update into the document, or refuses it: deny by default, in time proportional to the update.
 *
 * The update is applied and the resulting state inspected before Yjs tells anyone: Yjs alone knows where a struct ends
 * up, and a guard that worked it out beforehand would be a second Yjs. So a refusal leaves the document spoilt: it must
 * be dropped and rebuilt from the log. Nothing spoilt is ever published, as the room sends on only what `judge` returns.
 *
 * The hostile updates it answers to are listed in test/fuzz/hostile.ts; taking out any of its checks fails that fuzzer.
 */
export class Guard {
	readonly doc: Y.Doc;
	readonly #checks: readonly Check[];
	readonly #roots: ReadonlyMap<unknown, string>;
	#spoilt = false;

	/** Takes every root that `doc` has now as known: any other that an update brings is refused. */
	constructor(doc: Y.Doc, checksToRun: readonly Check[] = Object.values(checks)) {
		this.doc = doc;
		this.#checks = checksToRun;
		this.#roots = new Map([...doc.share].map(([name, type]) => [type, name]));
	}

	judge(update: Uint8Array, writer: Writer): Passed | Failure {
		if (this.#spoilt) throw new Error("this document was spoilt by a refused update: rebuild it from the log");
		if (update.byteLength > MAX_FRAME_BYTES) return failure("tooLarge");
		if (!isHonestlyCounted(update)) return failure("malformed");
		this.#spoilt = true;
		const verdict = this.#apply(update, writer);
		this.#spoilt = verdict.failed;
		return verdict;
	}

	#apply(update: Uint8Array, writer: Writer): Passed | Failure {
		const { doc } = this;
		const passed: Passed = { failed: false, updates: [], clocks: new Map() };
		const found: { refusal: Failure | null; untidy: Y.XmlText[]; bugs: unknown[] } = {
			refusal: null,
			untidy: [],
			bugs: [],
		};
		const collect = (bytes: Uint8Array) => passed.updates.push(bytes);
		const inspect = (transaction: Y.Transaction) => {
			// Removing redundant formats is a second transaction, made by Yjs itself, within the texts just inspected.
			if (transaction.origin !== writer) return;
			try {
				const change = readChange(transaction, writer, this.#roots);
				passed.clocks = change.clocks;
				found.refusal = this.#firstRefusal(change);
				found.untidy = textsWithGaps(transaction);
			} catch (error) {
				found.bugs.push(error);
			}
		};
		doc.on("beforeObserverCalls", inspect);
		doc.on("update", collect);
		try {
			Y.applyUpdate(doc, update, writer);
			// A page, a reader's too, deletes formats that no text is left for, and would be refused: leave it none to find.
			if (found.refusal === null) for (const text of found.untidy) Y.cleanupYTextFormatting(text);
		} catch {
			// Yjs reads as it integrates, so bytes that are no update throw half way.
			found.refusal ??= failure("malformed");
		} finally {
			doc.off("beforeObserverCalls", inspect);
			doc.off("update", collect);
		}
		// A bug of ours is not the writer's fault.
		if (found.bugs.length > 0) throw found.bugs[0];
		return found.refusal ?? passed;
	}

	#firstRefusal(change: Change): Failure | null {
		for (const check of this.#checks) {
			const found = check(change);
			if (found !== null) return found;
		}
		return null;
	}
}

function readChange(transaction: Y.Transaction, writer: Writer, roots: ReadonlyMap<unknown, string>): Change {
	const clocks = new Map<number, number>();
	const structs: Change["structs"] = [];
	for (const [client, all] of transaction.doc.store.clients) {
		const before = transaction.beforeState.get(client) ?? 0;
		const last = all[all.length - 1] as Y.Item | Y.GC;
		const clock = last.id.clock + last.length;
		if (clock === before && last.length > 0) continue;
		clocks.set(client, clock);
		let from = Y.findIndexSS(all, Math.min(before, last.id.clock));
		while (from > 0 && (all[from - 1] as Y.Item).id.clock >= before) from--;
		for (let at = from; at < all.length; at++) structs.push(all[at] as Y.Item | Y.GC);
	}
	return { doc: transaction.doc, transaction, writer, roots, clocks, structs };
}

/**
 * Yjs reserves room for as many structs as an update claims to hold: one of ten bytes may claim more than a room has
 * memory for. A struct takes a byte at least; behind the first client the claim is found by reading.
 */
function isHonestlyCounted(update: Uint8Array): boolean {
	try {
		const decoder = decoding.createDecoder(update);
		const clients = decoding.readVarUint(decoder);
		if (clients > 0 && decoding.readVarUint(decoder) > update.byteLength) return false;
		if (clients > 1) Y.parseUpdateMeta(update);
		return true;
	} catch {
		return false;
	}
}

/** Texts that lost words, and may have kept the marks these stood in. */
function textsWithGaps({ changed, deleteSet }: Y.Transaction): Y.XmlText[] {
	if (deleteSet.clients.size === 0) return [];
	const types: unknown[] = [...changed.keys()];
	return types.filter((type) => type instanceof Y.XmlText).filter(({ _hasFormatting }) => _hasFormatting);
}
