import { personName } from "../../shared/account/name.ts";
export interface Person {
	id: string;
	name: string;
	/** Lower case. */
	email: string;
}

export async function personOf(db: D1Database, id: string): Promise<Person | null> {
	return db.prepare("SELECT id, name, email FROM person WHERE id = ?").bind(id).first<Person>();
}

/** Gives a name to somebody who has none. */
export function nameThem(db: D1Database, person: string, typed: string | undefined, now: Date): D1PreparedStatement[] {
	const name = personName(typed ?? "");
	if (name === null) return [];
	return [
		db
			.prepare("UPDATE person SET name = ?, updatedAt = ? WHERE id = ? AND name = ''")
			.bind(name, now.toISOString(), person),
	];
}

/** Somebody whose address was proved to be theirs. */
export async function verifiedPerson(db: D1Database, id: string): Promise<Person | null> {
	return db.prepare("SELECT id, name, email FROM person WHERE id = ? AND emailVerified = 1").bind(id).first<Person>();
}
