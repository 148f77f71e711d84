import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { destinationOf, signInFor } from "../../shared/account/destination.ts";
import { annexesFor } from "../../shared/convention/annexes.ts";
import { type Failure, isFailure, sentenceOf, statusOf } from "../../shared/failure.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { escapeHtml, html, inkWithFiles } from "../../shared/text/html.ts";
import type { Text } from "../../shared/text/text.ts";
import { typeset } from "../../shared/text/typography.ts";
import { find, summaryOf } from "../convention/find.ts";
import { demonstration, isDemonstration } from "../demo/demo.ts";
import { nobodysHead, siteHead } from "./site-head.ts";

type Ask = Context<{ Bindings: Env }>;

/** What the page's program reads first, so that it need not ask. */
type Bootstrap = Record<string, unknown>;

export interface Page {
	title: string;
	/** What a reader without JavaScript sees, and everyone until the program runs. */
	html: string;
	/** What stands at the head of each sheet, on screen and in print. */
	running?: string;
	/** Without it the page is whole, and no program draws on it. */
	bootstrap?: Bootstrap;
	status?: number;
}

/** One convention: its text for everyone who may read it, and its editors where the program runs. */
export async function conventionPage(context: Ask, person: string | null, id: string): Promise<Response> {
	const found = await find(context.env, person, id);
	if (isFailure(found))
		return found.code === "signedOut" ? around(context, signedOutPage(context)) : failurePage(context, found);
	const { member, title, model, state } = found;
	const convention = await summaryOf(context.env, id, found);
	const text = assemble(model, state);
	return page(context, {
		title,
		html: desk(id, title, text),
		running: title,
		bootstrap: { me: member, convention, model, annexes: annexesFor(member.kind, model) },
	});
}

/** Lets a visitor choose whom to be. */
export async function demoPage(context: Ask): Promise<Response> {
	const demo = await demonstration(context.env);
	return around(context, {
		title: "Démonstration",
		html: sheet("Démonstration", NEEDS_PROGRAM),
		bootstrap: { demo },
	});
}

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
		html: alone(title, `<p>${escapeHtml(typeset(message))}</p><p class="acts">${ways.join("")}</p>`),
		// For programs that read it: nothing is left to draw.
		bootstrap: { plain: true, failure: { code, message } },
		status: statusOf(refusal),
	};
	// What is broken may be what knows who asks.
	return around(context, refused, code === "broken" ? nobodysHead : undefined);
}

/** What Copacte is, for who comes by and is not signed in. */
export function welcomePage({ env }: Ask): Page {
	return {
		title: "Copacte",
		html: alone(
			"Écrire une convention à plusieurs, sans qu’un mot du modèle ne bouge",
			`<p>${WELCOME}</p><p class="acts"><a class="primary" href="/connexion">Entrer</a></p>${toDemonstration(env)}`,
		),
	};
}

const WELCOME =
	"Une Caf et une commune écrivent ensemble leur convention territoriale globale, en direct, dans leur navigateur. " +
	"Ce que le modèle national fixe reste verrouillé ; chacune écrit ses parties, et voit ce qu’il manque avant de signer.";

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

const toDemonstration = (env: Env) =>
	isDemonstration(env) ? '<p class="aside"><a href="/demo">Essayer sans compte</a></p>' : "";

/** What stands where a program draws, until it does. */
export const NEEDS_PROGRAM = "<noscript><p>Pour continuer, activez JavaScript dans votre navigateur.</p></noscript>";

/** A page around the conventions: puts the head over what is one of the two that follow. */
export async function around(context: Ask, { html, ...rest }: Page, head?: typeof nobodysHead): Promise<Response> {
	const over = String(await (head ?? siteHead(context)));
	return page(context, { ...rest, html: `${over}<div id="screen">${html}</div>` });
}

/** A heading and what stands under it, laid out as the program will lay it out; both are HTML. */
export const sheet = (heading: string, body: string) =>
	`<main class="around" id="main" tabindex="-1"><h1>${heading}</h1>${body}</main>`;

/** The same for a page that asks or says one thing. */
export const alone = (heading: string, body: string) =>
	`<main class="around alone" id="main" tabindex="-1"><div class="card"><h1>${heading}</h1>${body}</div></main>`;

/** The text where the program will have it, so that nothing moves when it takes over. */
function desk(id: string, title: string, text: Text): string {
	const bar = `<div class="bar"><a class="brand" href="/">Copacte</a><h1>${escapeHtml(title)}</h1></div>`;
	const turn = text.phase === "drafting" ? '<div class="turn"></div>' : "";
	const ink = inkWithFiles(`/api/conventions/${encodeURIComponent(id)}/files`);
	const paper = `<main id="paper" class="${text.draft ? "paper draft" : "paper"}">${html(text, ink)}</main>`;
	return `<header class="head">${bar}${turn}</header><div class="desk">${paper}</div>`;
}

/** Puts title, text and bootstrap into the page that Vite built. */
export async function page(
	context: Ask,
	{ title, html: body, running, bootstrap = { plain: true }, status = 200 }: Page,
): Promise<Response> {
	const built = await context.env.ASSETS.fetch(new URL("/", context.req.url));
	const headed = title === "Copacte" ? title : `${title} · Copacte`;
	// A "<" inside JSON could end the script element.
	const json = JSON.stringify(bootstrap).replaceAll("<", "\\u003c");
	const style = running === undefined ? "" : ` style="--running: ${escapeHtml(cssString(running))}"`;
	const filled = (await built.text())
		.replace('<html lang="fr"', (tag) => `${tag}${style}`)
		.replace("<title>Copacte</title>", () => `<title>${escapeHtml(headed)}</title>`)
		.replace('<div id="root"></div>', () => `<div id="root">${body}</div>`)
		.replace('id="bootstrap">null<', () => `id="bootstrap">${json}<`);
	context.header("Cache-Control", "no-store");
	return context.html(filled, status as ContentfulStatusCode);
}

/** A quoted string of CSS: whatever could end it, or the rule around it, is an escape. */
function cssString(value: string): string {
	const escaped = value.replace(/["\\;{}<\p{Cc}]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `);
	return `"${escaped}"`;
}
