/** Cloudflare refuses a row above 2 MB; parts leave room for what else stands in it. */
export const PART_BYTES = 1_000_000;

/** A document's encoded state with its state vector, which would cost a whole read of it to work out. */
export interface Snapshot {
	state: Uint8Array;
	vector: Uint8Array;
}

export interface Stored {
	snapshot: Snapshot;
	/** Updates since the snapshot, in the order in which they were appended. */
	tail: Uint8Array[];
}

/**
 * A room's updates in SQLite: a snapshot in parts, and the updates since. It is the truth: what is not here has not
 * happened. Appending and replacing are to be called inside a transaction, with whatever must stand or fall with them.
 */
export class Log {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	append(update: Uint8Array): void {
		this.#sql.exec("INSERT INTO log (bytes) VALUES (?)", update);
	}

	/** Puts a snapshot in the place of everything appended so far. */
	replace({ state, vector }: Snapshot): void {
		const parts = [vector, ...partsOf(state)];
		this.#sql.exec("DELETE FROM snapshot");
		for (const [part, bytes] of parts.entries()) {
			this.#sql.exec("INSERT INTO snapshot (part, parts, bytes) VALUES (?, ?, ?)", part, parts.length, bytes);
		}
		this.#sql.exec("DELETE FROM log");
	}

	/** Everything stored. Throws when the snapshot is not whole: a room that cannot be read must not be written. */
	load(): Stored {
		const rows = this.#sql
			.exec<{ parts: number; bytes: ArrayBuffer }>("SELECT parts, bytes FROM snapshot ORDER BY part")
			.toArray();
		const [vector, ...parts] = rows.map(({ bytes }) => new Uint8Array(bytes));
		if (vector === undefined || rows.some((row) => row.parts !== rows.length)) {
			throw new Error(`the snapshot holds ${rows.length} of ${rows[0]?.parts ?? "unknown"} parts`);
		}
		return { snapshot: { state: joined(parts), vector }, tail: this.#tail() };
	}

	/** How many updates stand after the snapshot. */
	get tailLength(): number {
		return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM log").one().count;
	}

	#tail(): Uint8Array[] {
		const rows = this.#sql.exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM log ORDER BY seq");
		return rows.toArray().map(({ bytes }) => new Uint8Array(bytes));
	}
}

function partsOf(state: Uint8Array): Uint8Array[] {
	const count = Math.ceil(state.byteLength / PART_BYTES);
	return Array.from({ length: count }, (_, at) => state.slice(at * PART_BYTES, (at + 1) * PART_BYTES));
}

/** These parts as one. */
export function joined(parts: Uint8Array[]): Uint8Array {
	if (parts.length === 1) return parts[0] as Uint8Array;
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.byteLength;
	}
	return whole;
}
