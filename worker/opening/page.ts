import type { Context } from "hono";
import { opensConventions, refuses } from "../../shared/access.ts";
import { phaseWords } from "../../shared/convention/phase.ts";
import { isFailure } from "../../shared/failure.ts";
import { models } from "../../shared/model/models.ts";
import type { Member } from "../../shared/people/member.ts";
import { find } from "../convention/find.ts";
import { organisationsOfPerson, personOf } from "../directory/convention.ts";
import { alone, around, failurePage, NEEDS_PROGRAM, sheet, signedOutPage } from "../page/page.ts";

type Ask = Context<{ Bindings: Env }>;

/** Where somebody of a Caf opens a convention; anybody else reads who does. */
export async function openingPage(context: Ask, person: string | null): Promise<Response> {
	const { DB } = context.env;
	const found = person === null ? null : await personOf(DB, person);
	if (!found) return around(context, signedOutPage(context));
	const organisations = await organisationsOfPerson(DB, found.id);
	const cafs = organisations.filter(opensConventions);
	if (cafs.length === 0) return around(context, { title: "Ouvrir une convention", html: FOR_CAFS });
	const colleagues = await Promise.all(cafs.map(({ id }) => colleaguesOf(DB, id, found.id)));
	return around(context, {
		title: "Ouvrir une convention",
		html: sheet("Ouvrir une convention", NEEDS_PROGRAM),
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
		return found.code === "signedOut" ? around(context, signedOutPage(context)) : failurePage(context, found);
	const { member, title, state } = found;
	const { phase, parties } = state.structure;
	return around(context, {
		title: `Parties · ${title}`,
		html: sheet("Parties de la convention", NEEDS_PROGRAM),
		bootstrap: {
			parties: { convention: { id, title, phase: phaseWords(phase) }, parties, mayChange: mayChange(member, phase) },
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

const FOR_CAFS = alone(
	"C’est une Caf qui ouvre une convention",
	`<p>Votre compte n’est pas celui d’une Caf. Demandez à votre interlocuteur de la Caf de l’ouvrir : il vous y invitera
	par un message.</p>
	<p class="acts"><a class="primary" href="/">Revenir à mes conventions</a></p>`,
);
