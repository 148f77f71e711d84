import type { InferOutput } from "valibot";
import { refuses } from "../../shared/access.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { ConventionPeople } from "../../shared/page/people.ts";
import { type PeopleChange, refusesPeople } from "../../shared/people/managing.ts";
import type { Role } from "../../shared/people/role.ts";
import { invitationsTo, withdrawInvitations } from "../directory/invitation.ts";
import { changeMember, deleteMembers, insertMember, titlesIn } from "../directory/member.ts";
import { colleaguesOf } from "../directory/membership.ts";
import { tellRoom } from "../room/tell.ts";
import { refusesInviting, sceneOf } from "./scene.ts";
import type * as shapes from "./shapes.ts";

/** The people of a convention, party by party, for a member of it. */
export async function peopleIn(env: Env, person: string, id: string): Promise<ConventionPeople | Failure> {
	const scene = await sceneOf(env, person, id);
	if (isFailure(scene)) return scene;
	const { actor, title, phase, members, parties } = scene;
	const own = parties.find((party) => party.id === actor.party);
	const titles = await titlesIn(env.DB, id);
	const invites = (party: string) => refusesInviting(scene, party) === null;
	const manages = (party: string) => invites(party) && party === actor.party;
	const colleagues = own && manages(own.id) ? await colleaguesOf(env.DB, own.organisation) : [];
	return {
		me: actor.person,
		title,
		parties: parties.map((party) => ({
			id: party.id,
			kind: party.kind,
			name: party.name,
			people: members
				.filter((member) => member.party === party.id)
				.map(({ person, name, roles }) => ({ person, name, roles, title: titles.get(person) ?? "" })),
			mayInvite: invites(party.id),
			mayManage: manages(party.id),
		})),
		invitations: (await invitationsTo(env.DB, { convention: id }, new Date())).filter(({ party }) =>
			invites(party ?? ""),
		),
		colleagues: colleagues
			.filter(({ person }) => !members.some((member) => member.person === person))
			.map(({ person, name, title }) => ({ person, name, title })),
		mayReadOpenings: refuses(actor, "readVisits", phase) === null,
	};
}

/** Brings a colleague of this person, from their own organisation, into the convention. */
export async function addPerson(
	env: Env,
	person: string,
	id: string,
	{ person: added, roles }: InferOutput<typeof shapes.addition>,
): Promise<Failure | null> {
	const scene = await sceneOf(env, person, id);
	if (isFailure(scene)) return scene;
	const { party } = scene.actor;
	const refusal = refusesPeople(scene.actor, { kind: "add", party, roles }, scene.members, scene.phase);
	if (refusal) return refusal;
	if (scene.members.some((member) => member.person === added)) return failure("alreadyIn", "person");
	const organisation = scene.parties.find((one) => one.id === party)?.organisation ?? "";
	const colleagues = await colleaguesOf(env.DB, organisation);
	if (!colleagues.some((colleague) => colleague.person === added)) return failure("unknownPerson", "person");
	const member = { person: added, party, roles: [...new Set(roles as Role[])] };
	// The party may have gone meanwhile.
	await insertMember(env.DB, id, member).run();
	await tellRoom(env, id);
	return null;
}

/** Gives a member of this person's party other roles; they count at once, in every page that the member has open. */
export async function changeRoles(
	env: Env,
	person: string,
	id: string,
	subject: string,
	{ roles }: InferOutput<typeof shapes.roles>,
): Promise<Failure | null> {
	const coordinates = roles.includes("coordinates");
	return changePeople(env, person, id, { kind: "roles", person: subject, roles }, (db) => [
		changeMember(db, id, subject, [...new Set(roles as Role[])]),
		...(coordinates ? [] : [withdrawInvitations(db, { convention: id, invitedBy: subject })]),
	]);
}

/** Takes somebody out of the convention, or oneself; their open pages close at once. */
export async function removePerson(env: Env, person: string, id: string, subject: string) {
	return changePeople(env, person, id, { kind: "remove", person: subject }, (db) => [
		deleteMembers(db, { convention: id, person: subject }),
		withdrawInvitations(db, { convention: id, invitedBy: subject }),
	]);
}

async function changePeople(
	env: Env,
	person: string,
	id: string,
	change: PeopleChange,
	statements: (db: D1Database) => D1PreparedStatement[],
): Promise<Failure | null> {
	const scene = await sceneOf(env, person, id);
	if (isFailure(scene)) return scene;
	const refusal = refusesPeople(scene.actor, change, scene.members, scene.phase);
	if (refusal) return refusal;
	await env.DB.batch(statements(env.DB));
	await tellRoom(env, id);
	return null;
}
