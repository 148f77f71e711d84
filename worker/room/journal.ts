import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** An act in the life of a convention. Each entry holds the hash of the one before: none can be changed or left out. */
export interface Entry {
	/** From 1, without a gap. */
	seq: number;
	/** ISO 8601, UTC. */
	at: string;
	/** Id of the person, or "copacte" for the server itself. */
	person: string;
	act: string;
	detail: unknown;
	/** Hash of the entry before; 64 zeros for the first. */
	previous: string;
	/** Hexadecimal SHA-256 of the canonical JSON (RFC 8785) of the other properties. */
	hash: string;
}

const BEFORE_THE_FIRST = "0".repeat(64);

type Row = Record<string, SqlStorageValue> & {
	seq: number;
	at: string;
	person: string;
	act: string;
	detail: string;
} & {
	previous: string;
	hash: string;
};

export class Journal {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Call it inside the transaction that carries the act out. */
	append(person: string, act: string, detail: unknown, now: Date): Entry {
		const last = this.#last();
		const entry = {
			seq: (last?.seq ?? 0) + 1,
			at: now.toISOString(),
			person,
			act,
			detail,
			previous: last?.hash ?? BEFORE_THE_FIRST,
		};
		const hash = hashOf(entry);
		this.#sql.exec(
			"INSERT INTO journal (seq, at, person, act, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
			entry.seq,
			entry.at,
			person,
			act,
			JSON.stringify(detail),
			entry.previous,
			hash,
		);
		return { ...entry, hash };
	}

	entries(): Entry[] {
		const rows = this.#sql.exec<Row>("SELECT * FROM journal ORDER BY seq").toArray();
		return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }));
	}

	/** When the last act was; throws in a room that was never opened. */
	lastAt(): Date {
		const last = this.#last();
		if (!last) throw new Error("nothing has happened in this room");
		return new Date(last.at);
	}

	#last(): Row | undefined {
		return this.#sql.exec<Row>("SELECT * FROM journal ORDER BY seq DESC LIMIT 1").toArray()[0];
	}
}

/** The number of the first entry that does not follow from the one before, or null when the chain is whole. */
export function firstBreak(entries: Entry[]): number | null {
	let previous = BEFORE_THE_FIRST;
	for (const [at, { hash, ...entry }] of entries.entries()) {
		if (entry.seq !== at + 1 || entry.previous !== previous || hashOf(entry) !== hash) return at + 1;
		previous = hash;
	}
	return null;
}

function hashOf(entry: Omit<Entry, "hash">): string {
	return createHash("sha256")
		.update(canonicalize(entry) as string)
		.digest("hex");
}
