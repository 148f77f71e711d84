import { env } from "cloudflare:test";

export interface Letter {
	recipient: string;
	subject: string;
	text: string;
	html: string;
}

/** The letters to this address, the newest first. */
export async function lettersTo(email: string): Promise<Letter[]> {
	const { results } = await env.DB.prepare("SELECT * FROM outbox WHERE recipient = ? ORDER BY id DESC")
		.bind(email)
		.all<Letter>();
	return results;
}

/** What the newest invitation to this address holds. */
export const invitationTo = (email: string) => inLetter(email, "/invitation#");

/** What the link in the newest letter to this address signs in with. */
export const linkTo = (email: string) => inLetter(email, "/connexion/lien#");

async function inLetter(email: string, before: string): Promise<string> {
	const text = (await lettersTo(email)).find((letter) => letter.text.includes(before))?.text ?? "";
	const [found = ""] = text.slice(text.indexOf(before) + before.length).split(/[\s&]/);
	if (found === "") throw new Error(`no letter to ${email} has ${before}`);
	return found;
}
