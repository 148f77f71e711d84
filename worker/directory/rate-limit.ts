/**
 * Counts one more time for this key, within so many milliseconds from the first; tells how often it has been, and since
 * when (milliseconds). One statement: two requests at once count as two.
 */
export async function countOnce(
	db: D1Database,
	key: string,
	now: number,
	within: number,
): Promise<{ count: number; since: number } | null> {
	return db
		.prepare(
			`INSERT INTO rateLimit (id, key, count, lastRequest) VALUES (?1, ?2, 1, ?3)
			ON CONFLICT (key) DO UPDATE SET
				count = CASE WHEN lastRequest <= ?4 THEN 1 ELSE count + 1 END,
				lastRequest = CASE WHEN lastRequest <= ?4 THEN ?3 ELSE lastRequest END
			RETURNING count, lastRequest AS since`,
		)
		.bind(crypto.randomUUID(), key, now, now - within)
		.first<{ count: number; since: number }>();
}

/** Counts that began before then. */
export function deleteCountsBefore(db: D1Database, then: Date): D1PreparedStatement {
	return db.prepare("DELETE FROM rateLimit WHERE lastRequest <= ?").bind(then.getTime());
}
