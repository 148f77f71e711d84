import { opensConventions } from "../../shared/access.ts";
import type { Model } from "../../shared/model/model.ts";
import { models } from "../../shared/model/models.ts";
import type { ModelCard } from "../../shared/page/opening.ts";
import { colleaguesOf, organisationsOfPerson } from "../directory/membership.ts";
import { personOf } from "../directory/person.ts";
import type { Ask } from "../http/ask.ts";
import { alone, around, drawn, sheet } from "../page/page.ts";
import { signedOutPage } from "../page/refused.ts";

/** Where a person of a Caf opens a convention; everybody else reads that a Caf does. */
export async function openingPage(context: Ask, person: string | null): Promise<Response> {
	const { DB } = context.env;
	const found = person === null ? null : await personOf(DB, person);
	if (!found) return around(context, signedOutPage(context));
	const organisations = await organisationsOfPerson(DB, found.id);
	const cafs = organisations.filter(opensConventions);
	if (cafs.length === 0) return around(context, { title: "Ouvrir une convention", html: FOR_CAFS });
	const colleagues = await Promise.all(cafs.map(({ id }) => colleaguesBeside(DB, id, found.id)));
	return drawn(context, sheet, "Ouvrir une convention", {
		page: "opening",
		opening: {
			me: found.name,
			models: models.map(cardOf),
			cafs: cafs.map(({ id, shortName }, at) => ({ id, shortName, colleagues: colleagues[at] ?? [] })),
		},
	});
}

/** Those of this Caf whom the person who opens the convention may bring along. */
async function colleaguesBeside(db: D1Database, caf: string, me: string) {
	const colleagues = await colleaguesOf(db, caf);
	return colleagues
		.filter(({ person }) => person !== me)
		.map(({ person, name, title }) => ({ id: person, name, title }));
}

const cardOf = ({ id, title, shortTitle, fields, parts }: Model): ModelCard => ({
	id,
	title,
	shortTitle,
	fields,
	articles: parts.filter(({ kind }) => kind === "article").length,
	annexes: parts.filter(({ kind }) => kind === "annex").length,
});

const FOR_CAFS = alone(
	"C’est une Caf qui ouvre une convention",
	`<p>Votre compte n’est pas celui d’une Caf. Demandez à votre interlocuteur de la Caf de l’ouvrir : il vous y invitera
	par un message.</p>
	<p class="acts"><a class="primary" href="/">Revenir à mes conventions</a></p>`,
);
