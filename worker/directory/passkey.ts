/** A passkey as the person it belongs to reads it. better-auth adds and verifies passkeys; these rows are its own. */
export interface PasskeyRow {
	id: string;
	/** null for one that was never named. */
	name: string | null;
	/** ISO 8601, UTC. */
	addedAt: string;
	/** 1 where the maker of the device keeps it too. */
	backedUp: number;
}

/** The passkeys of a person, the first added first. */
export async function passkeysOf(db: D1Database, person: string): Promise<PasskeyRow[]> {
	const { results } = await db
		.prepare("SELECT id, name, createdAt AS addedAt, backedUp FROM passkey WHERE userId = ? ORDER BY createdAt")
		.bind(person)
		.all<PasskeyRow>();
	return results;
}

/** Names a passkey of this person; false when the person has no such passkey. */
export async function namePasskey(db: D1Database, person: string, id: string, name: string): Promise<boolean> {
	const { meta } = await db
		.prepare("UPDATE passkey SET name = ? WHERE id = ? AND userId = ?")
		.bind(name, id, person)
		.run();
	return meta.changes > 0;
}

/** Takes a passkey of this person away; false when the person has no such passkey. */
export async function deletePasskey(db: D1Database, person: string, id: string): Promise<boolean> {
	const { meta } = await db.prepare("DELETE FROM passkey WHERE id = ? AND userId = ?").bind(id, person).run();
	return meta.changes > 0;
}

export function deletePasskeysOf(db: D1Database, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM passkey WHERE userId = ?").bind(person);
}
