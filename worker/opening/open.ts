import type { InferOutput } from "valibot";
import { opensConventions } from "../../shared/access.ts";
import { type Failure, failure, failureIn } from "../../shared/failure.ts";
import { modelOf } from "../../shared/model/models.ts";
import { firstFields, problemsIn, proposedTitle } from "../../shared/opening.ts";
import type { Opened } from "../../shared/page/opening.ts";
import type { Role } from "../../shared/people/role.ts";
import { found } from "../convention/found.ts";
import { colleaguesOf, organisationsOfPerson } from "../directory/membership.ts";
import { type Organisation, organisationsOf } from "../directory/organisation.ts";
import { describeBodies } from "../organisations/describe.ts";
import type * as shapes from "./shapes.ts";

/** A person of a Caf opens a convention from a model, with the organisations named. */
export async function openConvention(
	env: Env,
	person: string,
	{ model: modelId, caf: wantedCaf, people, ...draft }: InferOutput<typeof shapes.opening>,
	now: Date,
): Promise<Opened | Failure> {
	const model = modelOf(modelId);
	if (!model) return failure("unknownModel", modelId);
	const cafs = (await organisationsOfPerson(env.DB, person)).filter(opensConventions);
	const caf = wantedCaf ? cafs.find(({ id }) => id === wantedCaf) : cafs[0];
	if (!caf) return failure("forbidden");
	const problems = problemsIn(draft, model);
	if (problems.length > 0) return failureIn(problems);
	const known = [...new Set(draft.parties)].filter((id) => id !== caf.id);
	const others = await organisationsOf(env.DB, known);
	if (others.length !== known.length) return failure("invalidField", "parties");
	const roles = await rolesOf(env.DB, caf, person, people);
	if (roles === null) return failure("invalidField", "people");
	const described = await describeBodies(env.DB, draft.newParties ?? []);
	const organisations = [...new Map([caf, ...others, ...described].map((each) => [each.id, each])).values()];
	const id = crypto.randomUUID();
	const title = draft.title ?? proposedTitle(draft, model);
	const fields = firstFields(draft, model, caf);
	const opening = { id, title, model, organisations, fields, sections: {}, openedBy: person, now };
	const seats = await found(env, { ...opening, roles });
	return { id, parties: seats, newParties: described.map((each) => each.id) };
}

/**
 * Colleagues with their roles, the opener coordinating and drafting whatever was said; null when one is no colleague. Where
 * nobody is named, every colleague drafts. The people of other parties come by invitation: a Caf does not choose them, and
 * learns their names from nobody but themselves.
 */
async function rolesOf(
	db: D1Database,
	caf: Organisation,
	opener: string,
	named: { person: string; roles: Role[] }[] | undefined,
): Promise<Record<string, Role[]> | null> {
	const colleagues = new Set((await colleaguesOf(db, caf.id)).map(({ person }) => person));
	const people = named ?? [...colleagues].map((each) => ({ person: each, roles: ["drafts"] as Role[] }));
	if (!people.every(({ person }) => colleagues.has(person))) return null;
	const roles = Object.fromEntries(people.map((each) => [each.person, [...new Set(each.roles)]]));
	return { ...roles, [opener]: [...new Set<Role>(["coordinates", "drafts", ...(roles[opener] ?? [])])] };
}
