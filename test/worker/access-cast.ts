import { env, evictDurableObject, runInDurableObject } from "cloudflare:test";
import * as Y from "yjs";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Stage } from "../../shared/convention/stage.ts";
import type { AttachedFile, StoredFile } from "../../shared/convention/state.ts";
import type { Block, Model, Owner } from "../../shared/model/model.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Role } from "../../shared/people/role.ts";
import { STRUCTURE } from "../../shared/room/roots.ts";
import { SERVER_CLIENT } from "../../shared/room/writer.ts";
import { addConvention } from "../../worker/directory/convention.ts";
import { addPeople, type Membership } from "../../worker/directory/membership.ts";
import type { Organisation } from "../../worker/directory/organisation.ts";
import type { Person } from "../../worker/directory/person.ts";
import { Log } from "../../worker/room/log.ts";
import type { Room } from "../../worker/room/room.ts";
import { Versions } from "../../worker/room/versions.ts";
import { accountsOf } from "../../worker/sign-in/auth.ts";
import { png } from "../files.ts";
import { article, blank, field, item, list, model, paragraph, part, party, section } from "../unit/text-builder.ts";

/** Everybody who asks in the access matrix, and a convention in each phase for them to ask about. */

export const phases = [
	"drafting",
	"submitted",
	"adopted",
	"signing",
	"signed",
	"superseded",
	"expired",
	"terminated",
] as const satisfies Phase[];
const roles = ["coordinates", "drafts", "approves", "signs", "reads"] as const satisfies Role[];
const kinds = ["caf", "commune", "epci", "msa"] as const satisfies PartyKind[];
const owners = ["caf", "commune", "all"] as const satisfies Owner[];

/** A member of each role of each party: `commune-drafts`. */
export const members: Member[] = kinds.flatMap((kind) =>
	roles.map((role) => ({ person: `${kind}-${role}`, name: `${kind} ${role}`, party: kind, kind, roles: [role] })),
);

const writers = members.filter(({ roles: [role] }) => role === "coordinates" || role === "drafts");

/** Of the Caf, but without any role that counts: their last was taken, or nobody knows it. */
const withoutRole: Member[] = [
	{ ...person("caf-stripped"), roles: [] },
	{ ...person("caf-unknown"), roles: ["administers" as Role] },
	{ ...person("caf-shouting"), roles: ["COORDINATES" as Role] },
];

function person(id: string): Omit<Member, "roles"> {
	return { person: id, name: id, party: "caf", kind: "caf" };
}

/** Somebody of this party's organisation who takes no part in the convention yet. */
export const colleagueOf = (party: string) => `${party}-colleague`;

/** Somebody of the commune whom its coordinator takes out, and brings back. */
export const leaver: Member = { ...person("commune-leaver"), party: "commune", kind: "commune", roles: ["reads"] };

/** A party of which nobody takes part yet. */
export const EMPTY: PartyKind = "departement";

/** They have an account, and no part in any of these conventions: one of the commune, one of nothing. */
const outsiders: Person[] = ["commune-outsider", "nobody-s"].map((id) => ({
	id,
	name: id,
	email: `${id}@example.test`,
}));

/** To whom no convention exists. */
export const strangers = [...withoutRole.map(({ person }) => person), ...outsiders.map(({ id }) => id)];

export const conventionIn = (phase: Phase) => `in-${phase}`;
/** Between the Caf and the outsider's commune, so that there is something of others to guess at. */
export const FOREIGN = "of-others";

export const roomOf = (convention: string): DurableObjectStub<Room> => env.ROOM.get(env.ROOM.idFromName(convention));

/** By person: the cookie of a real session. */
export const cookies = new Map<string, string>();

/** By its owner: rows, an annexe, a free section and a field of each, and what the parties choose together. */
const small: Model = model(
	[
		article(
			paragraph("article-1.p1", "Du texte du modèle."),
			list(item("article-1.option", true)),
			{
				type: "variants",
				id: "wording",
				label: "Rédaction",
				initial: "long",
				variants: [variant("long"), variant("short")],
			},
			...owners.map(table),
			{ type: "section", id: "section-late" },
			{ type: "councils", blocks: [paragraph("article-1.visa", blank("field.late"))] },
		),
		...owners.map((owner, at) => part("annex", at + 1, [{ type: "section", id: `section-${owner}` }])),
	],
	{
		sections: [
			...owners.map((owner) => section(`section-${owner}`, { owner })),
			section("section-late", { owner: "commune", late: "deliberation" }),
		],
		fields: [
			...owners.map((owner) => field(`field.${owner}`, { owner })),
			field("field.late", { owner: "commune", late: "deliberation" }),
		],
	},
);

function variant(id: string) {
	return { id, label: id, blocks: [paragraph(`wording.${id}`, id)] };
}

function table(owner: Owner): Block {
	return {
		type: "table",
		id: `table-${owner}`,
		rows: [],
		growing: { owner, columns: ["Nom"], initial: writers.map(rowOf) },
	};
}

/** The annexe that this owner writes. */
export const annexOf = (owner: Owner) => `annex-${owners.indexOf(owner) + 1}`;
/** Each member who may write has a row and a file to take out, in the table and the annexe of each owner. */
export function rowOf({ person }: { person: string }): string {
	return `row-${person}`;
}
export const fileOf = ({ person }: { person: string }) => `file-${person}`;

const bytes = png();
export const HASH = await hashOf(bytes);
const stored: StoredFile = {
	hash: HASH,
	type: "image/png",
	name: "plan.png",
	bytes: bytes.length,
	size: { width: 40, height: 30 },
};
const attached = (id: string): AttachedFile => ({ ...stored, id, alt: null, title: "" });

async function hashOf(data: Uint8Array<ArrayBuffer>): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
	return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Puts everybody and everything in place. */
export async function enter(): Promise<void> {
	const named = [...members, ...withoutRole];
	const colleagues = kinds.map((kind) => ({ person: colleagueOf(kind), kind }));
	const people = [
		...[...named, ...colleagues, leaver].map(({ person }) => ({
			id: person,
			name: person,
			email: `${person}@example.test`,
		})),
		...outsiders,
	];
	const memberships: Membership[] = [
		...[...named, ...colleagues, leaver].map(({ person, kind }) => ({
			person,
			organisation: `o-${kind}`,
			title: "",
			manages: false,
		})),
		{ person: "commune-outsider", organisation: "o-commune", title: "", manages: false },
		{ person: "commune-outsider", organisation: "o-far", title: "", manages: false },
	];
	await addPeople(
		env.DB,
		[...[...kinds, EMPTY].map((kind) => organisation(kind)), organisation("commune", "far")],
		people,
		memberships,
		new Date(),
	);
	await env.FILES.put(HASH, bytes);
	for (const phase of phases) await open(conventionIn(phase), phase, [...kinds, EMPTY], [...named, leaver]);
	await open(
		FOREIGN,
		"drafting",
		["caf", "commune"],
		[{ ...person("commune-outsider"), party: "commune", kind: "commune", roles: ["coordinates"] }],
	);
	for (const { id } of people) cookies.set(id, await sessionOf(id));
}

function organisation(kind: PartyKind, id: string = kind): Organisation {
	return { id: `o-${id}`, kind, name: id, shortName: id, alias: `la ${id}` };
}

async function open(id: string, phase: Phase, parties: PartyKind[], people: Member[]): Promise<void> {
	const summary = await roomOf(id).open({
		convention: id,
		title: id,
		model: small,
		parties: parties.map((kind) => party(kind, kind)),
		fields: {},
		sections: {},
		person: "caf-coordinates",
	});
	await addConvention(env.DB, {
		id,
		title: id,
		phase,
		model: small.id,
		openedAt: "2026-01-01",
		parties: parties.map((kind) => ({ id: kind, organisation: `o-${kind}` })),
		members: people,
		summary,
	});
	await writeStructure(
		id,
		Object.fromEntries(
			owners.map((owner) => [`files/${annexOf(owner)}`, writers.map((member) => attached(fileOf(member)))]),
		),
	);
	await moveOn(id, phase);
}

/** Brings the convention to this phase, by what its stage holds there, as if the Caf had submitted. */
async function moveOn(convention: string, phase: Phase): Promise<void> {
	if (phase === "drafting") return;
	const digest = "1".repeat(64);
	const submission = { digest, by: "caf", deliberations: { commune: null }, signatories: [], isArchived: true };
	const stage = { ...submission, phase, approvals: kinds, on: "2026-12-31" } as unknown as Stage;
	await runInDurableObject(roomOf(convention), (_, { storage }) => {
		const versions = new Versions(storage);
		const submittedBy = { party: "caf", person: "caf-coordinates", name: "caf coordinates" };
		const bytes = new TextEncoder().encode("{}");
		storage.transactionSync(() => {
			versions.add({ number: 1, digest, submittedAt: "2026-01-02T10:00:00.000Z", submittedBy, bytes });
			versions.stage = stage;
		});
	});
	await writeStructure(convention, { phase });
}

/** Writes as the server does, where no route leads yet; the room takes it from its log. */
export async function writeStructure(convention: string, entries: Record<string, unknown>): Promise<void> {
	await runInDurableObject(roomOf(convention), (_, { storage }) => {
		const log = new Log(storage.sql);
		const { snapshot, tail } = log.load();
		const doc = new Y.Doc();
		for (const update of [snapshot.state, ...tail]) Y.applyUpdate(doc, update);
		doc.clientID = SERVER_CLIENT;
		const before = Y.encodeStateVector(doc);
		for (const [key, value] of Object.entries(entries)) doc.getMap(STRUCTURE).set(key, value);
		log.append(Y.encodeStateAsUpdate(doc, before));
	});
	await evictDurableObject(roomOf(convention));
}

async function sessionOf(id: string): Promise<string> {
	const { headers } = await accountsOf(env as unknown as Env).api.becomePerson({
		body: { person: id },
		returnHeaders: true,
	});
	return headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
