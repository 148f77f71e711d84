import { type Act, type Entry, nextEntry } from "../../shared/journal.ts";
import { sha256 } from "../hash.ts";

type Row = { seq: number; at: string; person: string; act: string; detail: string; previous: string; hash: string };

/** The acts of a convention on disk, in the order in which they were done. */
export class Journal {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Call it inside the transaction that carries the act out. */
	append(person: string, act: Act, now: Date): void {
		const { seq, at, detail, previous, hash } = nextEntry(this.#last() ?? null, person, act, now, sha256);
		this.#sql.exec(
			"INSERT INTO journal (seq, at, person, act, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
			seq,
			at,
			person,
			act.act,
			JSON.stringify(detail),
			previous,
			hash,
		);
	}

	get isEmpty(): boolean {
		return this.#last() === undefined;
	}

	/** Oldest first. */
	entries(): Entry[] {
		const rows = this.#sql.exec<Row>("SELECT * FROM journal ORDER BY seq").toArray();
		return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) }) as Entry);
	}

	/** Whether one of these people has done anything at all. */
	hasActOf(people: string[]): boolean {
		const rows = this.#sql.exec(
			"SELECT 1 FROM journal WHERE person IN (SELECT value FROM json_each(?)) LIMIT 1",
			JSON.stringify(people),
		);
		return rows.toArray().length > 0;
	}

	/** How many acts of this kind there were since then, as `at` is written. */
	countSince(act: Act["act"], since: string): number {
		return this.#count("act = ? AND at >= ?", act, since);
	}

	/** How many acts of this person there were since then, as `at` is written. */
	countOf(person: string, since: string): number {
		return this.#count("person = ? AND at >= ?", person, since);
	}

	/** When the last act was; throws in a room that was never opened. */
	lastAt(): Date {
		const last = this.#last();
		if (!last) throw new Error("nothing has happened in this room");
		return new Date(last.at);
	}

	#count(which: string, ...values: string[]): number {
		return this.#sql.exec<{ count: number }>(`SELECT count(*) AS count FROM journal WHERE ${which}`, ...values).one()
			.count;
	}

	#last(): Row | undefined {
		return this.#sql.exec<Row>("SELECT * FROM journal ORDER BY seq DESC LIMIT 1").toArray()[0];
	}
}
