import { OVER } from "../../shared/convention/phase.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { openedSince } from "../directory/visit.ts";
import { disconnect } from "../room/leave.ts";
import { tellRoom } from "../room/tell.ts";
import type { Session } from "../sign-in/session.ts";

/**
 * Closes the account of who asks, once they have typed its address: sessions, passkeys, ways in, devices, memberships and
 * what they opened go at once, the address too. The name stays where they took part in a convention: its journal and what
 * they signed must go on saying who did (code du patrimoine, L. 211-1; GDPR, 17.3.b and d). What they invited others to is
 * withdrawn. Refuses to leave a party with nobody who coordinates it, or colleagues with nobody who manages.
 */
export async function closeAccount(env: Env, { person, email }: Session, typed: string): Promise<Failure | null> {
	if (typed.trim().toLowerCase() !== email) return failure("otherAddress", "email");
	const alone = await coordinatedAlone(env.DB, person);
	if (alone !== null) return failure("onlyCoordinator", alone);
	if (await managesAlone(env.DB, person)) return failure("lastManager");
	const now = new Date().toISOString();
	// Rooms are told afterwards, when nobody could tell any more which they were.
	const opened = await openedSince(env.DB, person, "");
	const forget = (from: string) => env.DB.prepare(`DELETE FROM ${from} = ?`).bind(person);
	await env.DB.batch([
		env.DB.prepare(
			`UPDATE person SET email = id || '@compte-ferme.invalid', emailVerified = 0, image = NULL,
				updatedAt = ?2, closedAt = ?2, name = CASE WHEN
					EXISTS (SELECT 1 FROM member WHERE person = ?1) OR EXISTS (SELECT 1 FROM opening WHERE person = ?1)
					THEN name ELSE '' END
			WHERE id = ?1`,
		).bind(person, now),
		forget("session WHERE userId"),
		forget("passkey WHERE userId"),
		forget("account WHERE userId"),
		forget("device WHERE person"),
		forget("membership WHERE person"),
		forget("member WHERE person"),
		forget("opening WHERE person"),
		// What they accepted holds their address.
		forget("invitation WHERE answered_by"),
		env.DB.prepare("UPDATE invitation SET state = 'withdrawn' WHERE invited_by = ? AND state = 'pending'").bind(person),
	]);
	await disconnect(env, person, opened);
	// Whoever was joining at that moment does not stay, and the others do not see them among the people any more.
	await Promise.all(opened.map((id) => tellRoom(env, id)));
	return null;
}

/** Whether colleagues would be left with nobody who manages their organisation. */
async function managesAlone(db: D1Database, person: string): Promise<boolean> {
	const row = await db
		.prepare(
			`SELECT 1 FROM membership AS own WHERE own.person = ?1 AND own.manages = 1
				AND EXISTS (
					SELECT 1 FROM membership WHERE organisation = own.organisation AND person <> ?1
				)
				AND NOT EXISTS (
					SELECT 1 FROM membership WHERE organisation = own.organisation AND person <> ?1 AND manages = 1
				)`,
		)
		.bind(person)
		.first();
	return row !== null;
}

/** The title of a convention under way in which nobody else coordinates for this person's party, or null. */
async function coordinatedAlone(db: D1Database, person: string): Promise<string | null> {
	const row = await db
		.prepare(
			`SELECT convention.title FROM member
			JOIN convention ON convention.id = member.convention
			WHERE member.person = ?1 AND member.roles LIKE '%"coordinates"%'
				AND convention.phase NOT IN (SELECT value FROM json_each(?2))
				AND NOT EXISTS (
					SELECT 1 FROM member AS other WHERE other.convention = member.convention
						AND other.party = member.party AND other.person <> member.person
						AND other.roles LIKE '%"coordinates"%'
				)
			ORDER BY convention.opened_at DESC LIMIT 1`,
		)
		.bind(person, JSON.stringify(OVER))
		.first<{ title: string }>();
	return row?.title ?? null;
}
