/** Notes that a person was seen in a browser, known by this hash; true when they were seen before, and never in it. */
export async function isNewDevice(db: D1Database, person: string, hash: string, now: Date): Promise<boolean> {
	const [seen] = await db.batch<{ devices: number; here: number }>([
		db
			.prepare("SELECT count(*) AS devices, count(*) FILTER (WHERE hash = ?2) AS here FROM device WHERE person = ?1")
			.bind(person, hash),
		db
			.prepare(
				`INSERT INTO device (person, hash, first_seen, last_seen) VALUES (?1, ?2, ?3, ?3)
				ON CONFLICT (person, hash) DO UPDATE SET last_seen = ?3`,
			)
			.bind(person, hash, now.toISOString()),
	]);
	const { devices = 0, here = 0 } = seen?.results[0] ?? {};
	return devices > 0 && here === 0;
}

export function deleteDevicesOf(db: D1Database, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM device WHERE person = ?").bind(person);
}
