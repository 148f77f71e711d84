/** better-auth's links and challenges whose time is over: none can be used any more. */
export function deleteExpiredVerifications(db: D1Database, now: Date): D1PreparedStatement {
	return db.prepare("DELETE FROM verification WHERE expiresAt <= ?").bind(now.toISOString());
}
