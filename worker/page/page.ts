import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Bootstrap } from "../../shared/page/bootstrap.ts";
import { escapeHtml, wordsHtml } from "../../shared/text/html.ts";
import type { Ask } from "../http/ask.ts";
import { type nobodysHead, siteHead } from "./site-head.ts";

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

/** A page around the conventions that a program draws: until it does, its title stands over what a reader needs. */
export const drawn = (context: Ask, layout: typeof sheet, title: string, bootstrap: Bootstrap): Promise<Response> =>
	around(context, { title, html: layout(wordsHtml(title), NEEDS_PROGRAM), bootstrap });

/** Puts title, text and bootstrap into the page that Vite built. */
export async function page(
	context: Ask,
	{ title, html: body, running, bootstrap = { page: "plain" }, status = 200 }: Page,
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
