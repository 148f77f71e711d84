import { waitUntil } from "cloudflare:workers";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { generateRandomString } from "better-auth/crypto";
import { deviceInWords } from "../../shared/account/device.ts";
import { isNewDevice } from "../directory/device.ts";
import { sha256 } from "../hash.ts";
import { newDeviceMail } from "../mail/letters/sign-in.ts";
import { mailerOf } from "../mail/mailer.ts";

/** As long as browsers keep a cookie at most. */
const DEVICE_SECONDS = 400 * 24 * 3600;

/**
 * What happens whenever a session begins, by whatever way in: the one this browser had before ends (a session that somebody
 * planted leads nowhere), and a letter goes out when the person was never seen in this browser, their first excepted.
 */
export const sessionBeginnings = (env: Env) =>
	({
		id: "session-beginnings",
		hooks: {
			after: [
				{
					matcher: () => true,
					handler: createAuthMiddleware(async (context) => {
						const before = await sessionBefore(context);
						if (before && begun(context, before)) await context.context.internalAdapter.deleteSession(before);
					}),
				},
				{
					// Becoming one of the demonstration's people, the only endpoint without a path, is a change of roles.
					matcher: ({ path }) => path !== undefined,
					handler: createAuthMiddleware(async (context) => {
						const session = begun(context, await sessionBefore(context));
						if (session) await meetDevice(env, context, session);
					}),
				},
			],
		},
	}) satisfies BetterAuthPlugin;

type Hook = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];
type Begun = NonNullable<Hook["context"]["newSession"]>;

/** The token of the session that the request came with, whether it still stands or not. */
async function sessionBefore({ getSignedCookie, context }: Hook): Promise<string | null> {
	return (await getSignedCookie(context.authCookies.sessionToken.name, context.secret)) || null;
}

/** The session that this request began; null for none, and for one that was only renewed. */
function begun({ context: { newSession } }: Hook, before: string | null): Begun | null {
	return newSession && newSession.session.token !== before ? newSession : null;
}

/** Knows the browser again by a cookie of its own, and writes to the person when it is new to them. */
async function meetDevice(env: Env, context: Hook, { session, user }: Begun): Promise<void> {
	const { name, attributes } = context.context.createAuthCookie("device", { maxAge: DEVICE_SECONDS });
	const device = context.getCookie(name) || generateRandomString(32);
	context.setCookie(name, device, attributes);
	const now = new Date();
	if (!(await isNewDevice(env.DB, user.id, sha256(device), now))) return;
	const account = `${new URL(env.PUBLIC_URL).origin}/compte`;
	const letter = newDeviceMail(user.email, now, deviceInWords(session.userAgent ?? null), account);
	// Signing in need not wait for it, nor fail with it.
	waitUntil(mailerOf(env).send(letter));
}
