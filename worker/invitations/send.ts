import type { InferOutput } from "valibot";
import { emailAddress } from "../../shared/account/address.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { ReadInvitation } from "../../shared/page/people.ts";
import { isSiret, siretDigits } from "../../shared/party/siret.ts";
import { becomes, INVITATION_DAYS, sentAt, stateAt } from "../../shared/people/invitation.ts";
import { refusesPeople } from "../../shared/people/managing.ts";
import { ROLE_WORDS, type Role } from "../../shared/people/role.ts";
import { type Person, personOf } from "../directory/convention.ts";
import {
	acceptance,
	type Invitation,
	insertInvitation,
	settle,
	type Told,
	toldById,
	toldByToken,
	toldTo,
	waitsFor,
	withdrawExpired,
} from "../directory/invitation.ts";
import { colleaguesOf, nameThem, organisationWithSiret, refusesNameless } from "../directory/organisation.ts";
import { sha256 } from "../hash.ts";
import type { shapes } from "../http/body.ts";
import { limited } from "../http/limit.ts";
import { askedAgainMail, invitationMail } from "../mail/letters/invitation.ts";
import { mailerOf } from "../mail/mailer.ts";
import { refusesThere } from "../organisations/organisations.ts";
import { refusesInviting, type Scene, sceneOf } from "../people/scene.ts";
import { tellRoom } from "../room/tell.ts";

/** Enough for a whole agglomération in an afternoon. */
const BY_PERSON = { most: 150, seconds: 3_600 };
const BY_ORGANISATION = { most: 400, seconds: 3_600 };
/** Nobody's letter box is to be filled by us. */
const TO_ADDRESS = { most: 8, seconds: 86_400 };
const ONCE_A_DAY = { most: 1, seconds: 86_400 };

/** Invites somebody to be a colleague in an organisation that who asks manages. */
export async function inviteColleague(
	env: Env,
	person: string,
	organisation: string,
	{ email: typed, title }: InferOutput<typeof shapes.colleagueInvitation>,
	now: Date,
): Promise<{ id: string } | Failure> {
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
	person: string | null,
	id: string,
	{ email: typed, roles, title, party: to }: InferOutput<typeof shapes.conventionInvitation>,
	now: Date,
): Promise<{ id: string } | Failure> {
	const scene = await sceneOf(env, person, id);
	if (isFailure(scene)) return scene;
	const { actor, members, parties, phase } = scene;
	const party = parties.find((one) => one.id === to);
	if (!party) return failure("invalidField", "party");
	const refusal = refusesPeople(actor, { kind: "invite", party: to, roles }, members, phase);
	if (refusal) return refusal;
	const email = await freeAddress(env, actor.person, typed, await addressesIn(env.DB, id), id, now);
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
	const renewed = { hash: await sha256(token), sentAt: now };
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

/** What a link holds, for whoever has it; nothing that tells of accounts. */
export async function readInvitation(env: Env, token: string, now: Date): Promise<ReadInvitation | Failure> {
	const told = await toldByToken(env.DB, await sha256(token));
	return told ? toRead(told, now) : failure("unknownInvitation");
}

/**
 * Tells who invited that somebody came too late, and would be invited again: once a day, for whoever holds the link.
 * Whether it is sent again is for them to say.
 */
export async function askAgain(env: Env, token: string, now: Date): Promise<Failure | null> {
	const told = await toldByToken(env.DB, await sha256(token));
	const inviter = told?.invitedBy ? await personOf(env.DB, told.invitedBy) : null;
	if (!told || !inviter) return failure("unknownInvitation");
	const standing = becomes(told, "accept", now);
	if (!isFailure(standing)) return null;
	if (standing.code !== "invitationExpired") return standing;
	const limit = await limited(env.DB, "askedAgain", told.id, ONCE_A_DAY, now);
	if (limit) return limit;
	const { origin } = new URL(env.PUBLIC_URL);
	const list = told.convention ? `/conventions/${told.convention}/personnes` : `/organisations/${told.organisation}`;
	return mailerOf(env).send(askedAgainMail(inviter.email, told.email, placeOf(told), origin + list));
}

/** Those that wait for who asks, at their address. */
export async function invitationsFor(env: Env, person: string, now: Date): Promise<ReadInvitation[]> {
	const found = await verifiedPerson(env.DB, person);
	return found ? (await toldTo(env.DB, found.email, now)).map((told) => toRead(told, now)) : [];
}

type Answer = InferOutput<typeof shapes.answer>;

/** Accepts for who asks, if it was sent to their address: they are a colleague, or take part in the convention, from now on. */
export async function acceptInvitation(
	env: Env,
	person: string,
	{ name, title, siret, ...which }: Answer,
	now: Date,
): Promise<{ convention: string | null; organisation: string } | Failure> {
	const told = await ownInvitation(env, person, which);
	if (isFailure(told)) return told;
	const standing = becomes(told, "accept", now);
	if (isFailure(standing)) return standing;
	const organisation = await organisationFor(env, person, told, siret);
	if (isFailure(organisation)) return organisation;
	const nameless = await refusesNameless(env.DB, person, name);
	if (nameless) return nameless;
	try {
		await env.DB.batch([
			acceptance(env.DB, told.id, person),
			...taking(env.DB, told, person, title),
			...organisation.statements,
			...nameThem(env.DB, person, name, now),
		]);
	} catch (error) {
		return (await overtaken(env.DB, told, now)) ?? Promise.reject(error);
	}
	if (told.convention) await tellRoom(env, told.convention);
	return { convention: told.convention, organisation: organisation.id };
}

/** Why an acceptance that was fine a moment ago went wrong: another answer, or another organisation's SIRET, came first. */
async function overtaken(db: D1Database, { id, asksSiret }: Told, now: Date): Promise<Failure | null> {
	const told = await toldById(db, id);
	const standing = told && becomes(told, "accept", now);
	if (isFailure(standing)) return standing;
	return asksSiret ? failure("siretTaken", "siret") : null;
}

/** Says no, for who holds the link or reads the address. */
export async function declineInvitation(
	env: Env,
	person: string | null,
	which: Pick<Answer, "token" | "invitation">,
	now: Date,
): Promise<Failure | null> {
	const told = which.token
		? await toldByToken(env.DB, await sha256(which.token))
		: person === null
			? failure("signedOut")
			: await ownInvitation(env, person, which);
	if (!told) return failure("unknownInvitation");
	if (isFailure(told)) return told;
	const standing = becomes(told, "decline", now);
	if (isFailure(standing)) return standing;
	return (await settle(env.DB, told.id, standing, person)) ? null : failure("invitationUsed");
}

/**
 * Makes who accepted a member. They also become a colleague where a manager invited them, and of an organisation that has
 * nobody yet; a Caf does not choose the people of a commune. Whoever so is of an organisation that nobody manages, or was
 * by ProConnect's word, manages it from then on.
 */
function taking(db: D1Database, told: Told, person: string, title: string | undefined): D1PreparedStatement[] {
	const { convention, organisation, party, roles, invitedBy } = told;
	const isEmpty = "NOT EXISTS (SELECT 1 FROM membership WHERE organisation = ?2)";
	const isTheirs = "EXISTS (SELECT 1 FROM membership WHERE organisation = ?2 AND person = ?1)";
	const isUnmanaged = "NOT EXISTS (SELECT 1 FROM membership WHERE organisation = ?2 AND manages = 1)";
	const isManagers = "EXISTS (SELECT 1 FROM membership WHERE organisation = ?2 AND person = ?4 AND manages = 1)";
	const colleague = db
		.prepare(
			`INSERT INTO membership (person, organisation, title, manages)
			SELECT ?1, ?2, ?3, ${isUnmanaged} WHERE ?5 IS NULL OR ${isEmpty} OR ${isTheirs} OR ${isManagers}
			ON CONFLICT (person, organisation) DO UPDATE SET manages = max(manages, excluded.manages)`,
		)
		.bind(person, organisation, title ?? told.title, invitedBy, convention);
	if (convention === null) return [colleague];
	const member = db
		.prepare("INSERT OR IGNORE INTO member (convention, person, party, roles) VALUES (?, ?, ?, ?)")
		.bind(convention, person, party, JSON.stringify(roles));
	return [colleague, member];
}

/**
 * The organisation that who accepts will belong to. One that was only described gets its SIRET now; where an organisation
 * has it already, the party is that one, provided that who accepts is of it.
 */
async function organisationFor(
	env: Env,
	person: string,
	told: Told,
	typed: string | undefined,
): Promise<{ id: string; statements: D1PreparedStatement[] } | Failure> {
	const { organisation: id, kind, convention, party } = told;
	if (!told.asksSiret) return { id, statements: [] };
	const siret = siretDigits(typed ?? "");
	if (!isSiret(siret)) return failure("wrongSiret", "siret");
	const same = await organisationWithSiret(env.DB, siret);
	if (same === null) {
		const statement = env.DB.prepare("UPDATE organisation SET siret = ? WHERE id = ? AND siret IS NULL").bind(
			siret,
			id,
		);
		return { id, statements: [statement] };
	}
	const people = await colleaguesOf(env.DB, same.id);
	if (same.kind !== kind || !people.some((colleague) => colleague.person === person))
		return failure("siretTaken", "siret");
	return {
		id: same.id,
		statements: [
			env.DB.prepare("UPDATE party SET organisation = ? WHERE convention = ? AND id = ?").bind(
				same.id,
				convention,
				party,
			),
			env.DB.prepare("DELETE FROM membership WHERE organisation = ? AND person = ?").bind(id, person),
			env.DB.prepare("UPDATE invitation SET organisation = ? WHERE organisation = ?").bind(same.id, id),
			env.DB.prepare("DELETE FROM organisation WHERE id = ?").bind(id),
		],
	};
}

/** The invitation that who asks may answer: by its link, or by its id where it came to their address. */
async function ownInvitation(env: Env, person: string, { token, invitation }: Pick<Answer, "token" | "invitation">) {
	const told = token
		? await toldByToken(env.DB, await sha256(token))
		: invitation
			? await toldById(env.DB, invitation)
			: null;
	if (!told) return failure("unknownInvitation");
	// Who has read the letter and bears its address, by ProConnect's word, is who was invited.
	const found = token ? await personOf(env.DB, person) : await verifiedPerson(env.DB, person);
	if (found?.email === told.email) return told;
	return failure(token ? "notInvited" : "unknownInvitation");
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

/** An invitation to a place that who asks sees to; for those who are not of that place it does not exist. */
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

async function addressesIn(db: D1Database, convention: string): Promise<Set<string>> {
	const { results } = await db
		.prepare("SELECT email FROM member JOIN person ON person.id = member.person WHERE convention = ?")
		.bind(convention)
		.all<{ email: string }>();
	return new Set(results.map(({ email }) => email));
}

type Draft = Omit<Invitation, "id" | "state" | "sentAt" | "expiresAt" | "invitedBy">;

async function send(env: Env, by: Inviter, draft: Draft, now: Date): Promise<{ id: string } | Failure> {
	const limit = await limits(env, by, draft.email, now);
	if (limit) return limit;
	const id = crypto.randomUUID();
	const token = newToken();
	const invitation = { ...draft, ...sentAt(now), id, invitedBy: by.person, sentAt: now.toISOString() };
	const place = draft.convention ?? draft.organisation;
	try {
		await env.DB.batch([
			withdrawExpired(env.DB, draft.email, place, now),
			insertInvitation(env.DB, invitation, await sha256(token)),
		]);
	} catch (error) {
		// The same one was sent twice, a moment apart.
		if (await waitsFor(env.DB, draft.email, place, now)) return failure("alreadyInvited", "email");
		throw error;
	}
	const told = await toldById(env.DB, id);
	const unsent = told ? await post(env, told, token) : failure("mailNotSent");
	if (!unsent) return { id };
	await env.DB.prepare("DELETE FROM invitation WHERE id = ?").bind(id).run();
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

const placeOf = ({ conventionTitle, organisationName }: Told) =>
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

/** Somebody whose address was proved to be theirs. */
async function verifiedPerson(db: D1Database, id: string): Promise<Person | null> {
	return db.prepare("SELECT id, name, email FROM person WHERE id = ? AND emailVerified = 1").bind(id).first<Person>();
}

function toRead(told: Told, now: Date): ReadInvitation {
	const { id, email, by, byOrganisation, kind, roles, title, expiresAt, asksSiret } = told;
	const convention = told.convention === null ? null : { id: told.convention, title: told.conventionTitle ?? "" };
	const read = { id, email, by, byOrganisation, kind, organisation: told.organisationName, convention, roles, title };
	return { ...read, state: stateAt(told, now), expiresAt, asksSiret };
}
