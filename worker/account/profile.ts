import { deviceInWords } from "../../shared/account/device.ts";
import { personName } from "../../shared/account/name.ts";
import type { OwnPasskey, OwnSession, Profile } from "../../shared/account/profile.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import type { SignedOut } from "../../shared/page/account.ts";
import { organisationsOfPerson } from "../directory/membership.ts";
import { passkeysOf } from "../directory/passkey.ts";
import { changeName } from "../directory/person.ts";
import { endSessionsOf, sessionsOf } from "../directory/session.ts";
import type { Ask } from "../http/ask.ts";
import { leaveRooms } from "../room/leave.ts";
import { accountsOf } from "../sign-in/auth.ts";
import { keepCookies, type Session } from "../sign-in/session.ts";

/** What the page /compte shows to the person of this session. */
export async function profileOf(db: D1Database, { id, person, name, email }: Session): Promise<Profile> {
	const [organisations, passkeys, sessions] = await Promise.all([
		membershipsOf(db, person),
		ownPasskeys(db, person),
		ownSessions(db, person, id),
	]);
	return { name, email, organisations, passkeys, sessions };
}

/** The organisations somebody belongs to, with their title in each. */
export async function membershipsOf(db: D1Database, person: string): Promise<Profile["organisations"]> {
	const organisations = await organisationsOfPerson(db, person);
	const shown = organisations.map(({ id, shortName, title }) => ({ id, name: shortName, title }));
	return shown.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Changes the name that others see; refuses what is none. */
export async function rename(db: D1Database, person: string, typed: string): Promise<Failure | null> {
	const name = personName(typed);
	if (name === null) return failure("invalidName", "name");
	await changeName(db, person, name, new Date()).run();
	return null;
}

/** The sessions that have not ended, the one that asks first. */
async function ownSessions(db: D1Database, person: string, current: string): Promise<OwnSession[]> {
	const sessions = await sessionsOf(db, person, current, new Date());
	return sessions.map(({ id, userAgent, begunAt, seenAt }) => ({
		id,
		device: deviceInWords(userAgent),
		begunAt,
		seenAt,
		current: id === current,
	}));
}

/** Which of one's sessions end: this one, all but the one that asks, or all. */
export type Ended = { id: string } | "others" | "all";

/** Ends sessions of this person, at once: open rooms let go of them too. */
export async function endSessions(env: Env, session: Session, which: Ended): Promise<Failure | null> {
	const those = which === "all" ? { except: "" } : which === "others" ? { except: session.id } : which;
	const [first] = (await endSessionsOf(env.DB, session.person, those)).sort();
	if (first === undefined) return typeof which === "object" ? failure("unknownSession") : null;
	await leaveRooms(env, { userId: session.person, createdAt: new Date(first) });
	return null;
}

/** Signs out in this browser; gives the address where a provider ends its own session, where there is one. */
export async function signOut(context: Ask): Promise<SignedOut> {
	const { headers, response } = await accountsOf(context.env).api.signOut({
		headers: context.req.raw.headers,
		returnHeaders: true,
	});
	keepCookies(context, headers);
	return response.url ? { url: response.url } : {};
}

async function ownPasskeys(db: D1Database, person: string): Promise<OwnPasskey[]> {
	const passkeys = await passkeysOf(db, person);
	return passkeys.map(({ id, name, addedAt, backedUp }) => ({
		id,
		name: name || "Clé d’accès",
		addedAt,
		synced: backedUp === 1,
	}));
}
