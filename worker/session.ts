import type { Context } from "hono";
import { accountsOf } from "./account/account.ts";

type Ask = Context<{ Bindings: Env }>;

/** The id of the person signed in, or null: no cookie, a session that has ended or was ended, or a cookie that we did not write. */
export async function personSignedIn(context: Ask): Promise<string | null> {
	// Most requests of programs carry no cookie at all, and need no look into the database.
	if (context.req.header("cookie") === undefined) return null;
	const { headers, response } = await accountsOf(context.env).api.getSession({
		headers: context.req.raw.headers,
		returnHeaders: true,
	});
	keepCookies(context, headers);
	return response?.user.id ?? null;
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
function keepCookies(context: Ask, headers: Headers | null): void {
	for (const cookie of headers?.getSetCookie() ?? []) context.header("set-cookie", cookie, { append: true });
}
