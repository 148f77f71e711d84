import * as v from "valibot";
import { emailAddress } from "../../shared/account/address.ts";
import { cleanLine } from "../../shared/text/characters.ts";
import { keepEstablishment } from "../directory/account.ts";
import { joinByEstablishment } from "../directory/membership.ts";
import { keepIdToken } from "../directory/session.ts";

/** A person as ProConnect knows them. */
export interface Identity {
	/** Theirs for ever at their identity provider: the only thing by which they are known again. */
	sub: string;
	name: string;
	/** Lower case. */
	email: string;
	/** 14 digits; null when what came is none. */
	siret: string | null;
}

const word = v.optional(v.pipe(v.string(), v.maxLength(200)), "");

const claimed = v.object({
	sub: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)),
	given_name: word,
	usual_name: word,
	email: v.pipe(v.string(), v.transform(emailAddress), v.string()),
	siret: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^\d{14}$/))), null),
});

/** Reads the claims of ProConnect; null when they name nobody whom we could write to. */
export function identityOf(claims: unknown): Identity | null {
	const parsed = v.safeParse(claimed, claims);
	if (!parsed.success) return null;
	const { sub, given_name, usual_name, email, siret } = parsed.output;
	const name = cleanLine(`${given_name} ${usual_name}`).replace(/\s+/g, " ").trim();
	return { sub, name: name || email, email, siret };
}

/**
 * Writes down, for an account that stands, where its person works, and makes them a member there when that establishment
 * is in Copacte. It only ever adds: somebody may work for two, and an invitation may have brought them elsewhere.
 * The tokens are not kept, but for what will end the session at ProConnect.
 */
export async function keepIdentity(
	db: D1Database,
	{ sub, siret }: Identity,
	session: string | null,
	idToken: string,
): Promise<void> {
	await db.batch([
		keepEstablishment(db, sub, siret),
		keepIdToken(db, session, idToken),
		joinByEstablishment(db, sub, siret),
	]);
}
