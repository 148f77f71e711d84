import type { Structure } from "../../shared/convention/state.ts";
import { type Writable, type Writing, writingOf } from "../../shared/convention/writable.ts";
import type { Model } from "../../shared/model/model.ts";
import { SERVER_CLIENT } from "../../shared/room/writer.ts";
import { SCHEMA_VERSION } from "../../shared/schema.ts";

/** What a convention was opened from. It is kept whole: a later version of the model changes no convention. */
export type Base = { kind: "model"; model: Model };

/** What a room knows of its convention besides the text; written once, when it opens. */
export interface ConventionFacts {
	convention: string;
	title: string;
	base: Base;
}

/** The facts of a room, on disk. Only pages and lists ask what it was opened from; everything else asks what may be written. */
export class Facts {
	readonly #sql: SqlStorage;
	#read: { facts: ConventionFacts; writing: Writing } | null = null;
	#schema: number | null = null;
	#generation: number | null = null;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/**
	 * The SCHEMA_VERSION in which the text is on disk; null for a room that was never opened. A newcomer need not wait until
	 * the model is read.
	 */
	get schema(): number | null {
		// Schema 1 did not say so.
		this.#schema ??= this.#number("SELECT value FROM facts WHERE name = 'schema'");
		this.#schema ??= this.#number("SELECT 1 AS value FROM facts LIMIT 1");
		return this.#schema;
	}

	/** How often the text has begun anew, and once more: see `generationOf`. A newcomer need not wait until it is read. */
	get generation(): number {
		this.#generation ??= this.#number("SELECT value FROM facts WHERE name = 'generation'") ?? SERVER_CLIENT;
		return this.#generation;
	}

	/** null for a room that was never opened. */
	read(): ConventionFacts | null {
		return this.#load()?.facts ?? null;
	}

	/** For what only an open room does. */
	known(): ConventionFacts {
		return this.#open().facts;
	}

	/** What may be written as the structure stands, in a room that is open. */
	readonly writing: Writing = (structure: Structure): Writable => this.#open().writing(structure);

	/** For a room that is about to be erased. */
	forget(): void {
		this.#read = null;
		this.#schema = null;
		this.#generation = null;
	}

	/** Call it inside the transaction that opens the room. */
	write({ convention, title, base }: ConventionFacts): void {
		for (const [name, value] of Object.entries({ convention, title, [base.kind]: base[base.kind] })) {
			this.#sql.exec("INSERT INTO facts (name, value) VALUES (?, ?)", name, JSON.stringify(value));
		}
		this.writeSchema();
	}

	/** Call it inside the transaction in which the text begins anew. */
	writeGeneration(generation: number): void {
		this.#sql.exec("INSERT OR REPLACE INTO facts (name, value) VALUES ('generation', ?)", JSON.stringify(generation));
		this.#generation = null;
	}

	/** Says that the text is in today's schema. Call it inside the transaction that writes it so. */
	writeSchema(): void {
		this.#sql.exec("INSERT OR REPLACE INTO facts (name, value) VALUES ('schema', ?)", JSON.stringify(SCHEMA_VERSION));
		this.#schema = null;
	}

	#number(query: string): number | null {
		const [row] = this.#sql.exec<{ value: string | number }>(query).toArray();
		return row === undefined ? null : Number(row.value);
	}

	#open() {
		const read = this.#load();
		if (!read) throw new Error("the room is not open");
		return read;
	}

	#load() {
		if (this.#read) return this.#read;
		const rows = this.#sql
			.exec<{ name: string; value: string }>("SELECT name, value FROM facts WHERE name <> 'people'")
			.toArray();
		if (rows.length === 0) return null;
		const stored = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)]));
		const { convention, title, model } = stored as { convention: string; title: string; model: Model };
		this.#read = { facts: { convention, title, base: { kind: "model", model } }, writing: writingOf(model) };
		return this.#read;
	}
}
