import type { Summary } from "../../shared/list/summary.ts";
import { writeTold } from "../directory/convention.ts";
import type { Agenda, Follower } from "./agenda.ts";

/** Lists hear of a change once nothing more came for so long; the timer is over before the room would go to sleep. */
const TELL_AFTER_MS = 5_000;
/** While people write on, so seldom that it costs nothing. */
const TELL_EVERY_MS = 60_000;
/** Should the timer go down with the object; and soon after the last person leaves. */
const TELL_AT_LATEST_MS = 5 * 60_000;
const TELL_WHEN_EMPTY_MS = 1_000;

/** The shape of what lists are told (shared/list/summary.ts). Raised with it: each room tells it anew when it is next visited. */
const VERSION = 3;
const TOLD = "told-lists";

/** What a room has to tell. */
export interface Told {
	convention: string;
	summary: Summary;
	/** Every file of the store that it names, by hash: none of them is swept (worker/nightly/sweep.ts). */
	files: string[];
	/** When the journal was last written: what is said of a change that nobody saw. */
	lastAct: Date;
}

/**
 * Keeps what lists say of a convention true to its room. A change is told after some seconds of rest, each minute of
 * writing, and at the latest as a job of the agenda; a room to which nothing happens tells nothing, and is not woken for it.
 */
export class Listing implements Follower {
	readonly #storage: DurableObjectStorage;
	readonly #db: D1Database;
	readonly #agenda: Agenda;
	readonly #read: () => Told | null;
	#timer: ReturnType<typeof setTimeout> | null = null;
	/** The last change that this object saw. */
	#changedAt: Date | null = null;
	/** As it is on disk: lists know of the convention, in today's shape. */
	#isKnown: boolean | null = null;

	constructor(storage: DurableObjectStorage, db: D1Database, agenda: Agenda, read: () => Told | null) {
		this.#storage = storage;
		this.#db = db;
		this.#agenda = agenda;
		this.#read = read;
	}

	written(): void {
		this.#changedAt = new Date();
		this.#agenda.within("list", TELL_AT_LATEST_MS);
		this.#tellSoon();
	}

	/** Somebody came: lists that were never told of this convention, or in another shape, soon are. */
	visited(): void {
		if (!this.#knows()) this.#tellSoon();
	}

	emptied(): void {
		if (this.#agenda.has("list")) this.#agenda.within("list", TELL_WHEN_EMPTY_MS);
	}

	/** Who opens a convention tells lists of it. Call it inside the transaction that opens the room. */
	toldByOpener(): void {
		this.#mark();
	}

	/** Tells lists now; throws when they cannot be reached. */
	async tell(): Promise<void> {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		const told = this.#read();
		if (!told) return;
		const changedAt = this.#changedAt ?? this.#unseen(told);
		await writeTold(this.#db, told.convention, told, changedAt, new Date());
		if (!this.#knows()) this.#mark();
	}

	/** When a change was that an object before this one saw: lists that know of the convention are only told of changes. */
	#unseen({ lastAct }: Told): Date {
		return this.#knows() ? new Date() : lastAct;
	}

	#tellSoon(): void {
		this.#timer ??= this.#wait(Date.now(), TELL_AFTER_MS);
	}

	#wait(since: number, milliseconds: number): ReturnType<typeof setTimeout> {
		return setTimeout(() => {
			const now = Date.now();
			const quiet = now - (this.#changedAt?.getTime() ?? 0);
			if (quiet >= TELL_AFTER_MS || now - since >= TELL_EVERY_MS) void this.#agenda.do("list");
			// A timer set anew at each key would cost more than one that looks again.
			else this.#timer = this.#wait(since, TELL_AFTER_MS - quiet);
		}, milliseconds);
	}

	#knows(): boolean {
		this.#isKnown ??= this.#storage.kv.get<number>(TOLD) === VERSION;
		return this.#isKnown;
	}

	#mark(): void {
		this.#isKnown = true;
		this.#storage.kv.put(TOLD, VERSION);
	}
}
