import type { Member } from "../../shared/people/member.ts";
import type { MemberAsOf, People } from "../directory/member.ts";

const PEOPLE = "people";

/**
 * Who takes part, as the room was last told. Somebody who joins was looked up a moment before, and may have been removed in
 * between: of what they were then and what the room was told, the later counts.
 */
export class KnownPeople {
	readonly #sql: SqlStorage;
	/** undefined until it is read. */
	#known: People | null | undefined;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** Takes this list, on disk; false when it is older than the one that stands. */
	learn(people: People): boolean {
		const known = this.#read();
		if (known && people.version < known.version) return false;
		this.#sql.exec("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", PEOPLE, JSON.stringify(people));
		this.#known = people;
		return true;
	}

	/** Who joins, as they stand now; null for somebody who has no part any more. */
	latest({ member, version }: MemberAsOf): Member | null {
		const known = this.#read();
		if (known === null || version >= known.version) return member;
		return known.members.find(({ person }) => person === member.person) ?? null;
	}

	#read(): People | null {
		if (this.#known !== undefined) return this.#known;
		const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM facts WHERE name = ?", PEOPLE).toArray();
		this.#known = row ? (JSON.parse(row.value) as People) : null;
		return this.#known;
	}
}
