import type { Context } from "hono";
import { deviceInWords } from "../../shared/account/device.ts";
import { personName } from "../../shared/account/name.ts";
import type { OwnPasskey, OwnSession, Profile } from "../../shared/account/profile.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { leaveRooms } from "../room/leave.ts";
import { accountsOf } from "../sign-in/auth.ts";
import { keepCookies, type Session } from "../sign-in/session.ts";

type Ask = Context<{ Bindings: Env }>;

/** What the page /compte shows to the person of this session. */
export async function profileOf(db: D1Database, { id, person, name, email }: Session): Promise<Profile> {
	const [organisations, passkeys, sessions] = await Promise.all([
		membershipsOf(db, person),
		passkeysOf(db, person),
		sessionsOf(db, person, id),
	]);
	return { name, email, organisations, passkeys, sessions };
}

/** The organisations somebody belongs to, with their title in each. */
export async function membershipsOf(db: D1Database, person: string): Promise<Profile["organisations"]> {
	const { results } = await db
		.prepare(
			`SELECT organisation.id, organisation.short_name AS name, membership.title FROM membership
			JOIN organisation ON organisation.id = membership.organisation WHERE membership.person = ? ORDER BY name`,
		)
		.bind(person)
		.all<Profile["organisations"][number]>();
	return results;
}

/** Changes the name that others see; refuses what is none. */
export async function rename(db: D1Database, person: string, typed: string): Promise<Failure | null> {
	const name = personName(typed);
	if (name === null) return failure("invalidName", "name");
	await db
		.prepare("UPDATE person SET name = ?, updatedAt = ? WHERE id = ?")
		.bind(name, new Date().toISOString(), person)
		.run();
	return null;
}

/** The sessions that have not ended, the one that asks first. */
async function sessionsOf(db: D1Database, person: string, current: string): Promise<OwnSession[]> {
	const { results } = await db
		.prepare(
			`SELECT id, userAgent, createdAt AS begunAt, updatedAt AS seenAt FROM session
			WHERE userId = ?1 AND expiresAt > ?2 ORDER BY id = ?3 DESC, updatedAt DESC`,
		)
		.bind(person, new Date().toISOString(), current)
		.all<{ id: string; userAgent: string | null; begunAt: string; seenAt: string }>();
	return results.map(({ id, userAgent, begunAt, seenAt }) => ({
		id,
		device: deviceInWords(userAgent),
		begunAt,
		seenAt,
		current: id === current,
	}));
}

/** Which of one's sessions end: this one, all but the one that asks, or all. */
export type Ended = { id: string } | "others" | "all";

/** Ends sessions of who asks, at once: open rooms let go of them too. */
export async function endSessions(env: Env, session: Session, which: Ended): Promise<Failure | null> {
	const [condition, id] =
		which === "all" ? ["id <> ?2", ""] : which === "others" ? ["id <> ?2", session.id] : ["id = ?2", which.id];
	const { results } = await env.DB.prepare(
		`DELETE FROM session WHERE userId = ?1 AND ${condition} RETURNING createdAt AS begunAt`,
	)
		.bind(session.person, id)
		.all<{ begunAt: string }>();
	const first = results.map(({ begunAt }) => begunAt).sort()[0];
	if (first === undefined) return typeof which === "object" ? failure("unknownSession") : null;
	await leaveRooms(env, { userId: session.person, createdAt: new Date(first) });
	return null;
}

/** Signs out in this browser; gives the address where a provider ends its own session, where there is one. */
export async function signOut(context: Ask): Promise<{ url?: string }> {
	const { headers, response } = await accountsOf(context.env).api.signOut({
		headers: context.req.raw.headers,
		returnHeaders: true,
	});
	keepCookies(context, headers);
	return response.url ? { url: response.url } : {};
}

async function passkeysOf(db: D1Database, person: string): Promise<OwnPasskey[]> {
	const { results } = await db
		.prepare("SELECT id, name, createdAt AS addedAt, backedUp FROM passkey WHERE userId = ? ORDER BY createdAt")
		.bind(person)
		.all<{ id: string; name: string | null; addedAt: string; backedUp: number }>();
	return results.map(({ id, name, addedAt, backedUp }) => ({
		id,
		name: name || "Clé d’accès",
		addedAt,
		synced: backedUp === 1,
	}));
}
