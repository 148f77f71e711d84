/** A session as the person it belongs to reads it. better-auth begins, renews and ends sessions; these rows are its own. */
export interface SessionRow {
	id: string;
	userAgent: string | null;
	/** ISO 8601, UTC. */
	begunAt: string;
	seenAt: string;
}

/** The sessions of a person that have not ended, this one first, then the last seen. */
export async function sessionsOf(db: D1Database, person: string, current: string, now: Date): Promise<SessionRow[]> {
	const { results } = await db
		.prepare(
			`SELECT id, userAgent, createdAt AS begunAt, updatedAt AS seenAt FROM session
			WHERE userId = ?1 AND expiresAt > ?2 ORDER BY id = ?3 DESC, updatedAt DESC`,
		)
		.bind(person, now.toISOString(), current)
		.all<SessionRow>();
	return results;
}

/** Ends sessions of a person: one, or all but one (`except` "" is none's); tells when each had begun. */
export async function endSessionsOf(
	db: D1Database,
	person: string,
	which: { id: string } | { except: string },
): Promise<string[]> {
	const [condition, id] = "id" in which ? ["id = ?2", which.id] : ["id <> ?2", which.except];
	const { results } = await db
		.prepare(`DELETE FROM session WHERE userId = ?1 AND ${condition} RETURNING createdAt AS begunAt`)
		.bind(person, id)
		.all<{ begunAt: string }>();
	return results.map(({ begunAt }) => begunAt);
}

/** Ends every session whose time is over; tells whose they were, and when each had begun. */
export async function endExpiredSessions(db: D1Database, now: Date): Promise<{ userId: string; createdAt: string }[]> {
	const { results } = await db
		.prepare("DELETE FROM session WHERE expiresAt <= ? RETURNING userId, createdAt")
		.bind(now.toISOString())
		.all<{ userId: string; createdAt: string }>();
	return results;
}

export function deleteSessionsOf(db: D1Database, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM session WHERE userId = ?").bind(person);
}

/** Keeps what will end a session at ProConnect. */
export function keepIdToken(db: D1Database, token: string | null, idToken: string): D1PreparedStatement {
	return db.prepare("UPDATE session SET idToken = ?2 WHERE token = ?1").bind(token, idToken);
}

export async function idTokenOfSession(db: D1Database, token: string): Promise<string | null> {
	return db.prepare("SELECT idToken FROM session WHERE token = ?").bind(token).first<string>("idToken");
}
