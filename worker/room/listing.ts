import type { Summary } from "../../shared/list/summary.ts";
import { writeSummary } from "../directory/convention.ts";
import type { Compaction } from "./compaction.ts";

/** Lists hear of a change once nothing more came for so long; the timer is over before the room would go to sleep. */
const TELL_AFTER_MS = 5_000;
/** While people write on, so seldom that it costs nothing. */
const TELL_EVERY_MS = 60_000;
/** When the directory could not be reached. */
const AGAIN_AFTER_MS = 60_000;

/** The shape of what lists are told (shared/list/summary.ts). Raised with it: each room tells it anew when it is next visited. */
const VERSION = 1;
const TOLD = "told-lists";

/** What a room has to tell. */
export interface Told {
	convention: string;
	summary: Summary;
	/** When the journal was last written: what is said of a change that nobody saw. */
	lastAct: Date;
}

/**
 * Keeps what lists say of a convention true to its room. A change is told after some seconds of rest, each minute of
 * writing, and at the latest when the room is compacted; a room to which nothing happens tells nothing, and is not woken for it.
 */
export class Listing {
	readonly #ctx: DurableObjectState;
	readonly #db: D1Database;
	readonly #compaction: Compaction;
	readonly #read: () => Told | null;
	#timer: ReturnType<typeof setTimeout> | null = null;
	/** The last change that this object saw, and the last that it told. */
	#changedAt: Date | null = null;
	#toldAt: Date | null = null;
	/** As it is on disk: lists know of the convention, in today's shape. */
	#isKnown: boolean | null = null;

	constructor(ctx: DurableObjectState, db: D1Database, compaction: Compaction, read: () => Told | null) {
		this.#ctx = ctx;
		this.#db = db;
		this.#compaction = compaction;
		this.#read = read;
	}

	/** Something changed. */
	changed(): void {
		this.#changedAt = new Date();
		this.#tellSoon();
	}

	/** Somebody came: lists that were never told of this convention, or in another shape, soon are. */
	visited(): void {
		if (!this.#knows()) this.#tellSoon();
	}

	/** Who opens a convention tells lists of it. Call it inside the transaction that opens the room. */
	toldByOpener(): void {
		this.#mark(true);
	}

	/** The room was compacted, so something changed; perhaps before it slept. */
	compacted(): void {
		this.#changedAt ??= new Date();
		this.tell();
	}

	/** Tells now, unless lists know everything. */
	tell(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		if (this.#changedAt === this.#toldAt && this.#knows()) return;
		const told = this.#read();
		if (told) this.#ctx.waitUntil(this.#write(told, this.#changedAt));
	}

	#tellSoon(): void {
		this.#timer ??= this.#wait(Date.now(), TELL_AFTER_MS);
	}

	#wait(since: number, milliseconds: number): ReturnType<typeof setTimeout> {
		return setTimeout(() => {
			const now = Date.now();
			const quiet = now - (this.#changedAt?.getTime() ?? 0);
			if (quiet >= TELL_AFTER_MS || now - since >= TELL_EVERY_MS) this.tell();
			// A timer set anew at each key would cost more than one that looks again.
			else this.#timer = this.#wait(since, TELL_AFTER_MS - quiet);
		}, milliseconds);
	}

	async #write({ convention, summary, lastAct }: Told, changedAt: Date | null): Promise<void> {
		try {
			await writeSummary(this.#db, convention, summary, changedAt ?? lastAct);
			this.#toldAt = changedAt;
			if (!this.#knows()) this.#mark(true);
		} catch (error) {
			console.error(`convention ${convention}: lists could not be told of it`, error);
			this.#mark(false);
			this.#compaction.setWithin(AGAIN_AFTER_MS);
		}
	}

	#knows(): boolean {
		this.#isKnown ??= this.#ctx.storage.kv.get<number>(TOLD) === VERSION;
		return this.#isKnown;
	}

	#mark(known: boolean): void {
		this.#isKnown = known;
		if (known) this.#ctx.storage.kv.put(TOLD, VERSION);
		else this.#ctx.storage.kv.delete(TOLD);
	}
}
