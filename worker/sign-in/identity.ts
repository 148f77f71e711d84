import * as v from "valibot";

/** A person as ProConnect knows them. */
export interface Identity {
	/** Theirs for ever at their identity provider: the only thing by which they are known again. */
	sub: string;
	name: string;
	/** Lower case. */
	email: string;
	/** 14 digits; null when what came is none. */
	siret: string | null;
}

const word = v.optional(v.pipe(v.string(), v.maxLength(200)), "");

const claimed = v.object({
	sub: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)),
	given_name: word,
	usual_name: word,
	email: v.pipe(v.string(), v.maxLength(254), v.email(), v.toLowerCase()),
	siret: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^\d{14}$/))), null),
});

/** Reads the claims of ProConnect; null when they name nobody whom we could write to. */
export function identityOf(claims: unknown): Identity | null {
	const parsed = v.safeParse(claimed, claims);
	if (!parsed.success) return null;
	const { sub, given_name, usual_name, email, siret } = parsed.output;
	const name = `${given_name} ${usual_name}`.replace(/[\s\p{Cc}]+/gu, " ").trim();
	return { sub, name: name || email, email, siret };
}

/**
 * Writes down, for an account that stands, where its person works, and makes them a member there when that establishment
 * is in Copacte. It only ever adds: somebody may work for two, and an invitation may have brought them elsewhere.
 * The tokens are not kept, but for what will end the session at ProConnect.
 */
export async function keepIdentity(
	db: D1Database,
	{ sub, siret }: Identity,
	session: string | null,
	idToken: string,
): Promise<void> {
	await db.batch([
		db
			.prepare(
				`UPDATE account SET siret = ?2, accessToken = NULL, idToken = NULL, accessTokenExpiresAt = NULL
				WHERE providerId = 'proconnect' AND accountId = ?1`,
			)
			.bind(sub, siret),
		db.prepare("UPDATE session SET idToken = ?2 WHERE token = ?1").bind(session, idToken),
		db
			.prepare(
				`INSERT OR IGNORE INTO membership (person, organisation)
				SELECT account.userId, organisation.id FROM account JOIN organisation ON organisation.siret = ?2
				WHERE account.providerId = 'proconnect' AND account.accountId = ?1`,
			)
			.bind(sub, siret),
	]);
}

export async function idTokenOfSession(db: D1Database, token: string): Promise<string | null> {
	return db.prepare("SELECT idToken FROM session WHERE token = ?").bind(token).first<string>("idToken");
}

/** Whether ProConnect signs this person in. */
export async function isLinked(db: D1Database, person: string): Promise<boolean> {
	const linked = db.prepare("SELECT 1 FROM account WHERE userId = ? AND providerId = 'proconnect'").bind(person);
	return (await linked.first()) !== null;
}

/** Whether this person has a place in Copacte yet, and the establishment that ProConnect named last. */
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
