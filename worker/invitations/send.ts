import type { InferOutput } from "valibot";
import { emailAddress } from "../../shared/account/address.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { SentInvitation } from "../../shared/page/invitation.ts";
import { becomes, INVITATION_DAYS, sentAt } from "../../shared/people/invitation.ts";
import { refusesPeople } from "../../shared/people/managing.ts";
import { ROLE_WORDS, type Role } from "../../shared/people/role.ts";
import {
	deleteInvitation,
	type Invitation,
	insertInvitation,
	settle,
	type Told,
	toldById,
	waitsFor,
	withdrawExpired,
} from "../directory/invitation.ts";
import { addressesIn } from "../directory/member.ts";
import { colleaguesOf } from "../directory/membership.ts";
import { personOf } from "../directory/person.ts";
import { sha256 } from "../hash.ts";
import { limited } from "../http/limit.ts";
import { invitationMail } from "../mail/letters/invitation.ts";
import { mailerOf } from "../mail/mailer.ts";
import { refusesThere } from "../organisations/organisations.ts";
import { refusesInviting, type Scene, sceneOf } from "../people/scene.ts";
import type * as shapes from "./shapes.ts";

/** Enough for a whole agglomération in an afternoon. */
const BY_PERSON = { most: 150, seconds: 3_600 };
const BY_ORGANISATION = { most: 400, seconds: 3_600 };
/** Nobody's letter box is to be filled by us. */
const TO_ADDRESS = { most: 8, seconds: 86_400 };
export const ONCE_A_DAY = { most: 1, seconds: 86_400 };

/** Invites somebody to be a colleague in an organisation that this person manages. */
export async function inviteColleague(
	env: Env,
	person: string,
	organisation: string,
	{ email: typed, title }: InferOutput<typeof shapes.colleagueInvitation>,
	now: Date,
): Promise<SentInvitation | Failure> {
	const refusal = await refusesThere(env, person, organisation, { kind: "invite" });
	if (refusal) return refusal;
	const people = await colleaguesOf(env.DB, organisation);
	const taken = new Set(people.map((colleague) => colleague.email));
	const email = await freeAddress(env, person, typed, taken, organisation, now);
	if (isFailure(email)) return email;
	const place = { organisation, convention: null, party: null, roles: [] };
	return send(env, { person, organisation }, { ...place, email, title }, now);
}

/** Invites somebody to a convention, for one of its parties. */
export async function inviteToConvention(
	env: Env,
	person: string,
	id: string,
	{ email: typed, roles, title, party: to }: InferOutput<typeof shapes.conventionInvitation>,
	now: Date,
): Promise<SentInvitation | Failure> {
	const scene = await sceneOf(env, person, id);
	if (isFailure(scene)) return scene;
	const { actor, members, parties, phase } = scene;
	const party = parties.find((one) => one.id === to);
	if (!party) return failure("invalidField", "party");
	const refusal = refusesPeople(actor, { kind: "invite", party: to, roles }, members, phase);
	if (refusal) return refusal;
	const email = await freeAddress(env, actor.person, typed, new Set(await addressesIn(env.DB, id)), id, now);
	if (isFailure(email)) return email;
	const place = { organisation: party.organisation, convention: id, party: to };
	const draft = { ...place, email, title, roles: [...new Set(roles as Role[])] };
	return send(env, inviterIn(scene), draft, now);
}

/** Sends an invitation again, under another link: the one before leads nowhere from now on. */
export async function resendInvitation(env: Env, person: string, id: string, now: Date): Promise<Failure | null> {
	const seen = await seenTo(env, person, id);
	if (isFailure(seen)) return seen;
	const { told, by } = seen;
	const standing = becomes(told, "resend", now);
	if (isFailure(standing)) return standing;
	const limit = await limits(env, by, told.email, now);
	if (limit) return limit;
	const token = newToken();
	const renewed = { hash: sha256(token), sentAt: now };
	if (!(await settle(env.DB, id, standing, null, renewed))) return failure("invitationUsed");
	return post(env, { ...told, ...standing }, token);
}

export async function withdrawInvitation(env: Env, person: string, id: string, now: Date): Promise<Failure | null> {
	const seen = await seenTo(env, person, id);
	if (isFailure(seen)) return seen;
	const standing = becomes(seen.told, "withdraw", now);
	if (isFailure(standing)) return standing;
	return (await settle(env.DB, id, standing, null)) ? null : failure("invitationUsed");
}

/** Who invites, and for which organisation: both may only do so often. */
interface Inviter {
	person: string;
	organisation: string;
}

const inviterIn = ({ actor, parties }: Scene): Inviter => ({
	person: actor.person,
	organisation: parties.find(({ id }) => id === actor.party)?.organisation ?? "",
});

/** An invitation that this person may send again or withdraw; for those who are not of that place it does not exist. */
async function seenTo(env: Env, person: string, id: string): Promise<{ told: Told; by: Inviter } | Failure> {
	const told = await toldById(env.DB, id);
	if (!told) return failure("unknownInvitation");
	const { organisation } = told;
	if (told.convention === null) {
		const refusal = await refusesThere(env, person, organisation, { kind: "invite" });
		if (refusal) return refusal.code === "unknownOrganisation" ? failure("unknownInvitation") : refusal;
		return { told, by: { person, organisation } };
	}
	const scene = await sceneOf(env, person, told.convention);
	if (isFailure(scene)) return failure("unknownInvitation");
	return refusesInviting(scene, told.party ?? "") ?? { told, by: inviterIn(scene) };
}

/** The address, if nobody who is there has it and no invitation waits at it; or why not, as the person may know it. */
async function freeAddress(
	env: Env,
	person: string,
	typed: string,
	taken: Set<string>,
	place: string,
	now: Date,
): Promise<string | Failure> {
	const email = emailAddress(typed);
	if (email === null) return failure("invalidAddress", "email");
	const me = await personOf(env.DB, person);
	if (me?.email === email) return failure("yourself", "email");
	if (taken.has(email)) return failure("alreadyIn", "email");
	return (await waitsFor(env.DB, email, place, now)) ? failure("alreadyInvited", "email") : email;
}

type Draft = Omit<Invitation, "id" | "state" | "sentAt" | "expiresAt" | "invitedBy">;

async function send(env: Env, by: Inviter, draft: Draft, now: Date): Promise<SentInvitation | Failure> {
	const limit = await limits(env, by, draft.email, now);
	if (limit) return limit;
	const id = crypto.randomUUID();
	const token = newToken();
	const invitation = { ...draft, ...sentAt(now), id, invitedBy: by.person, sentAt: now.toISOString() };
	const place = draft.convention ?? draft.organisation;
	try {
		await env.DB.batch([
			withdrawExpired(env.DB, draft.email, place, now),
			insertInvitation(env.DB, invitation, sha256(token)),
		]);
	} catch (error) {
		// The same one was sent twice, a moment apart.
		if (await waitsFor(env.DB, draft.email, place, now)) return failure("alreadyInvited", "email");
		throw error;
	}
	const told = await toldById(env.DB, id);
	const unsent = told ? await post(env, told, token) : failure("mailNotSent");
	if (!unsent) return { id };
	await deleteInvitation(env.DB, id);
	return unsent;
}

async function limits(env: Env, { person, organisation }: Inviter, email: string, now: Date): Promise<Failure | null> {
	const code = "tooManyInvitations";
	return (
		(await limited(env.DB, code, `person ${person}`, BY_PERSON, now)) ??
		(await limited(env.DB, code, `organisation ${organisation}`, BY_ORGANISATION, now)) ??
		(await limited(env.DB, code, `address ${email}`, TO_ADDRESS, now))
	);
}

export const placeOf = ({ conventionTitle, organisationName }: Told) =>
	conventionTitle
		? `à la convention « ${conventionTitle} », au titre de : ${organisationName}`
		: `à rejoindre ${organisationName} dans Copacte`;

/** What stands after the "#" reaches no server and no log. */
async function post(env: Env, told: Told, token: string): Promise<Failure | null> {
	const url = `${new URL(env.PUBLIC_URL).origin}/invitation#${token}`;
	const by = [told.by, told.byOrganisation && `(${told.byOrganisation})`].filter(Boolean).join(" ");
	const place = placeOf(told);
	const roles = told.roles.map((role) => ROLE_WORDS[role]).join(", ");
	return mailerOf(env).send(invitationMail(told.email, { by, place, roles, days: INVITATION_DAYS, url }));
}

/** 256 bits that nobody can guess. */
function newToken(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
}
