import type { Agenda, Follower } from "./agenda.ts";
import type { Log } from "./log.ts";
import type { RoomText } from "./text.ts";

/** Updates are folded this long after the first of them, and soon after the last person leaves. */
const AFTER_MS = 5 * 60_000;
const WHEN_EMPTY_MS = 1_000;

/**
 * Above this many bytes the updates are folded at once: what is written and taken out again must not fill the disk, and a room
 * that is killed is opened by reading all of them again. People who type bring as much in a day.
 */
const MAX_TAIL_BYTES = 250_000;

/** Folds a room's updates into a snapshot, as a job of its agenda. */
export class Folding implements Follower {
	readonly #storage: DurableObjectStorage;
	readonly #log: Log;
	readonly #text: RoomText;
	readonly #agenda: Agenda;
	readonly #report: (what: string, error: unknown) => void;

	constructor(
		storage: DurableObjectStorage,
		log: Log,
		text: RoomText,
		agenda: Agenda,
		report: (what: string, error: unknown) => void,
	) {
		this.#storage = storage;
		this.#log = log;
		this.#text = text;
		this.#agenda = agenda;
		this.#report = report;
	}

	written(): void {
		if (this.#text.tailBytes <= MAX_TAIL_BYTES || !this.#isFolded()) this.#agenda.within("fold", AFTER_MS);
	}

	emptied(): void {
		if (this.#log.tailLength > 0) this.#agenda.within("fold", WHEN_EMPTY_MS);
	}

	/** False when it could not be done: what was written stands all the same. */
	#isFolded(): boolean {
		try {
			this.fold();
			return true;
		} catch (error) {
			this.#report("could not fold its updates", error);
			return false;
		}
	}

	/** Puts a snapshot in the place of the updates. Call it with the window closed; throws where they are not what they seem. */
	fold(): void {
		if (this.#log.tailLength === 0) return;
		this.#storage.transactionSync(() => this.#log.replace(this.#text.compacted()));
	}
}
