import type { Context } from "hono";
import { html } from "hono/html";
import { type Member, refuses } from "../shared/access.ts";
import { isFailure } from "../shared/failure.ts";
import { phaseWords } from "../shared/list/line.ts";
import { models } from "../shared/model/models.ts";
import { find } from "./convention.ts";
import { organisationsOfPerson, personOf } from "./directory.ts";
import { failurePage, page, signedOutPage } from "./page.ts";
import { siteHead } from "./site-head.ts";

type Ask = Context<{ Bindings: Env }>;

/** Where somebody of a Caf opens a convention; anybody else reads who does. */
export async function openingPage(context: Ask, person: string | null): Promise<Response> {
	const { DB } = context.env;
	const found = person === null ? null : await personOf(DB, person);
	if (!found) return page(context, signedOutPage(context));
	const organisations = await organisationsOfPerson(DB, found.id);
	const cafs = organisations.filter(({ kind }) => kind === "caf");
	const head = siteHead(context.env, found.name, organisations);
	if (cafs.length === 0) return page(context, { title: "Ouvrir une convention", html: String(await forCafs(head)) });
	const colleagues = await Promise.all(cafs.map(({ id }) => colleaguesOf(DB, id, found.id)));
	return page(context, {
		title: "Ouvrir une convention",
		html: String(await screen(head, "Ouvrir une convention")),
		bootstrap: {
			opening: {
				me: found.name,
				models: models.map(({ id, title, shortTitle, fields, parts }) => ({
					id,
					title,
					shortTitle,
					fields,
					...counts(parts),
				})),
				cafs: cafs.map(({ id, shortName }, at) => ({ id, shortName, colleagues: colleagues[at] })),
			},
		},
	});
}

/** The parties of a convention: who may adds and removes some, everybody else of it reads them. */
export async function partiesPage(context: Ask, person: string | null, id: string): Promise<Response> {
	const found = await find(context.env, person, id);
	if (isFailure(found))
		return found.code === "signedOut" ? page(context, signedOutPage(context)) : failurePage(context, found);
	const { member, title, state } = found;
	const { phase, parties } = state.structure;
	const head = siteHead(context.env, member.name, await organisationsOfPerson(context.env.DB, member.person));
	const lines = parties.map(({ shortName }) => html`<li>${shortName}</li>`);
	return page(context, {
		title: `Parties · ${title}`,
		html: String(await screen(head, "Parties de la convention", html`<ul>${lines}</ul>`)),
		bootstrap: {
			parties: { convention: { id, title, phase: phaseWords[phase] }, parties, mayChange: mayChange(member, phase) },
		},
	});
}

const mayChange = (member: Member, phase: Parameters<typeof refuses>[2]) => refuses(member, "addParty", phase) === null;

const counts = (parts: { kind: string }[]) => ({
	articles: parts.filter(({ kind }) => kind === "article").length,
	annexes: parts.filter(({ kind }) => kind === "annex").length,
});

async function colleaguesOf(db: D1Database, caf: string, me: string) {
	const { results } = await db
		.prepare(
			`SELECT id, name, title FROM person JOIN membership ON membership.person = person.id
			WHERE membership.organisation = ?1 AND person.id <> ?2 ORDER BY name`,
		)
		.bind(caf, me)
		.all<{ id: string; name: string; title: string }>();
	return results;
}

type Markup = ReturnType<typeof html>;

/** The place of a screen that the program draws; without it, what can be said. */
const screen = (head: Markup, heading: string, body: Markup | "" = "") => html`${head}
	<div id="screen"><main class="opening" id="main" tabindex="-1"><h1>${heading}</h1>${body}
	<noscript><p>Pour continuer, activez JavaScript dans votre navigateur.</p></noscript></main></div>`;

const forCafs = (head: Markup) => html`${head}
	<main class="simple" id="main" tabindex="-1">
		<h1>C’est une Caf qui ouvre une convention</h1>
		<p>Votre compte n’est pas celui d’une Caf. Demandez à votre interlocuteur de la Caf de l’ouvrir : il vous y
		invitera par un message, et elle apparaîtra parmi vos conventions.</p>
		<p><a class="primary" href="/">Revenir à mes conventions</a></p>
	</main>`;
