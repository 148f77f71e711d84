import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Failure, isFailure, sentenceOf, statusOf } from "../shared/failure.ts";
import { annexesFor } from "../shared/files/owner.ts";
import { assemble } from "../shared/text/assemble.ts";
import { escapeHtml, html, inkWithFiles } from "../shared/text/html.ts";
import { find, summaryOf } from "./convention.ts";
import { demonstration } from "./demo.ts";
import { conventionsOf, organisationsOf, personOf } from "./directory.ts";

type Ask = Context<{ Bindings: Env }>;

/** What the page's program reads first, so that it need not ask. */
type Bootstrap = Record<string, unknown>;

interface Page {
	title: string;
	/** What a reader without JavaScript sees, and everyone until the program runs. */
	html: string;
	bootstrap: Bootstrap;
	status?: number;
}

/** The conventions of the person signed in. */
export async function homePage(context: Ask, person: string | null): Promise<Response> {
	const { DB } = context.env;
	const found = person === null ? null : await personOf(DB, person);
	if (!found) return page(context, signedOutPage);
	const [organisation] = await organisationsOf(DB, [found.organisation]);
	const conventions = await conventionsOf(DB, found.id);
	const lines = conventions.map(({ id, title }) => `<li><a href="/conventions/${id}">${escapeHtml(title)}</a></li>`);
	return page(context, {
		title: "Vos conventions",
		html: `<main><h1>Vos conventions</h1><ul>${lines.join("")}</ul></main>`,
		bootstrap: {
			me: { person: found.id, name: found.name, kind: organisation?.kind, organisation: organisation?.shortName },
			conventions,
		},
	});
}

/** One convention: its text for everyone who may read it, and its editors where the program runs. */
export async function conventionPage(context: Ask, person: string | null, id: string): Promise<Response> {
	const found = await find(context.env, person, id);
	if (isFailure(found)) return found.code === "signedOut" ? page(context, signedOutPage) : failurePage(context, found);
	const { member, title, model, state } = found;
	const convention = await summaryOf(context.env, id, found);
	const text = assemble(model, state);
	return page(context, {
		title,
		html: `<main id="paper" class="${text.draft ? "paper draft" : "paper"}">${html(text, inkWithFiles(`/api/conventions/${encodeURIComponent(id)}/files`))}</main>`,
		bootstrap: { me: member, convention, model, annexes: annexesFor(member.kind, model) },
	});
}

/** Lets a visitor choose whom to be. */
export async function demoPage(context: Ask): Promise<Response> {
	const demo = await demonstration(context.env);
	const names = demo.people.map(({ name }) => `<li>${escapeHtml(name)}</li>`);
	return page(context, {
		title: "Démonstration",
		html: `<main><h1>Démonstration</h1><ul>${names.join("")}</ul><p>Pour entrer, activez JavaScript.</p></main>`,
		bootstrap: { demo },
	});
}

export async function failurePage(context: Ask, refusal: Failure): Promise<Response> {
	const { code } = refusal;
	const message = sentenceOf(refusal);
	return page(context, {
		title: "Copacte",
		html: `<main><h1>Copacte</h1><p>${escapeHtml(message)}</p><p><a href="/">Retour à l'accueil</a></p></main>`,
		bootstrap: { failure: { code, message } },
		status: statusOf(refusal),
	});
}

const signedOutPage: Page = {
	title: "Copacte",
	html: `<main><h1>Copacte</h1><p>Vous n'êtes pas connecté.</p></main>`,
	bootstrap: { me: null },
	status: 401,
};

/** Puts title, text and bootstrap into the page that Vite built. */
async function page(context: Ask, { title, html: body, bootstrap, status = 200 }: Page): Promise<Response> {
	const built = await context.env.ASSETS.fetch(new URL("/", context.req.url));
	const headed = title === "Copacte" ? title : `${title} · Copacte`;
	// A "<" inside JSON could end the script element.
	const json = JSON.stringify(bootstrap).replaceAll("<", "\\u003c");
	const filled = (await built.text())
		.replace("<title>Copacte</title>", () => `<title>${escapeHtml(headed)}</title>`)
		.replace('<div id="root"></div>', () => `<div id="root">${body}</div>`)
		.replace('id="bootstrap">null<', () => `id="bootstrap">${json}<`);
	context.header("Cache-Control", "no-store");
	return context.html(filled, status as ContentfulStatusCode);
}
