import { annexesFor } from "../../shared/convention/annexes.ts";
import { isFailure } from "../../shared/failure.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { escapeHtml, html, inkWithFiles } from "../../shared/text/html.ts";
import type { Text } from "../../shared/text/text.ts";
import type { Ask } from "../http/ask.ts";
import { around, page } from "../page/page.ts";
import { failurePage, signedOutPage } from "../page/refused.ts";
import { find } from "./find.ts";
import { knownOf } from "./read.ts";

/** One convention: its text for everyone who may read it, and its editors where the program runs. */
export async function conventionPage(context: Ask, person: string | null, id: string): Promise<Response> {
	const found = await find(context.env, person, id);
	if (isFailure(found))
		return found.code === "signedOut" ? around(context, signedOutPage(context)) : failurePage(context, found);
	const { member, title, model, state } = found;
	const convention = await knownOf(context.env, id, found);
	const text = assemble(model, state);
	return page(context, {
		title,
		html: desk(id, title, text),
		running: title,
		bootstrap: { page: "convention", me: member, convention, model, annexes: annexesFor(member.kind, model) },
	});
}

/** The text where the program will have it, so that nothing moves when it takes over. */
function desk(id: string, title: string, text: Text): string {
	const bar = `<div class="bar"><a class="brand" href="/">Copacte</a><h1><bdi>${escapeHtml(title)}</bdi></h1></div>`;
	const ink = inkWithFiles(`/api/conventions/${encodeURIComponent(id)}/files`);
	const paper = `<main id="paper" class="${text.draft ? "paper draft" : "paper"}">${html(text, ink)}</main>`;
	return `<header class="head">${bar}<div class="turn"></div></header><div class="desk">${paper}</div>`;
}
