import type { InferOutput } from "valibot";
import { type Member, type Role, refuses, refusesOpening } from "../shared/access.ts";
import { controls } from "../shared/controls/controls.ts";
import type { Finding } from "../shared/controls/finding.ts";
import { type Failure, failure, isFailure } from "../shared/failure.ts";
import type { Model } from "../shared/model/model.ts";
import { modelOf } from "../shared/model/models.ts";
import type { Command } from "../shared/room/commands.ts";
import type { Party, State } from "../shared/state.ts";
import { assemble } from "../shared/text/assemble.ts";
import { html } from "../shared/text/html.ts";
import { turnLine, turnOf } from "../shared/text/outline.ts";
import type { Text } from "../shared/text/text.ts";
import type { shapes } from "./body.ts";
import {
	addConvention,
	memberOf,
	membersOf,
	type Organisation,
	organisationsOf,
	organisationsOfPerson,
	peopleOf,
} from "./directory.ts";
import { announce } from "./room/announce.ts";
import { refusedSocket } from "./room/refused.ts";
import type { Room } from "./room/room.ts";

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
	const member = await admit(env, person, id);
	if (isFailure(member)) return refusedSocket(member);
	const { webSocket } = await roomOf(env, id).fetch(announce(request, member));
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
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	const { status, headers, body } = await roomOf(env, id).fetch(announce(request, member));
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

/** The field that names where a convention applies, in the models that ask for it. */
const TERRITORY = "territoire";

/** A person of a Caf opens a convention from a model, with the organisations named. */
export async function openConvention(
	env: Env,
	person: string,
	{ model: modelId, title, territory, parties: others = [] }: InferOutput<typeof shapes.opening>,
	now: Date,
): Promise<{ id: string } | Failure> {
	const model = modelOf(modelId);
	if (!model) return failure("unknownModel", modelId);
	const own = await organisationsOfPerson(env.DB, person);
	const refusal = refusesOpening(own.map(({ kind }) => kind));
	if (refusal) return refusal;
	const caf = own.find(({ kind }) => kind === "caf");
	if (!caf) throw new Error("the policy let somebody of no Caf open a convention");
	const wanted = [...new Set([caf.id, ...others])];
	const organisations = await organisationsOf(env.DB, wanted);
	if (organisations.length !== wanted.length) return failure("invalidField", "parties");
	const id = crypto.randomUUID();
	const asksWhere = model.fields.some(({ key }) => key === TERRITORY);
	const fields: State["fields"] = territory && asksWhere ? { [TERRITORY]: territory } : {};
	const heading = title ?? [model.title, territory].filter(Boolean).join(" · ");
	await put(env, { id, title: heading, model, organisations, fields, sections: {}, openedBy: person, now });
	return { id };
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
	/** By person id; without it the person who opens it coordinates, and everyone else of the parties drafts. */
	roles?: Record<string, Role[]>;
}

/** Opens the room first and lists it afterwards: a list never leads to a room that is not there. */
export async function put(env: Env, convention: NewConvention): Promise<void> {
	const { id, title, model, organisations, fields, sections, openedBy, now, signatories = {} } = convention;
	const parties = partiesOf(organisations, signatories);
	await roomOf(env, id).open({ convention: id, title, model, parties, fields, sections, person: openedBy });
	await addConvention(env.DB, {
		id,
		title,
		model: model.id,
		phase: "drafting",
		openedAt: now.toISOString(),
		parties: parties.map((party, at) => ({ id: party.id, organisation: organisations[at]?.id ?? "" })),
		members: await rolesOf(env, convention, parties),
	});
}

/** Each person of each party with their roles; nobody stands for two parties. */
async function rolesOf(
	env: Env,
	{ organisations, openedBy, roles }: NewConvention,
	parties: Party[],
): Promise<{ person: string; party: string; roles: Role[] }[]> {
	const people = await Promise.all(organisations.map(({ id }) => peopleOf(env.DB, id)));
	const usual = (person: string): Role[] => (person === openedBy ? ["coordinates", "drafts"] : ["drafts"]);
	const members = people.flatMap((own, at) =>
		own.map(({ id }) => ({ person: id, party: parties[at]?.id ?? "", roles: roles ? (roles[id] ?? []) : usual(id) })),
	);
	const known = new Map(members.reverse().map((member) => [member.person, member]));
	return [...known.values()].filter((member) => member.roles.length > 0);
}

/** Each organisation as a party, under an id of its kind: `caf`, `commune`, `commune-2`. */
function partiesOf(organisations: Organisation[], signatories: Record<string, string[]>): Party[] {
	const seen = new Map<string, number>();
	return organisations.map(({ id, kind, name, shortName, alias }) => {
		const count = (seen.get(kind) ?? 0) + 1;
		seen.set(kind, count);
		const party = count === 1 ? kind : `${kind}-${count}`;
		const titles = signatories[id] ?? usualSignatories[kind];
		return {
			id: party,
			kind,
			name,
			shortName,
			alias,
			signatories: titles.map((title, at) => ({ id: `${party}-${at + 1}`, title })),
		};
	});
}

/** Who signs for such a body, unless the parties say otherwise (R12). */
const usualSignatories: Record<Organisation["kind"], string[]> = {
	caf: ["La Présidente du conseil d'administration", "La Directrice Générale"],
	commune: ["Le Maire"],
	epci: ["Le Président"],
	msa: ["Le Directeur"],
	departement: ["Le Président"],
	other: ["Le représentant"],
};

/** This person as a member who may read; to anybody else the convention does not exist. */
export async function admit(env: Env, person: string | null, id: string): Promise<Member | Failure> {
	if (person === null) return failure("signedOut");
	const member = await memberOf(env.DB, id, person);
	return member === null || refuses(member, "read", null) ? failure("unknownConvention") : member;
}

export function roomOf(env: Env, id: string): DurableObjectStub<Room> {
	// Cast: TypeScript loses itself in the depth of the types that cross the call.
	const rooms = env.ROOM as DurableObjectNamespace<Room>;
	const namespace = env.ROOM_JURISDICTION === "eu" ? rooms.jurisdiction("eu") : rooms;
	return namespace.get(namespace.idFromName(id));
}
