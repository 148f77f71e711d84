import { type Failure, failure } from "../../shared/failure.ts";
import type { Clients } from "./clients.ts";

/** Client ids under which one person may have written in a convention: four a day in a year of work. Every key walks them all. */
export const MAX_IDS = 1_000;
/** Bytes of updates that one person may bring in a day: some hundred times what somebody types who does nothing else. */
export const MAX_BYTES_A_DAY = 10_000_000;
/** What was spent goes to disk in steps of so many bytes: no key pays for it. */
const STEP_BYTES = 100_000;

interface Spent {
	day: string;
	bytes: number;
	/** Of these, so many are on disk. */
	kept: number;
}

/**
 * What each person brings into a convention, so that nobody makes it grow, or slow, for everybody else. It is counted for as
 * long as the convention lives, across connections and evictions.
 */
export class Budget {
	readonly #sql: SqlStorage;
	readonly #clients: Clients;
	readonly #spent = new Map<string, Spent>();

	constructor(sql: SqlStorage, clients: Clients) {
		this.#sql = sql;
		this.#clients = clients;
	}

	/** Why this person may not write under so many ids more; `hasWritten` says under which somebody has. */
	refusesIds(person: string, more: number, hasWritten: (client: number) => boolean): Failure | null {
		const ids = this.#clients.idsOf([person]).filter(hasWritten).length;
		return ids + more > MAX_IDS ? failure("tooManyPages") : null;
	}

	/** Why this person may not bring so many bytes more today. */
	refusesBytes(person: string, bytes: number, now: Date): Failure | null {
		return this.#of(person, now).bytes + bytes > MAX_BYTES_A_DAY ? failure("tooMuchToday") : null;
	}

	/** Counts bytes that were let in. */
	spend(person: string, bytes: number, now: Date): void {
		const spent = this.#of(person, now);
		spent.bytes += bytes;
		if (spent.bytes - spent.kept < STEP_BYTES) return;
		spent.kept = spent.bytes;
		this.#sql.exec(
			"INSERT OR REPLACE INTO spent (person, day, bytes) VALUES (?, ?, ?)",
			person,
			spent.day,
			spent.bytes,
		);
	}

	/** A day of the clock before the one that is counted, as after it was set back, counts as that one. */
	#of(person: string, now: Date): Spent {
		const day = now.toISOString().slice(0, 10);
		const spent = this.#spent.get(person) ?? this.#read(person);
		if (spent !== null && spent.day >= day) {
			this.#spent.set(person, spent);
			return spent;
		}
		const anew: Spent = { day, bytes: 0, kept: 0 };
		this.#spent.set(person, anew);
		return anew;
	}

	#read(person: string): Spent | null {
		const [row] = this.#sql
			.exec<{ day: string; bytes: number }>("SELECT day, bytes FROM spent WHERE person = ?", person)
			.toArray();
		return row ? { ...row, kept: row.bytes } : null;
	}
}
