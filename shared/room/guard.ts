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
	/** The document's hidden order may differ from what a reload gives: drop it once the updates are on disk. */
	reload: boolean;
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
		const verdict = this.#apply(update, writer);
		this.#spoilt = verdict.failed;
		return verdict;
	}

	#apply(update: Uint8Array, writer: Writer): Passed | Failure {
		const { doc } = this;
		const passed: Passed = { failed: false, updates: [], clocks: new Map(), reload: false };
		let refusal: Failure | null = null;
		const collect = (bytes: Uint8Array) => passed.updates.push(bytes);
		const inspect = (transaction: Y.Transaction) => {
			// Removing redundant formats is a second transaction, made by Yjs itself, within the texts just inspected.
			if (transaction.origin !== writer) return;
			const change = readChange(transaction, writer, this.#roots);
			passed.clocks = change.clocks;
			refusal = this.#firstRefusal(change, passed);
		};
		doc.on("beforeObserverCalls", inspect);
		doc.on("update", collect);
		try {
			Y.applyUpdate(doc, update, writer);
		} catch {
			// Yjs reads as it integrates, so bytes that are no update throw half way.
			refusal ??= failure("malformed");
		} finally {
			doc.off("beforeObserverCalls", inspect);
			doc.off("update", collect);
		}
		return refusal ?? passed;
	}

	#firstRefusal(change: Change, passed: Passed): Failure | null {
		for (const check of this.#checks) {
			const found = check(change);
			if (found !== null && found !== "reload") return found;
			passed.reload ||= found === "reload";
		}
		return null;
	}
}

function readChange(transaction: Y.Transaction, writer: Writer, roots: ReadonlyMap<unknown, string>): Change {
	const clocks = new Map<number, number>();
	const structs: Change["structs"] = [];
	for (const [client, clock] of transaction.afterState) {
		const before = transaction.beforeState.get(client) ?? 0;
		if (clock === before) continue;
		clocks.set(client, clock);
		const all = transaction.doc.store.clients.get(client) ?? [];
		for (let at = Y.findIndexSS(all, before); at < all.length; at++) structs.push(all[at] as Y.Item | Y.GC);
	}
	return { doc: transaction.doc, transaction, writer, roots, clocks, structs };
}
