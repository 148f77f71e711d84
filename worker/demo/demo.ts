import { type Failure, failure } from "../../shared/failure.ts";
import { modelOf } from "../../shared/model/models.ts";
import type { Demonstration } from "../../shared/page/demo.ts";
import { found } from "../convention/found.ts";
import { conventionOf, conventionsOf } from "../directory/convention.ts";
import { addPeople } from "../directory/membership.ts";
import type { Ask } from "../http/ask.ts";
import { startDemonstrationSession } from "../sign-in/session.ts";
import { convention, organisations, people, sections } from "./people.ts";

/** The people and conventions of the demonstration, made on first sight and left alone afterwards. */
export async function demonstration(env: Env): Promise<Demonstration> {
	await seed(env);
	const first = people[0]?.id ?? "";
	return {
		people: people.map(({ id, name, organisation, party, roles }) => {
			const { shortName } = organisations.find((one) => one.id === organisation) ?? { shortName: organisation };
			return { id, name, party, organisation: shortName, roles };
		}),
		conventions: await conventionsOf(env.DB, first),
		links: [],
	};
}

/** Signs the visitor in as one of the demonstration's people. */
export async function becomePerson(context: Ask, id: string): Promise<Failure | null> {
	if (!people.some((person) => person.id === id)) return failure("invalidField", "person");
	await seed(context.env);
	await startDemonstrationSession(context, id);
	return null;
}

/** Safe to run twice, or twice at once: the room opens once, and the directory keeps what stands. */
async function seed(env: Env): Promise<void> {
	if (await conventionOf(env.DB, convention.id)) return;
	const model = modelOf(convention.model);
	if (!model) throw new Error(`the demonstration needs the model ${convention.model}`);
	const accounts = people.map(({ id, name }) => ({ id, name, email: `${id}@demonstration.test` }));
	const memberships = people.map(({ id, organisation, title, roles }) => {
		// Somebody has to: the one of Sainte-Aubeline is alone there.
		const manages = roles.includes("coordinates") || roles.length === 0;
		return { person: id, organisation, title, manages };
	});
	await addPeople(env.DB, organisations, accounts, memberships, new Date());
	await found(env, {
		...convention,
		model,
		organisations: organisations.filter(({ id }) => convention.organisations.includes(id)),
		sections,
		openedBy: people[0]?.id ?? "",
		now: new Date(),
		roles: Object.fromEntries(people.filter(({ roles }) => roles.length > 0).map(({ id, roles }) => [id, roles])),
	});
}
