import type { State } from "../../shared/convention/state.ts";
import type { Summary } from "../../shared/list/summary.ts";
import type { Model } from "../../shared/model/model.ts";
import type { Seat } from "../../shared/page/opening.ts";
import { partiesOf } from "../../shared/party/naming.ts";
import type { Party } from "../../shared/party/party.ts";
import type { Signatory } from "../../shared/party/signatory.ts";
import type { Role } from "../../shared/people/role.ts";
import { addConvention } from "../directory/convention.ts";
import { membershipsIn } from "../directory/membership.ts";
import { logosOf, type Organisation } from "../directory/organisation.ts";
import { roomOf } from "../room/stub.ts";

/** Everything a convention begins with, before it is written anywhere. */
export interface Founding {
	id: string;
	title: string;
	model: Model;
	/** The Caf first. */
	organisations: Organisation[];
	fields: State["fields"];
	sections: State["sections"];
	openedBy: string;
	now: Date;
	/** By organisation id, where who signs is known from the start. */
	signatories?: Record<string, Omit<Signatory, "id">[]>;
	/** By person id: a person who is not named takes no part. */
	roles: Record<string, Role[]>;
}

/** Opens the room first and lists it afterwards: a list never leads to a room that is not there. Tells which party each is. */
export async function found(env: Env, convention: Founding): Promise<Seat[]> {
	const { id, title, model, organisations, fields, sections, openedBy, now, signatories = {} } = convention;
	const parties = partiesOf(
		organisations,
		organisations.map((organisation) => signatories[organisation.id]),
	);
	const borne = await logosOf(
		env.DB,
		organisations.map((organisation) => organisation.id),
	);
	const logos = Object.fromEntries(
		parties.flatMap((party, at) => {
			const logo = borne.get(organisations[at]?.id ?? "");
			return logo ? [[party.id, logo]] : [];
		}),
	);
	const opening = { convention: id, title, model, parties, logos, fields, sections, person: openedBy };
	// Cast: TypeScript loses itself in the depth of the types that cross the call.
	const summary = (await roomOf(env, id).open(opening)) as Summary;
	const seats = parties.map((party, at) => ({ id: party.id, organisation: organisations[at]?.id ?? "" }));
	await addConvention(env.DB, {
		id,
		title,
		model: model.id,
		phase: "drafting",
		openedAt: now.toISOString(),
		parties: seats,
		members: await rolesOf(env, convention, parties),
		summary,
		files: Object.values(logos).map(({ hash }) => hash),
	});
	return seats;
}

/** Each person of each party with their roles; nobody stands for two parties. */
async function rolesOf(
	env: Env,
	{ organisations, roles }: Founding,
	parties: Party[],
): Promise<{ person: string; party: string; roles: Role[] }[]> {
	const memberships = await membershipsIn(
		env.DB,
		organisations.map(({ id }) => id),
	);
	const members = organisations.flatMap(({ id }, at) =>
		memberships
			.filter(({ organisation }) => organisation === id)
			.map(({ person }) => ({
				person,
				party: parties[at]?.id ?? "",
				roles: roles[person] ?? [],
			})),
	);
	const known = new Map(members.reverse().map((member) => [member.person, member]));
	return [...known.values()].filter((member) => member.roles.length > 0);
}
