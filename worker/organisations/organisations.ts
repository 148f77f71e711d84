import type { InferOutput } from "valibot";
import { type Failure, failure } from "../../shared/failure.ts";
import type { OrganisationPeople } from "../../shared/page/people.ts";
import { refusesDescription } from "../../shared/party/organisation.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { siretDigits } from "../../shared/party/siret.ts";
import { type ColleagueChange, refusesColleague } from "../../shared/people/colleague.ts";
import { invitationsTo, withdrawInvitations } from "../directory/invitation.ts";
import { conventionsFor } from "../directory/member.ts";
import { colleaguesOf } from "../directory/membership.ts";
import { insertOrganisation, organisationOf, organisationWithSiret } from "../directory/organisation.ts";
import { nameThem } from "../directory/person.ts";
import { limited } from "../http/limit.ts";
import { refusesNameless } from "../people/name.ts";
import { tellRoom } from "../room/tell.ts";
import type * as shapes from "./shapes.ts";

/** The organisations of who asks, with what they are there. */
export async function ownOrganisations(env: Env, person: string) {
	const { results } = await env.DB.prepare(
		`SELECT id, kind, name, short_name AS shortName, title, manages FROM organisation
		JOIN membership ON membership.organisation = organisation.id WHERE membership.person = ? ORDER BY name`,
	)
		.bind(person)
		.all<{ id: string; kind: PartyKind; name: string; shortName: string; title: string; manages: number }>();
	return results.map((row) => ({ ...row, manages: row.manages === 1 }));
}

const SIGN_UPS = { most: 10, seconds: 86_400 };

/** Puts an organisation into the directory; who does it becomes its first member, and manages it. There is one for a SIRET. */
export async function signUpOrganisation(
	env: Env,
	person: string,
	{ name, title, ...typed }: InferOutput<typeof shapes.organisation>,
	now: Date,
): Promise<{ id: string } | Failure> {
	const described = { ...typed.organisation, siret: siretDigits(typed.organisation.siret) };
	const refusal = refusesDescription(described) ?? (await refusesNameless(env.DB, person, name));
	if (refusal) return refusal;
	if (await organisationWithSiret(env.DB, described.siret)) return failure("siretTaken", "siret");
	const limit = await limited(env.DB, "tooManyOrganisations", person, SIGN_UPS, now);
	if (limit) return limit;
	const id = crypto.randomUUID();
	try {
		await env.DB.batch([
			insertOrganisation(env.DB, id, described),
			env.DB.prepare("INSERT INTO membership (person, organisation, title, manages) VALUES (?, ?, ?, 1)").bind(
				person,
				id,
				title,
			),
			...nameThem(env.DB, person, name, now),
		]);
	} catch (error) {
		// Somebody else was quicker.
		if (await organisationWithSiret(env.DB, described.siret)) return failure("siretTaken", "siret");
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
		env.DB.prepare(
			`UPDATE membership SET title = coalesce(?3, title), manages = coalesce(?4, manages)
			WHERE organisation = ?1 AND person = ?2`,
		).bind(id, subject, title ?? null, manages === undefined ? null : Number(manages)),
		...(manages === false ? [withdrawTheirs(env.DB, id, subject)] : []),
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
	const conventions = await conventionsFor(env.DB, id, subject);
	const orphan = conventions.find(({ kind, coordinators }) => kind === "caf" && coordinators === 0);
	if (orphan) return failure("lastCoordinator", orphan.title);
	await env.DB.batch([
		env.DB.prepare("DELETE FROM membership WHERE organisation = ? AND person = ?").bind(id, subject),
		...conventions.flatMap((convention) => [
			env.DB.prepare("DELETE FROM member WHERE convention = ? AND person = ?").bind(convention.id, subject),
			// For whichever party: a Caf also invites those of others.
			withdrawInvitations(env.DB, convention.id, subject),
		]),
		withdrawTheirs(env.DB, id, subject),
	]);
	await Promise.all(conventions.map((convention) => tellRoom(env, convention.id)));
	return null;
}

/** What somebody invited others to must not outlive their right to invite. */
function withdrawTheirs(db: D1Database, organisation: string, person: string): D1PreparedStatement {
	return db
		.prepare(
			"UPDATE invitation SET state = 'withdrawn' WHERE organisation = ? AND invited_by = ? AND state = 'pending'",
		)
		.bind(organisation, person);
}

/** null when this person may do this there; the organisation does not exist for those who are not of it. */
export async function refusesThere(env: Env, person: string, id: string, change: ColleagueChange) {
	return refusesColleague(person, change, await colleaguesOf(env.DB, id));
}
