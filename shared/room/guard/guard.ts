import * as Y from "yjs";
import { type Failure, failure, isFailure } from "../../failure.ts";
import { MAX_FRAME_BYTES } from "../protocol.ts";
import type { Writer } from "../writer.ts";
import { Case, WORK } from "./case.ts";
import { type Check, checks } from "./checks.ts";
import { type Limits, limits } from "./limits.ts";
import { Places } from "./places.ts";
import { readUpdate, type Struct, type Update } from "./read.ts";
import type { Source } from "./sources.ts";
import { leaveFormats, tidyFormats } from "./tidy.ts";

/** An update that was let in: what to log and to send on. */
export interface Passed {
	failed: false;
	/** What the document took in, in order, and nothing that it had. Empty when nothing was new. */
	updates: Uint8Array[];
	/** By client id: its clock after this update, for those that moved. */
	clocks: Map<number, number>;
	/** What it cost, in microseconds or so: counted, as a Worker's clock stands still while it works. */
	work: number;
}

/**
 * Lets an update into the document, or refuses it: deny by default, in time proportional to the update.
 *
 * In the flat layout (shared/live/layout.ts) what is valid is valid wherever it stands, so an update is judged by what it
 * brings and by where that would go, before Yjs sees it: the work it asks for is known before it is done, and a refusal
 * leaves the document as it was.
 *
 * The hostile updates it answers to are in test/fuzz; taking out any of its checks or limits fails that fuzzer.
 */
export class Guard {
	readonly doc: Y.Doc;
	readonly #checks: readonly Check[];
	readonly #ofArrivals: readonly Check[];
	readonly #ofDepartures: readonly Check[];
	readonly #limits: Limits;
	readonly #places: Places;

	/** Takes every section that `doc` has now as known: no update brings another. */
	constructor(doc: Y.Doc, checksToRun: readonly Check[] = Object.values(checks), most: Limits = limits) {
		leaveFormats(doc);
		this.doc = doc;
		this.#checks = checksToRun;
		this.#ofArrivals = checksToRun.filter(({ arrival }) => arrival !== undefined);
		this.#ofDepartures = checksToRun.filter(({ departure }) => departure !== undefined);
		this.#limits = most;
		this.#places = new Places(doc);
	}

	judge(bytes: Uint8Array, writer: Writer): Passed | Failure {
		if (bytes.byteLength > MAX_FRAME_BYTES) return failure("tooLarge");
		const arrived = this.#read(bytes);
		if (isFailure(arrived)) return arrived;
		const trial = new Case(this.doc, arrived.update, writer, this.#places, this.#limits);
		const verdict = this.#refuses(trial);
		if (verdict === null) return trial.brings ? this.#takeIn(arrived.bytes, trial) : nothing(trial);
		return concernsRights(verdict) && onlyTidies(trial) ? nothing(trial) : verdict;
	}

	/** What of it the document lacks. Yjs would take the place of a known struct from its forged head. */
	#read(bytes: Uint8Array): { bytes: Uint8Array; update: Update } | Failure {
		const update = readUpdate(bytes, this.#limits);
		if (isFailure(update)) return update;
		const known = new Map<number, number>();
		for (const [client, [first]] of update.structs) {
			const clock = Y.getState(this.doc.store, client);
			if (first !== undefined && first.id.clock < clock) known.set(client, clock);
		}
		if (known.size === 0) return { bytes, update };
		const lacking = Y.diffUpdate(bytes, Y.encodeStateVector(known));
		const rest = readUpdate(lacking, this.#limits);
		return isFailure(rest) ? rest : { bytes: lacking, update: rest };
	}

	#refuses(trial: Case): Failure | null {
		for (const check of this.#checks) {
			const refusal = check.update?.(trial);
			if (refusal) return refusal;
		}
		return this.#refusesArrivals(trial) ?? this.#refusesDepartures(trial);
	}

	#refusesArrivals(trial: Case): Failure | null {
		if (trial.update.structs.size === 0) return null;
		for (const arrival of trial.arrivals()) {
			for (const check of this.#ofArrivals) {
				const refusal = check.arrival?.(arrival, trial);
				if (refusal) return refusal;
			}
		}
		for (const check of this.#checks) {
			const refusal = check.arrivals?.(trial);
			if (refusal) return refusal;
		}
		return null;
	}

	#refusesDepartures(trial: Case): Failure | null {
		for (const departure of trial.departures()) {
			for (const check of this.#ofDepartures) {
				const refusal = check.departure?.(departure, trial);
				if (refusal) return refusal;
			}
		}
		return trial.spent.deletions > this.#limits.deletions ? failure("tooLarge") : null;
	}

	#takeIn(bytes: Uint8Array, trial: Case): Passed {
		for (const name of trial.newRoots.keys()) this.#places.define(name);
		const passed: Passed = { failed: false, updates: [], clocks: trial.clocks(), work: trial.work() };
		if (isOnlyText(trial)) {
			// All of it is new: the document would write the same again.
			Y.applyUpdate(this.doc, bytes, trial);
			passed.updates.push(bytes);
		} else this.#takeInAndTidy(bytes, trial, passed);
		const { pendingStructs, pendingDs } = this.doc.store;
		if (pendingStructs ?? pendingDs) throw new Error("the guard let in what waits");
		return passed;
	}

	/** Deletions may name what is gone already: what the document took in, it tells. */
	#takeInAndTidy(bytes: Uint8Array, trial: Case, passed: Passed): void {
		const { doc } = this;
		const texts = new Set<Y.Text>();
		const look = ({ changed }: Y.Transaction) => {
			for (const type of changed.keys() as Iterable<unknown>) if (type instanceof Y.Text) texts.add(type);
		};
		const collect = (update: Uint8Array) => passed.updates.push(update);
		doc.on("update", collect);
		doc.once("afterTransaction", look);
		try {
			Y.applyUpdate(doc, bytes, trial);
			for (const text of texts) this.#tidy(text, passed);
		} finally {
			doc.off("update", collect);
		}
	}

	/** A page, a reader's too, deletes formats that no text is left for: leave it none to find. */
	#tidy(text: Y.Text, passed: Passed): void {
		if (!text._hasFormatting) return;
		passed.work += text._length * WORK.unitTidied;
		tidyFormats(text);
	}
}

/** Does it bring text alone, which leaves no format idle? */
function isOnlyText({ update, sequence }: Case): boolean {
	return update.deletions.length === 0 && typeof sequence !== "string" && !sequence.some(isFormat);
}

const isFormat = ({ content }: Struct): boolean => content.kind === "format";

/** Nothing of it is new. */
const nothing = (trial: Case): Passed => ({ failed: false, updates: [], clocks: new Map(), work: trial.work() });

const concernsRights = ({ code }: Failure): boolean => !["malformed", "incomplete", "tooLarge"].includes(code);

/**
 * A page of Yjs deletes formats that became idle, wherever they stand: nobody wrote, and nobody sees it. It is not taken
 * in, as the room tidies by itself, and is nothing to send a reader away for.
 */
function onlyTidies(trial: Case): boolean {
	if (trial.update.structs.size > 0) return false;
	for (const { source } of trial.departures()) if (!isFormatItem(source)) return false;
	return true;
}

const isFormatItem = (source: Source) => source instanceof Y.Item && source.content instanceof Y.ContentFormat;
