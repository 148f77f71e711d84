import { destinationOf, signInFor } from "../../shared/account/destination.ts";
import { type Failure, sentenceOf, statusOf } from "../../shared/failure.ts";
import { escapeHtml, wordsHtml } from "../../shared/text/html.ts";
import { typeset } from "../../shared/text/typography.ts";
import { answerFailure } from "../http/answer.ts";
import type { Ask } from "../http/ask.ts";
import { isDemonstration } from "../sign-in/demonstration.ts";
import { alone, around, type Page } from "./page.ts";
import { nobodysHead } from "./site-head.ts";

/** What stands around the sentence of a refusal: what happened in a few words, and the ways on. */
export interface Surroundings {
	title: string;
	/** The first is the one to take. */
	links: { href: string; label: string }[];
}

const usual: Surroundings = {
	title: "Cette page ne peut pas s’afficher",
	links: [{ href: "/", label: "Aller à l’accueil" }],
};

export async function failurePage(
	context: Ask,
	refusal: Failure,
	{ title, links }: Surroundings = usual,
): Promise<Response> {
	const { code } = refusal;
	const message = sentenceOf(refusal);
	const ways = links.map(({ href, label }, at) => {
		const style = at === 0 ? "primary" : "plain";
		return `<a class="${style}" href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
	});
	const refused = {
		title,
		html: alone(title, `<p>${wordsHtml(typeset(message))}</p><p class="acts">${ways.join("")}</p>`),
		// For programs that read it: nothing is left to draw.
		bootstrap: { page: "plain", failure: { code, message } } as const,
		status: statusOf(refusal),
	};
	// What is broken may be what knows who is signed in.
	return around(context, refused, code === "broken" ? nobodysHead : undefined);
}

/** For who asked for something that only members see: they come back here once they have signed in. */
export function signedOutPage({ env, req }: Ask): Page {
	const { pathname, search } = new URL(req.url);
	const to = destinationOf(pathname + search);
	return {
		title: "Vous n’êtes pas connecté",
		html: alone(
			"Vous n’êtes pas connecté",
			`<p>Pour ouvrir cette page, dites d’abord qui vous êtes.</p>
			<p class="acts"><a class="primary" href="${escapeHtml(signInFor(to))}">Se connecter</a></p>${toDemonstration(env)}`,
		),
		status: 401,
	};
}

export const toDemonstration = (env: Env) =>
	isDemonstration(env) ? '<p class="aside"><a href="/demo">Essayer sans compte</a></p>' : "";

/** A refusal as a page for a person, and as JSON for a program. */
export function answerOrPage(context: Ask, refusal: Failure): Response | Promise<Response> {
	const wantsPage = context.req.method === "GET" && (context.req.header("accept") ?? "").includes("text/html");
	return wantsPage ? failurePage(context, refusal) : answerFailure(context, refusal);
}
