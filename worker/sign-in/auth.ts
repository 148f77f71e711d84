import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { magicLink } from "better-auth/plugins";
import { destinationOf, TO } from "../../shared/account/destination.ts";
import { LINK_MINUTES } from "../../shared/account/link.ts";
import { sentenceOf } from "../../shared/failure.ts";
import type { Letter } from "../mail/letter.ts";
import { signInMail } from "../mail/letters/sign-in.ts";
import { mailerOf } from "../mail/mailer.ts";
import { leaveRooms } from "../room/leave.ts";
import { sessionBeginnings } from "./beginnings.ts";
import { demonstrationSessions } from "./demonstration.ts";
import { PROCONNECT, proconnect, REFUSED_PATH, registrationOf } from "./proconnect.ts";

/** Half a day of work, longer while it goes on. */
const SESSION_SECONDS = 12 * 3600;
const SESSION_RENEWED_EVERY_SECONDS = 3600;
/** How long somebody may take at ProConnect: some search for their second factor. */
const AWAY_SECONDS = 600;

/**
 * Accounts and their sessions, kept by better-auth in our own tables: sign-in links by e-mail, passkeys and ProConnect. A
 * session is a row that can be taken away at once; its cookie is HttpOnly, SameSite=Lax, and on https Secure and of this
 * host alone.
 */
export function accountsOf(env: Env) {
	const known = made.get(env);
	if (known) return known;
	const accounts = makeAccounts(env);
	made.set(env, accounts);
	return accounts;
}

const made = new WeakMap<Env, Accounts>();

export type Accounts = ReturnType<typeof makeAccounts>;

function makeAccounts(env: Env) {
	const { hostname, origin, protocol } = new URL(env.PUBLIC_URL);
	const isSecure = protocol === "https:";
	return betterAuth({
		appName: "Copacte",
		baseURL: origin,
		basePath: "/api/auth",
		secret: secretOf(env),
		database: env.DB,
		telemetry: { enabled: false },
		user: { modelName: "person" },
		account: {
			// An address proves nothing: ProConnect joins an account that stands only when its own person, signed in, asks for
			// it, and then under any address, since a person's at work is seldom the one that they were invited at.
			accountLinking: {
				disableImplicitLinking: true,
				trustedProviders: [PROCONNECT],
				allowDifferentEmails: true,
			},
		},
		onAPIError: { errorURL: origin + REFUSED_PATH },
		session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_RENEWED_EVERY_SECONDS },
		// A session that ends takes its open pages along.
		databaseHooks: { session: { delete: { after: (session) => leaveRooms(env, session) } } },
		rateLimit: { enabled: true, storage: "database", window: 60, max: 120 },
		advanced: {
			// Browsers take a cookie of this name from this very host over https only: no neighbour can plant one.
			cookiePrefix: isSecure ? "__Host-copacte" : "copacte",
			// It would put another prefix before ours; `secure` below does the rest of what it does.
			useSecureCookies: false,
			cookies: { state: { attributes: { maxAge: AWAY_SECONDS } } },
			defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
			ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
		},
		plugins: [
			magicLink({
				expiresIn: LINK_MINUTES * 60,
				storeToken: "hashed",
				sendMagicLink: ({ email, token, metadata }) =>
					send(env, signInMail(email, linkWith(origin, token, metadata?.to), LINK_MINUTES)),
			}),
			passkey({ rpID: hostname, rpName: "Copacte", origin }),
			proconnect(registrationOf(env), env.DB, origin),
			demonstrationSessions(),
			sessionBeginnings(env),
		],
	});
}

/**
 * The page a mail leads to. It asks before it uses the token, since programs that look for evil open every link; what
 * stands after the "#" reaches no server and no log.
 */
function linkWith(origin: string, token: string, to: unknown): string {
	const destination = destinationOf(typeof to === "string" ? to : null);
	const fragment = new URLSearchParams(destination === "/" ? [] : [[TO, destination]]).toString();
	return `${origin}/connexion/lien#${token}${fragment && `&${fragment}`}`;
}

/** The person who asked for a letter hears that it did not go, in the words that better-auth answers them. */
async function send(env: Env, letter: Letter): Promise<void> {
	const failed = await mailerOf(env).send(letter);
	if (failed) throw new APIError("SERVICE_UNAVAILABLE", { code: failed.code, message: sentenceOf(failed) });
}

/** Without a secret of some length nobody is signed in, rather than anybody. */
function secretOf({ SESSION_SECRET }: Env): string {
	if (!SESSION_SECRET || SESSION_SECRET.length < 32) {
		throw new Error("SESSION_SECRET is not set, or too short: see the README, « Deploy »");
	}
	return SESSION_SECRET;
}
