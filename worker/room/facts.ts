import type { Model } from "../../shared/model/model.ts";

/** What a room knows of its convention besides the text; written once, when it opens. */
export interface ConventionFacts {
	convention: string;
	title: string;
	model: Model;
}

export class Facts {
	readonly #sql: SqlStorage;
	#read: ConventionFacts | null = null;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** False for a room that was never opened. A newcomer need not wait until the model is read. */
	get areKnown(): boolean {
		return this.#read !== null || this.#sql.exec("SELECT 1 FROM facts LIMIT 1").toArray().length > 0;
	}

	/** null for a room that was never opened. */
	read(): ConventionFacts | null {
		if (this.#read) return this.#read;
		const rows = this.#sql
			.exec<{ name: string; value: string }>("SELECT name, value FROM facts WHERE name <> 'people'")
			.toArray();
		if (rows.length === 0) return null;
		const facts = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)]));
		this.#read = facts as unknown as ConventionFacts;
		return this.#read;
	}

	/** For what only an open room does. */
	known(): ConventionFacts {
		const facts = this.read();
		if (!facts) throw new Error("the room is not open");
		return facts;
	}

	/** For a room that is about to be erased. */
	forget(): void {
		this.#read = null;
	}

	/** Call it inside the transaction that opens the room. */
	write(facts: ConventionFacts): void {
		for (const [name, value] of Object.entries(facts)) {
			this.#sql.exec("INSERT INTO facts (name, value) VALUES (?, ?)", name, JSON.stringify(value));
		}
	}
}
