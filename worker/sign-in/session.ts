import type { Ask } from "../http/ask.ts";
import { accountsOf } from "./auth.ts";

/** The session that a request came with. Its token stays in the cookie: no answer ever holds it. */
export interface Session {
	id: string;
	person: string;
	/** Empty for somebody who has just come for the first time and has not said it yet. */
	name: string;
	email: string;
	begunAt: Date;
	/** As it stands now: a visit may renew it. */
	endsAt: Date;
}

/** Asked of the database once for each request. */
const known = new WeakMap<Request, Promise<Session | null>>();

/** The session that a request belongs to, or null: no cookie, a session that has ended or was ended, or a cookie that we did not write. */
export function sessionOf(context: Ask): Promise<Session | null> {
	const { raw } = context.req;
	const session = known.get(raw) ?? readSession(context);
	known.set(raw, session);
	return session;
}

/** The id of the person signed in, or null. */
export async function personSignedIn(context: Ask): Promise<string | null> {
	return (await sessionOf(context))?.person ?? null;
}

async function readSession(context: Ask): Promise<Session | null> {
	// Most requests of programs carry no cookie at all, and need no look into the database.
	if (context.req.header("cookie") === undefined) return null;
	const { headers, response } = await accountsOf(context.env).api.getSession({
		headers: context.req.raw.headers,
		returnHeaders: true,
	});
	keepCookies(context, headers);
	if (!response) return null;
	const { session, user } = response;
	const { id, createdAt: begunAt, expiresAt: endsAt } = session;
	return { id, person: user.id, name: user.name, email: user.email, begunAt, endsAt };
}

/** Signs a visitor of the demonstration in as one of its people. */
export async function startDemonstrationSession(context: Ask, person: string): Promise<void> {
	const { headers } = await accountsOf(context.env).api.becomePerson({
		body: { person },
		headers: context.req.raw.headers,
		returnHeaders: true,
	});
	keepCookies(context, headers);
}

/** What better-auth sets on the way, a session renewed for instance, goes out with our own answer. */
export function keepCookies(context: Ask, headers: Headers | null | undefined): void {
	for (const cookie of headers?.getSetCookie() ?? []) context.header("set-cookie", cookie, { append: true });
}
