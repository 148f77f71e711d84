import { Buffer } from "node:buffer";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who is signed in, kept in a cookie that the browser shows to us alone and nobody can write but us. */
const COOKIE = "copacte_session";
const LASTS_SECONDS = 12 * 3600;

/** Signs a person in on this browser for half a day. */
export async function startSession(context: Context<{ Bindings: Env }>, person: string, now: number): Promise<void> {
	const expires = Math.floor(now / 1000) + LASTS_SECONDS;
	const claim = `${person}.${expires}`;
	const value = `${claim}.${await sign(claim, context.env.SESSION_SECRET)}`;
	setCookie(context, COOKIE, value, {
		httpOnly: true,
		secure: new URL(context.req.url).protocol === "https:",
		sameSite: "Lax",
		path: "/",
		maxAge: LASTS_SECONDS,
	});
}

/** The id of the person signed in, or null: no cookie, one that has expired, or one that we did not write. */
export async function personSignedIn(context: Context<{ Bindings: Env }>, now: number): Promise<string | null> {
	const [person, expires, signature, ...rest] = (getCookie(context, COOKIE) ?? "").split(".");
	if (!person || !expires || !signature || rest.length > 0 || Number(expires) * 1000 <= now) return null;
	const isOurs = await verify(`${person}.${expires}`, signature, context.env.SESSION_SECRET);
	return isOurs ? person : null;
}

async function sign(claim: string, secret: string): Promise<string> {
	const signature = await crypto.subtle.sign("HMAC", await key(secret), new TextEncoder().encode(claim));
	return Buffer.from(signature).toString("base64url");
}

async function verify(claim: string, signature: string, secret: string): Promise<boolean> {
	const bytes = Buffer.from(signature, "base64url");
	return crypto.subtle.verify("HMAC", await key(secret), bytes, new TextEncoder().encode(claim));
}

/** Without a secret of some length nobody is signed in, rather than anybody. */
function key(secret: string | undefined): Promise<CryptoKey> {
	if (!secret || secret.length < 16) throw new Error("SESSION_SECRET is not set: see the README, « Deploying »");
	return crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
		"sign",
		"verify",
	]);
}
