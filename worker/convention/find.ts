import { refuses } from "../../shared/access.ts";
import { controls } from "../../shared/controls/controls.ts";
import type { Finding } from "../../shared/controls/finding.ts";
import type { State } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Summary } from "../../shared/list/summary.ts";
import type { Model } from "../../shared/model/model.ts";
import { partiesOf } from "../../shared/party/naming.ts";
import type { Party } from "../../shared/party/party.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Role } from "../../shared/people/role.ts";
import type { Command } from "../../shared/room/commands/command.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { html } from "../../shared/text/html.ts";
import { turnLine, turnOf } from "../../shared/text/outline.ts";
import type { Text } from "../../shared/text/text.ts";
import {
	addConvention,
	type MemberAsOf,
	memberAsOf,
	memberOf,
	membershipsIn,
	membersOf,
	type Organisation,
} from "../directory/convention.ts";
import { logosOf } from "../organisations/logo.ts";
import { announce } from "../room/announce.ts";
import { refusedSocket } from "../room/refused.ts";
import { roomOf } from "../room/stub.ts";

/** A convention as a member of it finds it. */
export interface Found {
	member: Member;
	title: string;
	model: Model;
	state: State;
}

/** The convention, for somebody who has a part in it; for anybody else it does not exist. */
export async function find(env: Env, person: string | null, id: string): Promise<Found | Failure> {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	const read = await roomOf(env, id).read();
	return read ? { member, ...(read as Omit<Found, "member">) } : failure("unknownConvention");
}

/** What `GET /api/conventions/:id` answers: phase, parties, people, versions, whose turn. */
export async function describeConvention(env: Env, person: string | null, id: string) {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const turns = turnOf(assemble(found.model, found.state), found.state.structure.parties);
	const summary = await summaryOf(env, id, found);
	return { ...summary, versions: [], turn: { sentence: turnLine(turns), sides: turns } };
}

/** What everybody in a convention knows of it. */
export async function summaryOf(env: Env, id: string, { title, model, state }: Found) {
	const { phase, parties } = state.structure;
	const members = await membersOf(env.DB, id);
	const people = members.map(({ person, name, party, roles }) => ({ id: person, name, party, roles }));
	return { id, title, phase, model: { id: model.id, digest: model.digest }, parties, people };
}

/** The assembled text as it stands: the tree, or its HTML. */
export async function textOf(
	env: Env,
	person: string | null,
	id: string,
	format: string,
): Promise<Text | string | Failure> {
	if (format !== "json" && format !== "html") return failure("invalidField", "format");
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const text = assemble(found.model, found.state);
	return format === "json" ? text : html(text);
}

/** What the controls find in the text as it stands, in reading order. */
export async function findingsOf(
	env: Env,
	person: string | null,
	id: string,
): Promise<{ findings: Finding[] } | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const { model, state } = found;
	return { findings: controls(assemble(model, state), state, model) };
}

/** Lets a member into the room; anybody else gets a socket that says why and closes. */
export async function join(env: Env, person: string | null, id: string, request: Request): Promise<Response> {
	if (request.method !== "GET" || request.headers.get("upgrade") !== "websocket")
		return new Response(null, { status: 426 });
	const standing = await admitToRoom(env, person, id);
	if (isFailure(standing)) return refusedSocket(standing);
	const { webSocket } = await roomOf(env, id).fetch(announce(request, standing));
	// A response of the room is sealed, and every response of ours gets its security headers.
	return new Response(null, { status: 101, webSocket });
}

/** Lets a member into the room where no WebSocket gets through: events down, posts up (see shared/room/stream.ts). */
export async function joinByStream(
	env: Env,
	person: string | null,
	id: string,
	request: Request,
): Promise<Response | Failure> {
	// HEAD is answered as GET is, but for the body, which would stay open without anybody who reads it.
	if (request.method !== "GET") return failure("notFound");
	const standing = await admitToRoom(env, person, id);
	if (isFailure(standing)) return standing;
	const { status, headers, body } = await roomOf(env, id).fetch(announce(request, standing));
	return new Response(body, { status, headers });
}

/** Hands frames to the room, for the person who opened this stream; to anybody else it does not exist. */
export async function postToStream(
	env: Env,
	person: string | null,
	id: string,
	connection: string,
	sequence: number,
	frames: Uint8Array,
): Promise<Failure | null> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).post(member.person, connection, sequence, frames);
}

/** Ends a stream, for the person who opened it. */
export async function leaveStream(
	env: Env,
	person: string | null,
	id: string,
	connection: string,
): Promise<Failure | null> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).leave(member.person, connection);
}

/** Changes what only the server writes, for a member who may. */
export async function change(env: Env, person: string | null, id: string, command: Command): Promise<Failure | null> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).command(member, command);
}

/** Everything a convention begins with, before it is written anywhere. */
export interface NewConvention {
	id: string;
	title: string;
	model: Model;
	/** The Caf first. */
	organisations: Organisation[];
	fields: State["fields"];
	sections: State["sections"];
	openedBy: string;
	now: Date;
	/** By organisation id; a title for each signatory. */
	signatories?: Record<string, string[]>;
	/** By person id: whoever is not named takes no part. */
	roles: Record<string, Role[]>;
}

/** Opens the room first and lists it afterwards: a list never leads to a room that is not there. Tells which party each is. */
export async function put(env: Env, convention: NewConvention): Promise<{ id: string; organisation: string }[]> {
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
	});
	return seats;
}

/** Each person of each party with their roles; nobody stands for two parties. */
async function rolesOf(
	env: Env,
	{ organisations, roles }: NewConvention,
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

/** This person as a member who may read; to anybody else the convention does not exist. */
export async function admit(env: Env, person: string | null, id: string): Promise<Member | Failure> {
	if (person === null) return failure("signedOut");
	const member = await memberOf(env.DB, id, person);
	return member === null || refuses(member, "read", null) ? failure("unknownConvention") : member;
}

async function admitToRoom(env: Env, person: string | null, id: string): Promise<MemberAsOf | Failure> {
	if (person === null) return failure("signedOut");
	return (await memberAsOf(env.DB, id, person)) ?? failure("unknownConvention");
}
