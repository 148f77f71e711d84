/** Somebody who has an account. */
export interface Person {
	id: string;
	/** "" for a person who has not said it yet. */
	name: string;
	/** Lower case. */
	email: string;
}

/** A person, and whether they have proved that they read mail at their address. */
export async function personOf(db: D1Database, id: string): Promise<(Person & { isVerified: boolean }) | null> {
	const row = await db
		.prepare("SELECT id, name, email, emailVerified AS isVerified FROM person WHERE id = ?")
		.bind(id)
		.first<Person & { isVerified: number }>();
	return row && { ...row, isVerified: row.isVerified === 1 };
}

/** Writes a person down whose address is proved; one who stands under this id or address is left as they are. */
export function insertPerson(db: D1Database, { id, name, email }: Person, now: Date): D1PreparedStatement {
	return db
		.prepare(
			`INSERT OR IGNORE INTO person (id, name, email, emailVerified, createdAt, updatedAt)
			VALUES (?1, ?2, ?3, 1, ?4, ?4)`,
		)
		.bind(id, name, email, now.toISOString());
}

/** Changes the name that others see. */
export function changeName(db: D1Database, person: string, name: string, now: Date): D1PreparedStatement {
	return db.prepare("UPDATE person SET name = ?, updatedAt = ? WHERE id = ?").bind(name, now.toISOString(), person);
}

/** Gives a name to a person who has none. */
export function giveName(db: D1Database, person: string, name: string, now: Date): D1PreparedStatement {
	return db
		.prepare("UPDATE person SET name = ?, updatedAt = ? WHERE id = ? AND name = ''")
		.bind(name, now.toISOString(), person);
}

/** Closes an account: its address goes, and its name where the person took part in nothing. */
export function closePerson(db: D1Database, person: string, now: Date): D1PreparedStatement {
	return db
		.prepare(
			`UPDATE person SET email = id || '@compte-ferme.invalid', emailVerified = 0, image = NULL,
				updatedAt = ?2, closedAt = ?2, name = CASE WHEN
					EXISTS (SELECT 1 FROM member WHERE person = ?1) OR EXISTS (SELECT 1 FROM opening WHERE person = ?1)
					THEN name ELSE '' END
			WHERE id = ?1`,
		)
		.bind(person, now.toISOString());
}
