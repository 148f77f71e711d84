import { crc32 } from "node:zlib";

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

/** What is on disk is not what was written there: nobody may write on it, and nothing mends it by itself. */
export class Damaged extends Error {}

/** Where the chain ends: the number of the last update, and the sum over it and all before. */
interface End {
	seq: number;
	crc: number;
}

/** A row of either table. */
type Row = { bytes: ArrayBuffer; crc: number };

/**
 * A room's updates in SQLite: a snapshot in parts, and the updates since. It is the truth: what is not here has not
 * happened. Appending and replacing are to be called inside a transaction, with whatever must stand or fall with them.
 *
 * The parts and then the updates are a chain: each row holds the CRC-32 of its bytes that goes on from the row before. The
 * snapshot says how many updates were ever folded into it, and SQLite by itself how many were ever appended. So a flipped
 * byte, a row that is missing, and a tail that was lost are seen when the room reads them.
 */
export class Log {
	readonly #sql: SqlStorage;
	#end: End | null = null;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	append(update: Uint8Array): void {
		const end = this.#endOf();
		const next = { seq: end.seq + 1, crc: crc32(update, end.crc) };
		this.#sql.exec("INSERT INTO log (seq, bytes, crc) VALUES (?, ?, ?)", next.seq, update, next.crc);
		this.#end = next;
	}

	/** Puts a snapshot in the place of everything appended so far. */
	replace({ state, vector }: Snapshot): void {
		const parts = [vector, ...partsOf(state)];
		const upto = this.#everAppended();
		this.#sql.exec("DELETE FROM snapshot");
		let crc = upto % 2 ** 32;
		for (const [part, bytes] of parts.entries()) {
			crc = crc32(bytes, crc);
			this.#sql.exec(
				"INSERT INTO snapshot (part, parts, upto, bytes, crc) VALUES (?, ?, ?, ?, ?)",
				part,
				parts.length,
				upto,
				bytes,
				crc,
			);
		}
		this.#sql.exec("DELETE FROM log");
		this.forget();
	}

	/** To be called where a transaction in which something was appended does not stand. */
	forget(): void {
		this.#end = null;
	}

	/** Everything stored. Throws when the chain is broken anywhere: a room that cannot be read must not be written. */
	load(): Stored {
		const { vector, parts, end } = this.#loadSnapshot();
		return { snapshot: { state: joined(parts), vector }, tail: this.#loadTail(end) };
	}

	/** How many updates stand after the snapshot. */
	get tailLength(): number {
		return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM log").one().count;
	}

	#loadSnapshot(): { vector: Uint8Array; parts: Uint8Array[]; end: End } {
		const rows = this.#sql
			.exec<Row & { parts: number; upto: number }>("SELECT parts, upto, bytes, crc FROM snapshot ORDER BY part")
			.toArray();
		const [first] = rows;
		if (first === undefined || rows.some(({ parts }) => parts !== rows.length)) {
			throw new Damaged(`the snapshot holds ${rows.length} of ${first?.parts ?? "unknown"} parts`);
		}
		const end: End = { seq: first.upto, crc: first.upto % 2 ** 32 };
		const [vector, ...parts] = rows.map((row, at) => bytesOf(row, end, `part ${at} of the snapshot`));
		return { vector: vector as Uint8Array, parts, end };
	}

	/** `end` is that of the snapshot. */
	#loadTail(end: End): Uint8Array[] {
		const ever = this.#everAppended();
		const rows = this.#sql.exec<Row & { seq: number }>("SELECT seq, bytes, crc FROM log ORDER BY seq").toArray();
		const tail = rows.map((row) => {
			if (row.seq !== end.seq + 1) throw new Damaged(`the log goes on with update ${row.seq} after ${end.seq}`);
			end.seq = row.seq;
			return bytesOf(row, end, `update ${row.seq} of the log`);
		});
		if (end.seq !== ever) throw new Damaged(`the log ends with update ${end.seq} of ${ever}`);
		return tail;
	}

	#endOf(): End {
		if (this.#end) return this.#end;
		const ends = this.#sql.exec<{ seq: number; crc: number }>(`
			SELECT seq, crc FROM (SELECT seq, crc FROM log ORDER BY seq DESC LIMIT 1)
			UNION ALL SELECT upto, crc FROM (SELECT upto, crc FROM snapshot ORDER BY part DESC LIMIT 1)
		`);
		const [end] = ends.toArray();
		if (end === undefined) throw new Damaged("the log has no snapshot to go on from");
		this.#end = end;
		return end;
	}

	/** SQLite writes it with each row, and does not take it back when rows go. */
	#everAppended(): number {
		const [row] = this.#sql.exec<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'log'").toArray();
		return row?.seq ?? 0;
	}
}

/** The bytes of a row that goes on from `end`, which it moves on. */
function bytesOf(row: Row, end: End, what: string): Uint8Array {
	const bytes = new Uint8Array(row.bytes);
	end.crc = crc32(bytes, end.crc);
	if (end.crc !== row.crc) throw new Damaged(`${what} is not what was written`);
	return bytes;
}

function partsOf(state: Uint8Array): Uint8Array[] {
	const count = Math.ceil(state.byteLength / PART_BYTES);
	return Array.from({ length: count }, (_, at) => state.slice(at * PART_BYTES, (at + 1) * PART_BYTES));
}

/** The bytes of these parts, one after another. */
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
