/**
 * The table `account` is better-auth's: a way in that another party vouches for, here ProConnect, which knows a person by
 * their `sub`.
 */

/** Notes where a person works, and forgets the tokens: none is needed any more. */
export function keepEstablishment(db: D1Database, sub: string, siret: string | null): D1PreparedStatement {
	return db
		.prepare(
			`UPDATE account SET siret = ?2, accessToken = NULL, idToken = NULL, accessTokenExpiresAt = NULL
			WHERE providerId = 'proconnect' AND accountId = ?1`,
		)
		.bind(sub, siret);
}

/** Whether ProConnect signs this person in. */
export async function isLinked(db: D1Database, person: string): Promise<boolean> {
	const linked = db.prepare("SELECT 1 FROM account WHERE userId = ? AND providerId = 'proconnect'").bind(person);
	return (await linked.first()) !== null;
}

/** Whether this person is of an organisation or takes part in a convention, and the SIRET that ProConnect named last. */
export async function placeOf(db: D1Database, person: string): Promise<{ placed: boolean; siret: string | null }> {
	const row = await db
		.prepare(
			`SELECT
				EXISTS (SELECT 1 FROM membership WHERE person = ?1) OR EXISTS (SELECT 1 FROM member WHERE person = ?1) AS placed,
				(SELECT siret FROM account WHERE userId = ?1 AND providerId = 'proconnect' ORDER BY updatedAt DESC) AS siret`,
		)
		.bind(person)
		.first<{ placed: number; siret: string | null }>();
	return { placed: row?.placed === 1, siret: row?.siret ?? null };
}

export function deleteAccountsOf(db: D1Database, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM account WHERE userId = ?").bind(person);
}
