import type { Held } from "../../shared/account/profile.ts";
import type { Entry } from "../../shared/journal.ts";
import { conventionsOf } from "../directory/convention.ts";
import { roomOf } from "../room/stub.ts";
import type { Session } from "../sign-in/session.ts";
import { membershipsOf } from "./profile.ts";

/** Rooms that are asked at once: each may have to wake. */
const ROOMS_AT_ONCE = 10;

/** How much is held about who asks. */
export async function heldAbout(db: D1Database, { person, name, email }: Session): Promise<Held> {
	const [conventions, counts] = await Promise.all([
		conventionsOf(db, person),
		db
			.prepare(
				`SELECT person.createdAt AS since,
					(SELECT count(*) FROM membership WHERE person = ?1) AS organisations,
					(SELECT count(*) FROM passkey WHERE userId = ?1) AS passkeys,
					(SELECT count(*) FROM session WHERE userId = ?1 AND expiresAt > ?2) AS sessions,
					(SELECT count(*) FROM account WHERE userId = ?1 AND providerId = 'proconnect') AS proconnect,
					(SELECT count(*) FROM opening WHERE person = ?1) AS openings
				FROM person WHERE id = ?1`,
			)
			.bind(person, new Date().toISOString())
			.first<Pick<Held, "since" | "organisations" | "passkeys" | "sessions" | "openings"> & { proconnect: number }>(),
	]);
	if (!counts) throw new Error(`the person ${person} has a session and is not there`);
	const { proconnect } = counts;
	return {
		name,
		email,
		...counts,
		proconnect: proconnect > 0,
		conventions: conventions.map(({ id, title }) => ({ id, title })),
	};
}

/** Everything that is held about who asks, but for the keys themselves: what GDPR 15 and 20 let them have. */
export async function exportAbout(env: Env, { person }: Session) {
	const all = async (columns: string, from: string) =>
		(await env.DB.prepare(`SELECT ${columns} FROM ${from} = ?`).bind(person).all()).results;
	const [[account], organisations, conventions, ways, passkeys, sessions, devices, openings, invitations] =
		await Promise.all([
			all("id, name, email, createdAt, updatedAt", "person WHERE id"),
			membershipsOf(env.DB, person),
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
	const known = new Set([
		...conventions.map(({ id }) => String(id)),
		...openings.map((each) => String(each.convention)),
	]);
	return {
		exportedAt: new Date().toISOString(),
		account,
		organisations,
		conventions: conventions.map(({ roles, ...each }) => ({ ...each, roles: JSON.parse(String(roles)) })),
		waysIn: ways,
		passkeys,
		sessions,
		devices,
		openings,
		invitations: invitations.map(({ roles, ...each }) => ({ ...each, roles: JSON.parse(String(roles)) })),
		acts: await actsOf(env, person, [...known]),
	};
}

/** What this person did in these conventions, as the journal of each has it. */
async function actsOf(env: Env, person: string, conventions: string[]) {
	const acts: object[] = [];
	for (let at = 0; at < conventions.length; at += ROOMS_AT_ONCE) {
		const some = conventions.slice(at, at + ROOMS_AT_ONCE);
		// Cast: TypeScript does not see that a detail is JSON, which crosses the call.
		const journals = (await Promise.all(some.map((id) => roomOf(env, id).journal()))) as unknown as Entry[][];
		for (const [each, entries] of journals.entries()) {
			const own = entries.filter((entry) => entry.person === person);
			acts.push(...own.map(({ seq, at, act, detail }) => ({ convention: some[each], seq, at, act, detail })));
		}
	}
	return acts;
}
