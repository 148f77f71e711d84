import type { InferOutput } from "valibot";
import { type Failure, failure } from "../../shared/failure.ts";
import type { OrganisationPeople, OwnOrganisations, SignedUp } from "../../shared/page/organisation.ts";
import { refusesDescription } from "../../shared/party/organisation.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import { type ColleagueChange, refusesColleague } from "../../shared/people/colleague.ts";
import { leavesNobody } from "../../shared/people/leaving.ts";
import { invitationsTo, withdrawInvitations } from "../directory/invitation.ts";
import { deleteMembers, partsOf } from "../directory/member.ts";
import {
	changeMembership,
	colleaguesOf,
	deleteMembership,
	insertMembership,
	organisationsOfPerson,
} from "../directory/membership.ts";
import { insertOrganisation, organisationOf, organisationsWithSirets } from "../directory/organisation.ts";
import { limited } from "../http/limit.ts";
import { naming, refusesNameless } from "../people/name.ts";
import { tellRoom } from "../room/tell.ts";
import type * as shapes from "./shapes.ts";

/** This person's organisations, with what they are in each. */
export async function ownOrganisations(env: Env, person: string): Promise<OwnOrganisations> {
	const organisations = await organisationsOfPerson(env.DB, person);
	return { organisations: organisations.map(({ alias: _, ...organisation }) => organisation) };
}

const SIGN_UPS = { most: 10, seconds: 86_400 };

/** Puts an organisation into the directory; the person becomes its first member, and manages it. There is one for a SIRET. */
export async function signUpOrganisation(
	env: Env,
	person: string,
	{ name, title, ...typed }: InferOutput<typeof shapes.organisation>,
	now: Date,
): Promise<SignedUp | Failure> {
	const described = { ...typed.organisation, siret: siretDigits(typed.organisation.siret) };
	const refusal = refusesDescription(described) ?? (await refusesNameless(env.DB, person, name));
	if (refusal) return refusal;
	if (await isTaken(env.DB, described.siret)) return failure("siretTaken", "siret");
	const limit = await limited(env.DB, "tooManyOrganisations", person, SIGN_UPS, now);
	if (limit) return limit;
	const id = crypto.randomUUID();
	try {
		await env.DB.batch([
			insertOrganisation(env.DB, id, described),
			insertMembership(env.DB, { person, organisation: id, title, manages: true }),
			...naming(env.DB, person, name, now),
		]);
	} catch (error) {
		// Somebody else was quicker.
		if (await isTaken(env.DB, described.siret)) return failure("siretTaken", "siret");
		throw error;
	}
	return { id };
}

/** An organisation, its people and who was invited; for anybody else it does not exist. */
export async function organisationPeople(env: Env, person: string, id: string): Promise<OrganisationPeople | Failure> {
	const [organisation, people] = await Promise.all([organisationOf(env.DB, id), colleaguesOf(env.DB, id)]);
	const me = people.find((colleague) => colleague.person === person);
	if (!organisation || !me) return failure("unknownOrganisation");
	const invitations = me.manages ? await invitationsTo(env.DB, { organisation: id }, new Date()) : [];
	return { organisation, me: person, manages: me.manages, people, invitations };
}

/** Changes somebody's title, or whether they manage the organisation. */
export async function changeColleague(
	env: Env,
	person: string,
	id: string,
	subject: string,
	{ title, manages }: InferOutput<typeof shapes.colleague>,
): Promise<Failure | null> {
	const refusal = await refusesThere(env, person, id, { kind: "change", person: subject, manages });
	if (refusal) return refusal;
	await env.DB.batch([
		changeMembership(env.DB, id, subject, { title, manages }),
		...(manages === false ? [withdrawInvitations(env.DB, { organisation: id, invitedBy: subject })] : []),
	]);
	return null;
}

/**
 * Takes somebody out of an organisation, and out of every convention in which they stand for it: at once, wherever they are
 * writing.
 */
export async function removeColleague(env: Env, person: string, id: string, subject: string): Promise<Failure | null> {
	const refusal = await refusesThere(env, person, id, { kind: "remove", person: subject });
	if (refusal) return refusal;
	const conventions = await partsOf(env.DB, subject, id);
	const orphan = conventions.find((part) => part.coordinates && leavesNobody(part));
	if (orphan) return failure("lastCoordinator", orphan.title);
	await env.DB.batch([
		deleteMembership(env.DB, id, subject),
		...conventions.flatMap((convention) => [
			deleteMembers(env.DB, { convention: convention.id, person: subject }),
			// For whichever party: a Caf also invites those of others.
			withdrawInvitations(env.DB, { convention: convention.id, invitedBy: subject }),
		]),
		withdrawInvitations(env.DB, { organisation: id, invitedBy: subject }),
	]);
	await Promise.all(conventions.map((convention) => tellRoom(env, convention.id)));
	return null;
}

/** null when this person may do this there; the organisation does not exist for those who are not of it. */
export async function refusesThere(env: Env, person: string, id: string, change: ColleagueChange) {
	return refusesColleague(person, change, await colleaguesOf(env.DB, id));
}

const isTaken = async (db: D1Database, siret: string) => (await organisationsWithSirets(db, [siret])).has(siret);
