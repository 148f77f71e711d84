import type { InferOutput } from "valibot";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Accepted, ReadInvitation } from "../../shared/page/invitation.ts";
import { isSiret, siretDigits } from "../../shared/party/siret.ts";
import { becomes, stateAt } from "../../shared/people/invitation.ts";
import {
	acceptance,
	moveInvitations,
	settle,
	type Told,
	toldById,
	toldByToken,
	toldTo,
} from "../directory/invitation.ts";
import { insertMember } from "../directory/member.ts";
import { colleaguesOf, deleteMembership, joinByInvitation } from "../directory/membership.ts";
import { deleteOrganisation, organisationsWithSirets, saySiret } from "../directory/organisation.ts";
import { changeParty } from "../directory/party.ts";
import { personOf } from "../directory/person.ts";
import { sha256 } from "../hash.ts";
import { limited } from "../http/limit.ts";
import { askedAgainMail } from "../mail/letters/invitation.ts";
import { mailerOf } from "../mail/mailer.ts";
import { naming, refusesNameless } from "../people/name.ts";
import { tellRoom } from "../room/tell.ts";
import { ONCE_A_DAY, placeOf } from "./send.ts";
import type * as shapes from "./shapes.ts";

/** What a link holds, for anybody who has it; nothing that tells of accounts. */
export async function readInvitation(env: Env, token: string, now: Date): Promise<ReadInvitation | Failure> {
	const told = await toldByToken(env.DB, sha256(token));
	return told ? toRead(told, now) : failure("unknownInvitation");
}

/**
 * Tells the inviter that somebody came too late, and would be invited again: once a day, for anybody who holds the link.
 * Whether it is sent again is for them to say.
 */
export async function askAgain(env: Env, token: string, now: Date): Promise<Failure | null> {
	const told = await toldByToken(env.DB, sha256(token));
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

/** Those that wait for this person, at their address. */
export async function invitationsFor(env: Env, person: string, now: Date): Promise<ReadInvitation[]> {
	const found = await personOf(env.DB, person);
	return found?.isVerified ? (await toldTo(env.DB, found.email, now)).map((told) => toRead(told, now)) : [];
}

type Answer = InferOutput<typeof shapes.answer>;

/** Accepts for this person, if it was sent to their address: they are a colleague, or take part in the convention, from now on. */
export async function acceptInvitation(
	env: Env,
	person: string,
	{ name, title, siret, ...which }: Answer,
	now: Date,
): Promise<Accepted | Failure> {
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
			...naming(env.DB, person, name, now),
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

/** Says no, for anybody who holds the link, and for the person who reads the address. */
export async function declineInvitation(
	env: Env,
	person: string | null,
	which: Pick<Answer, "token" | "invitation">,
	now: Date,
): Promise<Failure | null> {
	const told = which.token
		? await toldByToken(env.DB, sha256(which.token))
		: person === null
			? failure("signedOut")
			: await ownInvitation(env, person, which);
	if (!told) return failure("unknownInvitation");
	if (isFailure(told)) return told;
	const standing = becomes(told, "decline", now);
	if (isFailure(standing)) return standing;
	return (await settle(env.DB, told.id, standing, person)) ? null : failure("invitationUsed");
}

/** What makes a person who accepted a member of the convention, where the invitation is to one, and a colleague. */
function taking(db: D1Database, told: Told, person: string, title: string | undefined): D1PreparedStatement[] {
	const { convention, organisation, party, roles } = told;
	const colleague = joinByInvitation(db, { person, organisation, title: title ?? told.title }, told);
	if (convention === null || party === null) return [colleague];
	return [colleague, insertMember(db, convention, { person, party, roles })];
}

/**
 * The organisation that the person who accepts will belong to. One that was only described gets its SIRET now; where an organisation
 * has it already, the party is that one, provided that this person is of it.
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
	const same = (await organisationsWithSirets(env.DB, [siret])).get(siret);
	if (!same) return { id, statements: [saySiret(env.DB, id, siret)] };
	const people = await colleaguesOf(env.DB, same.id);
	if (same.kind !== kind || !people.some((colleague) => colleague.person === person))
		return failure("siretTaken", "siret");
	const isParty = convention !== null && party !== null;
	return {
		id: same.id,
		statements: [
			...(isParty ? [changeParty(env.DB, convention, { id: party, organisation: same.id })] : []),
			deleteMembership(env.DB, id, person),
			moveInvitations(env.DB, id, same.id),
			deleteOrganisation(env.DB, id),
		],
	};
}

/** The invitation that this person may answer: by its link, or by its id where it came to their address. */
async function ownInvitation(env: Env, person: string, { token, invitation }: Pick<Answer, "token" | "invitation">) {
	const told = token
		? await toldByToken(env.DB, sha256(token))
		: invitation
			? await toldById(env.DB, invitation)
			: null;
	if (!told) return failure("unknownInvitation");
	// Who has read the letter and bears its address, by ProConnect's word, is who was invited.
	const found = await personOf(env.DB, person);
	if (found?.email === told.email && (token || found.isVerified)) return told;
	return failure(token ? "notInvited" : "unknownInvitation");
}

function toRead(told: Told, now: Date): ReadInvitation {
	const { id, email, by, byOrganisation, kind, roles, title, expiresAt, asksSiret } = told;
	const convention = told.convention === null ? null : { id: told.convention, title: told.conventionTitle ?? "" };
	const read = { id, email, by, byOrganisation, kind, organisation: told.organisationName, convention, roles, title };
	return { ...read, state: stateAt(told, now), expiresAt, asksSiret };
}
