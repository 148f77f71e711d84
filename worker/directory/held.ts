import type { Held } from "../../shared/account/profile.ts";

/** How much every table holds about a person. */
export type Counts = Pick<Held, "since" | "organisations" | "passkeys" | "sessions" | "proconnect" | "openings">;

/** null when there is no such person. */
export async function countsAbout(db: D1Database, person: string, now: Date): Promise<Counts | null> {
	const row = await db
		.prepare(
			`SELECT person.createdAt AS since,
				(SELECT count(*) FROM membership WHERE person = ?1) AS organisations,
				(SELECT count(*) FROM passkey WHERE userId = ?1) AS passkeys,
				(SELECT count(*) FROM session WHERE userId = ?1 AND expiresAt > ?2) AS sessions,
				(SELECT count(*) FROM account WHERE userId = ?1 AND providerId = 'proconnect') AS proconnect,
				(SELECT count(*) FROM opening WHERE person = ?1) AS openings
			FROM person WHERE id = ?1`,
		)
		.bind(person, now.toISOString())
		.first<Omit<Counts, "proconnect"> & { proconnect: number }>();
	return row && { ...row, proconnect: row.proconnect > 0 };
}

/** What is written about a person in every table, but for the keys themselves: the rows as they are exported. */
export async function rowsAbout(db: D1Database, person: string) {
	const all = async (columns: string, from: string) =>
		(await db.prepare(`SELECT ${columns} FROM ${from} = ?`).bind(person).all()).results;
	const [accounts, conventions, waysIn, passkeys, sessions, devices, openings, invitations] = await Promise.all([
		all("id, name, email, createdAt, updatedAt", "person WHERE id"),
		all(
			"convention.id, title, phase, party, roles",
			"member JOIN convention ON convention.id = member.convention WHERE person",
		),
		all("providerId AS provider, createdAt", "account WHERE userId"),
		all("name, createdAt, deviceType, backedUp, transports", "passkey WHERE userId"),
		all("createdAt, updatedAt, expiresAt, ipAddress, userAgent", "session WHERE userId"),
		all("first_seen AS firstSeen, last_seen AS lastSeen", "device WHERE person"),
		all("convention, day, first_at AS firstAt, last_at AS lastAt, times", "opening WHERE person"),
		all(
			"invitation.email, organisation, convention, party, roles, title, state, sent_at AS sentAt, expires_at AS expiresAt",
			"invitation JOIN person ON person.email = invitation.email WHERE person.id",
		),
	]);
	const read = ({ roles, ...row }: Record<string, unknown>) => ({ ...row, roles: JSON.parse(String(roles)) });
	return {
		account: accounts[0],
		conventions: conventions.map((row) => ({ id: String(row.id), ...read(row) })),
		waysIn,
		passkeys,
		sessions,
		devices,
		openings: openings.map((row) => ({ ...row, convention: String(row.convention) })),
		invitations: invitations.map(read),
	};
}
