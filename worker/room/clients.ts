import { isServerClient } from "../../shared/room/writer.ts";

/**
 * Which person each Yjs client id belongs to, for ever: the first who showed it. A struct made under another's next
 * clock would make their words vanish, so an id is bound when it first appears, before anyone sees it, and on disk: an
 * honest person who reconnects finds theirs, and who wrote what can be told from the text itself.
 */
export class Clients {
	readonly #sql: SqlStorage;
	readonly #owners = new Map<number, string>();
	/** Bound in memory, to be stored with the next write. */
	readonly #fresh = new Set<number>();

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** True when the id is this person's, or nobody's yet. */
	isFreeFor(client: number, person: string): boolean {
		if (isServerClient(client)) return false;
		const owner = this.#ownerOf(client);
		return owner === undefined || owner === person;
	}

	/** Binds an id that is free for this person. */
	bind(client: number, person: string): void {
		if (this.#ownerOf(client) !== undefined) return;
		this.#owners.set(client, person);
		this.#fresh.add(client);
	}

	/** Every id of these people. */
	idsOf(people: string[]): number[] {
		const rows = this.#sql.exec<{ id: number }>(
			"SELECT id FROM client WHERE person IN (SELECT value FROM json_each(?))",
			JSON.stringify(people),
		);
		const fresh = [...this.#fresh].filter((id) => people.includes(this.#owners.get(id) as string));
		return [...rows.toArray().map(({ id }) => id), ...fresh];
	}

	/** Has one of these people written? `inText` says under which ids somebody has. */
	haveWritten(people: string[], inText: (client: number) => boolean): boolean {
		if (this.idsOf(people).some(inText)) return true;
		const before = this.#sql.exec(
			"SELECT 1 FROM wrote WHERE person IN (SELECT value FROM json_each(?)) LIMIT 1",
			JSON.stringify(people),
		);
		return before.toArray().length > 0;
	}

	/** The people whose ids these are. */
	peopleBehind(ids: number[]): string[] {
		const rows = this.#sql.exec<{ person: string }>(
			"SELECT DISTINCT person FROM client WHERE id IN (SELECT value FROM json_each(?))",
			JSON.stringify(ids),
		);
		return rows.toArray().map(({ person }) => person);
	}

	/** These people have written in the text that begins anew, where nothing tells it any more. Call it inside that transaction. */
	remember(people: string[]): void {
		this.#sql.exec("INSERT OR IGNORE INTO wrote (person) SELECT value FROM json_each(?)", JSON.stringify(people));
	}

	/** The text has begun anew, or should have: what is on disk counts. */
	forget(): void {
		this.#owners.clear();
		this.#fresh.clear();
	}

	get hasFresh(): boolean {
		return this.#fresh.size > 0;
	}

	/** Stores what was bound since the last time; call it inside the transaction that stores what they wrote. */
	store(): void {
		for (const client of this.#fresh) {
			this.#sql.exec("INSERT INTO client (id, person) VALUES (?, ?)", client, this.#owners.get(client) as string);
		}
	}

	/** Tells that the transaction which stored them stands. */
	stored(): void {
		this.#fresh.clear();
	}

	/** Forgets what was bound and could not be stored. */
	forgetFresh(): void {
		for (const client of this.#fresh) this.#owners.delete(client);
		this.#fresh.clear();
	}

	#ownerOf(client: number): string | undefined {
		const known = this.#owners.get(client);
		if (known !== undefined) return known;
		const row = this.#sql.exec<{ person: string }>("SELECT person FROM client WHERE id = ?", client).toArray()[0];
		if (row) this.#owners.set(client, row.person);
		return row?.person;
	}
}
