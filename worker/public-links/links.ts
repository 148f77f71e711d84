import type { InferOutput } from "valibot";
import { refuses } from "../../shared/access.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Links, MadeLink } from "../../shared/page/links.ts";
import { admit } from "../convention/find.ts";
import { insertLink, type Leading, linkBehind, linksTo, revokeLink } from "../directory/link.ts";
import { sha256 } from "../hash.ts";
import { versionOf } from "../versions/versions.ts";
import type * as shapes from "./shapes.ts";

/** 256 bits: nobody guesses an address. */
const TOKEN_BYTES = 32;
/** More than any council asks for; revoked ones count, so that the table stays small. */
const MAX_LINKS = 500;

/** Opens a version to everybody who has the address that this returns; only its hash is kept. */
export async function makeLink(
	env: Env,
	person: string | null,
	id: string,
	{ version: number, expiresAt = null, label = "" }: InferOutput<typeof shapes.link>,
): Promise<MadeLink | Failure> {
	const member = await mayLink(env, person, id);
	if (isFailure(member)) return member;
	const version = await versionOf(env, person, id, String(number));
	if (isFailure(version)) return version;
	const now = new Date();
	if (expiresAt !== null && new Date(expiresAt) <= now) return failure("invalidField", "expiresAt");
	const token = newToken();
	const link = {
		id: `l-${crypto.randomUUID()}`,
		tokenHash: sha256(token),
		convention: id,
		version: number,
		label,
		createdAt: now.toISOString(),
		createdBy: member.person,
		expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
	};
	if (!(await insertLink(env.DB, link, MAX_LINKS))) return failure("tooManyPublicLinks");
	return { id: link.id, url: `${new URL(env.PUBLIC_URL).origin}/v/${token}` };
}

/** The links of a convention that stand, for those who may make them. */
export async function listLinks(env: Env, person: string | null, id: string): Promise<Links | Failure> {
	const member = await mayLink(env, person, id);
	return isFailure(member) ? member : { links: await linksTo(env.DB, id) };
}

/** From now on the link answers 410. */
export async function endLink(env: Env, person: string | null, id: string, link: string): Promise<Failure | null> {
	const member = await mayLink(env, person, id);
	if (isFailure(member)) return member;
	return (await revokeLink(env.DB, id, link, new Date())) ? null : failure("unknownLink");
}

/** Where this token leads; refuses one that was never given, was revoked, or whose time is over. */
export async function behind(env: Env, token: string): Promise<Leading | Failure> {
	const link = TOKEN.test(token) ? await linkBehind(env.DB, sha256(token)) : null;
	if (link === null) return failure("unknownLink");
	if (link.revokedAt !== null) return failure("linkRevoked");
	return link.expiresAt !== null && new Date(link.expiresAt) <= new Date() ? failure("linkExpired") : link;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

function newToken(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
	return btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, "-")
		.replace(/\//g, "_")
		.replace(/=+$/, "");
}

async function mayLink(env: Env, person: string | null, id: string) {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	return refuses(member, "link", null) ?? member;
}
