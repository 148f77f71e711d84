import { createExecutionContext, env } from "cloudflare:test";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { failure, sentenceOf } from "../../shared/failure.ts";
import { liveRoot } from "../../shared/live/layout.ts";
import type { Owner } from "../../shared/model/model.ts";
import type { Member } from "../../shared/people/member.ts";
import { writePresences } from "../../shared/room/presence.ts";
import * as protocol from "../../shared/room/protocol.ts";
import { escapeHtml } from "../../shared/text/html.ts";
import { typeset } from "../../shared/text/typography.ts";
import app from "../../worker/app.ts";
import { announce } from "../../worker/room/announce.ts";
import { png } from "../files.ts";
import { annexOf, colleagueOf, cookies, EMPTY, fileOf, HASH, leaver, members, roomOf, rowOf } from "./access-cast.ts";
import { NEVER, ORIGIN } from "./support/tab.ts";

/** Asks each thing of the access matrix for real, and says in a few characters what came of it: "204", "403 forbidden". */

/** Somebody asks of a convention; `stream` is one that a member has open there. */
export interface Asking {
	/** Nobody is signed in. */
	person: string | null;
	convention: string;
	stream: string;
}

/** What an ask is answered where it is allowed, and how it is put. */
interface Ask {
	allowed: string;
	put(asking: Asking): Promise<string>;
	/** One person after the other: it undoes what the next one needs. */
	alone?: boolean;
	/** What it is answered where it concerns another party, in words of its own. */
	notYours?: string;
}

/** Thousands of questions come with some thirty cookies: each is looked up once, for real. */
function rememberingSessions(db: D1Database): D1Database {
	const known = new Map<string, Promise<D1Result>>();
	const remember = (sql: string, values: unknown[], ask: () => Promise<D1Result>) => {
		const key = JSON.stringify([sql, values]);
		const found = known.get(key) ?? ask();
		known.set(key, found);
		return found;
	};
	const prepare = (sql: string) => {
		const statement = db.prepare(sql);
		if (!/^select .* from "(session|person)"/i.test(sql)) return statement;
		return {
			bind: (...values: unknown[]) => ({ all: () => remember(sql, values, () => statement.bind(...values).all()) }),
		};
	};
	return new Proxy(db, {
		get: (target, name) => (name === "prepare" ? prepare : Reflect.get(target, name).bind(target)),
	});
}

/** The Worker's, as a deployment gives them. */
export const bindings = { ...env, DB: rememberingSessions(env.DB) } as unknown as Env;

/** Asks the Worker without a network between. */
export async function request(
	person: string | null,
	method: string,
	path: string,
	body: BodyInit | null = null,
	headers: Record<string, string> = {},
): Promise<Response> {
	const cookie = person === null ? undefined : cookies.get(person);
	const all = { ...(cookie === undefined ? {} : { cookie }), ...headers };
	const asking = new Request(ORIGIN + path, { method, body, headers: all, redirect: "manual" });
	return app.fetch(asking, bindings, createExecutionContext());
}

/** What a page says in place of a code. */
const pages = [
	["signedOut", "Vous n’êtes pas connecté"],
	["unknownConvention", escapeHtml(typeset(sentenceOf(failure("unknownConvention"))))],
] as const;

/** "403 forbidden", or the status alone. */
async function outcomeOf(answer: Response): Promise<string> {
	const body = await answer.arrayBuffer();
	if (answer.status < 400) return String(answer.status);
	const text = new TextDecoder().decode(body);
	const code = /"code":"(\w+)"/.exec(text)?.[1] ?? pages.find(([, words]) => text.includes(words))?.[0] ?? "";
	return `${answer.status} ${code}`;
}

const http = (allowed: number, method: string, path: string, body?: () => BodyInit): Ask => ({
	allowed: String(allowed),
	put: async ({ person, convention }) => {
		const where = path.replace("CONVENTION", convention).replace("ROW", rowOf({ person: person ?? "" }));
		const own = where.replace("FILE", fileOf({ person: person ?? "" }));
		return outcomeOf(await request(person, method, own, body?.()));
	},
});

const API = "/api/conventions/CONVENTION";
const json = (value: unknown) => () => JSON.stringify(value);
/** No file is attached twice to the same annexe. */
let shade = 0;
const image = () => png(40, 31 + (shade++ % 64), 100);

const rowsOf = (owner: Owner): Record<string, Ask> => ({
	[`POST /api/conventions/:id/rows | ${owner}`]: http(204, "POST", `${API}/rows`, json({ table: `table-${owner}` })),
	[`DELETE /api/conventions/:id/rows/:table/:row | ${owner}`]: http(204, "DELETE", `${API}/rows/table-${owner}/ROW`),
});

const filesOf = (owner: Owner): Record<string, Ask> => ({
	[`POST /api/conventions/:id/annexes/:annex/files | ${owner}`]: http(
		201,
		"POST",
		`${API}/annexes/${annexOf(owner)}/files?name=plan.png`,
		image,
	),
	[`PATCH /api/conventions/:id/annexes/:annex/files/:file | ${owner}`]: http(
		204,
		"PATCH",
		`${API}/annexes/${annexOf(owner)}/files/FILE`,
		json({ alt: "Un plan" }),
	),
	[`DELETE /api/conventions/:id/annexes/:annex/files/:file | ${owner}`]: http(
		204,
		"DELETE",
		`${API}/annexes/${annexOf(owner)}/files/FILE`,
	),
});

const logoOf = (party: string): Record<string, Ask> => ({
	[`PUT /api/conventions/:id/parties/:party/logo | ${party}`]: http(204, "PUT", `${API}/parties/${party}/logo`, image),
	[`DELETE /api/conventions/:id/parties/:party/logo | ${party}`]: {
		allowed: "204",
		put: async ({ person, convention }) => {
			const path = `/api/conventions/${convention}/parties/${party}/logo`;
			await request(person, "PUT", path, image());
			return outcomeOf(await request(person, "DELETE", path));
		},
		alone: true,
	},
});

/** Each asks for another name, so that each is one more act. */
const signatoriesOf = (party: string): Ask =>
	http(204, "PUT", `${API}/parties/${party}/signatories`, () =>
		JSON.stringify({ signatories: [{ title: "La Maire", civility: "Madame", name: `Anne Numéro ${guest++}` }] }),
	);

/** Nobody is invited twice, nor added. */
let guest = 0;
const invitationFor = (party: string, roles: string[]): Ask => ({
	...http(201, "POST", `${API}/invitations`, () =>
		JSON.stringify({ party, roles, email: `guest-${guest++}@example.test` }),
	),
	notYours: "403 otherParty",
});

const partyToAdd = () => JSON.stringify({ kind: "other", name: `association numéro ${guest++}` });

/** Whoever may takes out what they added; anybody else, a party that stands. */
async function removesParty({ person, convention }: Asking): Promise<string> {
	const path = `/api/conventions/${convention}/parties`;
	const added = await request(person, "POST", path, partyToAdd());
	const { id = "msa" } = await added.json<{ id?: string }>();
	return outcomeOf(await request(person, "DELETE", `${path}/${id}`));
}

/** Somebody of one's own organisation comes in, and goes. */
async function addsColleague({ person, convention }: Asking): Promise<string> {
	const path = `/api/conventions/${convention}/people`;
	const added = colleagueOf(members.find((member) => member.person === person)?.party ?? "caf");
	const body = JSON.stringify({ person: added, roles: ["reads"] });
	const outcome = await outcomeOf(await request(person, "POST", path, body));
	if (outcome === "204") await (await request(person, "DELETE", `${path}/${added}`)).arrayBuffer();
	return outcome;
}

/** Taken out of the commune, and brought back. */
async function removesPerson({ person, convention }: Asking): Promise<string> {
	const path = `/api/conventions/${convention}/people`;
	const outcome = await outcomeOf(await request(person, "DELETE", `${path}/${leaver.person}`));
	const back = JSON.stringify({ person: leaver.person, roles: leaver.roles });
	if (outcome === "204") await (await request(person, "POST", path, back)).arrayBuffer();
	return outcome;
}

/** Asked for with what is refused once rights were: nothing of it moves the convention on. */
const answered = (allowed: string, method: string, path: string, body?: () => BodyInit): Ask => ({
	...http(0, method, path, body),
	allowed,
});

const OTHER = "0".repeat(64);
const steps: Record<string, Ask> = {
	"POST /api/conventions/:id/submit": answered("409 blocked", "POST", `${API}/submit`, json({})),
	"POST /api/conventions/:id/restart": answered("409 notHeavy", "POST", `${API}/restart`, json({})),
	"POST /api/conventions/:id/reopen": answered("400 missingReason", "POST", `${API}/reopen`, json({ reason: "" })),
	"POST /api/conventions/:id/approvals": answered(
		"409 otherVersion",
		"POST",
		`${API}/approvals`,
		json({ digest: OTHER }),
	),
	"POST /api/conventions/:id/refusals": answered(
		"409 otherVersion",
		"POST",
		`${API}/refusals`,
		json({ digest: OTHER, reason: "non" }),
	),
	"POST /api/conventions/:id/deliberations": answered(
		"409 otherVersion",
		"POST",
		`${API}/deliberations?party=commune&digest=${OTHER}`,
	),
	"GET /api/conventions/:id/links": http(200, "GET", `${API}/links`),
	"POST /api/conventions/:id/links": answered("404 unknownVersion", "POST", `${API}/links`, json({ version: 99 })),
	"DELETE /api/conventions/:id/links/:link": answered("404 unknownLink", "DELETE", `${API}/links/none`),
};

/** By their names in access-matrix.ts, each after what it needs: a logo is set before it is removed. */
export const asks: Record<string, Ask> = {
	"GET /conventions/:id": http(200, "GET", "/conventions/CONVENTION"),
	"GET /api/conventions | la convention y figure": { allowed: "200", put: isListed },
	"GET /api/conventions/:id": http(200, "GET", API),
	"GET /api/conventions/:id/text": http(200, "GET", `${API}/text`),
	"GET /api/conventions/:id/text | en HTML": http(200, "GET", `${API}/text?format=html`),
	"GET /api/conventions/:id/versions": http(200, "GET", `${API}/versions`),
	"GET /api/conventions/:id/versions/:number": answered("404 unknownVersion", "GET", `${API}/versions/99`),
	"GET /api/conventions/:id/versions/:number/text": answered("404 unknownVersion", "GET", `${API}/versions/99/text`),
	"GET /api/conventions/:id/versions/:number/changes": answered(
		"404 unknownVersion",
		"GET",
		`${API}/versions/99/changes?since=98`,
	),
	"GET /api/conventions/:id/findings": http(200, "GET", `${API}/findings`),
	// None of these conventions has so many versions: who may ask is told so, and anybody else something else.
	"GET /api/conventions/:id/actes.zip": {
		...http(404, "GET", `${API}/actes.zip?version=99`),
		allowed: "404 unknownVersion",
	},
	"GET /api/conventions/:id/dossier.zip": {
		...http(404, "GET", `${API}/dossier.zip?version=99`),
		allowed: "404 unknownVersion",
	},
	"GET /api/conventions/:id/files/:hash": http(200, "GET", `${API}/files/${HASH}`),
	"GET /api/conventions/:id/room": { allowed: "101", put: joins },
	"GET /api/conventions/:id/room/stream": { allowed: "200", put: joinsByStream },
	"POST /api/conventions/:id/room/stream/:connection": { allowed: "204", put: (asking) => usesStream(asking, "POST") },
	"DELETE /api/conventions/:id/room/stream/:connection": {
		allowed: "204",
		put: (asking) => usesStream(asking, "DELETE"),
	},
	"POST /api/conventions/:id/options": http(
		204,
		"POST",
		`${API}/options`,
		json({ option: "article-1.option", chosen: true }),
	),
	"POST /api/conventions/:id/variants": http(
		204,
		"POST",
		`${API}/variants`,
		json({ variants: "wording", chosen: "short" }),
	),
	"GET /conventions/:id/personnes": http(200, "GET", "/conventions/CONVENTION/personnes"),
	"GET /conventions/:id/parties": http(200, "GET", "/conventions/CONVENTION/parties"),
	"GET /api/conventions/:id/people": http(200, "GET", `${API}/people`),
	"GET /api/conventions/:id/openings": http(200, "GET", `${API}/openings`),
	"POST /api/conventions/:id/parties": http(201, "POST", `${API}/parties`, partyToAdd),
	"DELETE /api/conventions/:id/parties/:party": { allowed: "204", put: removesParty, alone: true },
	"POST /api/conventions/:id/people": { allowed: "204", put: addsColleague },
	"PATCH /api/conventions/:id/people/:person | commune": {
		...http(204, "PATCH", `${API}/people/commune-reads`, json({ roles: ["reads"] })),
		notYours: "403 otherParty",
	},
	"DELETE /api/conventions/:id/people/:person | commune": {
		allowed: "204",
		put: removesPerson,
		alone: true,
		notYours: "403 otherParty",
	},
	"POST /api/conventions/:id/invitations | commune": invitationFor("commune", ["reads"]),
	"POST /api/conventions/:id/invitations | une partie sans personne": invitationFor(EMPTY, ["coordinates"]),
	...steps,
	...rowsOf("caf"),
	...rowsOf("commune"),
	...filesOf("caf"),
	...filesOf("commune"),
	...filesOf("all"),
	...logoOf("caf"),
	...logoOf("commune"),
	"PUT /api/conventions/:id/parties/:party/signatories | commune": signatoriesOf("commune"),
	"PUT /api/conventions/:id/parties/:party/signatories | une partie sans personne": signatoriesOf(EMPTY),
};

/** A list leaves out what does not exist for whom it is made. */
async function isListed({ person, convention }: Asking): Promise<string> {
	const answer = await request(person, "GET", "/api/conventions");
	if (answer.status !== 200) return outcomeOf(answer);
	const { conventions } = await answer.json<{ conventions: { id: string }[] }>();
	return conventions.some(({ id }) => id === convention) ? "200" : "404 unknownConvention";
}

async function joins({ person, convention }: Asking): Promise<string> {
	const { webSocket } = await request(person, "GET", `/api/conventions/${convention}/room`, null, {
		upgrade: "websocket",
	});
	if (!webSocket) return "no socket";
	const talk = new Talk(webSocket, person ?? "");
	const outcome = await talk.greeted();
	talk.close();
	return outcome === "ok" ? "101" : outcome;
}

/** By person and convention: opened by the first question about streams, posted to by the second, left by the third. */
const streams = new Map<string, OpenStream>();

async function joinsByStream({ person, convention }: Asking): Promise<string> {
	const stream = await openStream(person, convention);
	if (stream.id !== null) streams.set(`${person} ${convention}`, stream);
	return stream.outcome;
}

/** Who may, over the stream that is theirs; anybody else, on one that a member has open. */
async function usesStream({ person, convention, stream }: Asking, method: "POST" | "DELETE"): Promise<string> {
	const own = streams.get(`${person} ${convention}`);
	const path = `/api/conventions/${convention}/room/stream/${own?.id ?? stream}?sequence=0`;
	const outcome = await outcomeOf(await request(person, method, path));
	if (method === "DELETE") await own?.end();
	return outcome;
}

/** A stream as one person opens it. */
export interface OpenStream {
	/** "200", or why there is none. */
	outcome: string;
	/** Where to post to; null where there is none. */
	id: string | null;
	/** What comes next, as it stands on the wire; "" at the end. */
	read(): Promise<string>;
	/** Reads to the end. */
	end(): Promise<void>;
	/** Says goodbye, and reads to the end. */
	leave(): Promise<void>;
}

export async function openStream(person: string | null, convention: string, headers = {}): Promise<OpenStream> {
	const base = `/api/conventions/${convention}/room/stream`;
	const answer = await request(person, "GET", base, null, headers);
	if (answer.status !== 200 || !answer.body) {
		return {
			outcome: await outcomeOf(answer),
			id: null,
			read: async () => "",
			end: async () => {},
			leave: async () => {},
		};
	}
	const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
	const read = async () => (await reader.read()).value ?? "";
	const id = /data: (\S+)/.exec(await read())?.[1] ?? "";
	const end = async () => {
		while ((await read()) !== "");
	};
	const leave = async () => {
		await request(person, "DELETE", `${base}/${id}`);
		await end();
	};
	return { outcome: "200", id, read, end, leave };
}

/** What a member says in the room, and the room's own frame that shows it was taken. */
interface Saying {
	frames(): Uint8Array[];
	/** It brings text: the room then tells that one more message is on disk. */
	brings?: boolean;
	answered(frame: Frame, talk: { person: string; brought: number }): boolean;
}

interface Frame {
	kind: number;
	bytes: Uint8Array;
}

const ASK_SAVED = new Uint8Array([protocol.Message.saved]);

const write = (change: (doc: Y.Doc) => void, kind: number = protocol.Sync.update): Saying => ({
	frames: () => {
		const doc = new Y.Doc();
		change(doc);
		return [protocol.encodeSync(kind, Y.encodeStateAsUpdate(doc)), ASK_SAVED];
	},
	brings: true,
	answered: isStored,
});

function isStored({ kind, bytes }: Frame, { brought }: { brought: number }): boolean {
	if (kind !== protocol.Message.saved) return false;
	const decoder = decoding.createDecoder(bytes);
	decoding.readVarUint(decoder);
	return protocol.decodeSaved(decoder).count === brought;
}

/** A presence of this person, under the identity that the room gives it. */
const shows = ({ kind, bytes }: Frame, { person }: { person: string }) =>
	kind === protocol.Message.awareness && new TextDecoder().decode(bytes).includes(`"person":"${person}"`);

const writeSection = (id: string) => (doc: Y.Doc) => {
	doc.getText(liveRoot(id)).insert(0, "Des mots.");
};
const writeField = (key: string) => (doc: Y.Doc) => void doc.getMap("fields").set(key, "Une valeur");

const writesOf = (owner: Owner): Record<string, Saying> => ({
	[`message update | section ${owner}`]: write(writeSection(`section-${owner}`)),
	[`message update | champ ${owner}`]: write(writeField(`field.${owner}`)),
});

/** By their names in access-matrix.ts; the first ones in the order in which a page says them. */
export const sayings: Record<string, Saying> = {
	"message step1": {
		frames: () => [protocol.encodeSync(protocol.Sync.step1, new Uint8Array([0]))],
		answered: ({ kind, bytes }) => kind === protocol.Message.sync && bytes[1] === protocol.Sync.step2,
	},
	"message step2 | qui n'apporte rien": write(() => {}, protocol.Sync.step2),
	"message awareness": {
		frames: () => {
			const client = new Y.Doc().clientID;
			return [protocol.encodeAwareness(writePresences([{ client, clock: 1, state: "{}" }]))];
		},
		answered: shows,
	},
	"message queryAwareness": { frames: () => [new Uint8Array([protocol.Message.queryAwareness])], answered: shows },
	"message saved": { frames: () => [ASK_SAVED], answered: isStored },
	...writesOf("caf"),
	...writesOf("commune"),
	...writesOf("all"),
	"message step2 | section caf": write(writeSection("section-caf"), protocol.Sync.step2),
	"message update | la phase": write((doc) => void doc.getMap("structure").set("phase", "drafting")),
	"message update | une section inconnue": write(writeSection("article-1.p1")),
	"message update | une section connue à la délibération": write(writeSection("section-late")),
	"message update | un champ inconnu": write(writeField("field.nobody")),
	"message update | le nom d'un signataire que la partie n'a pas": write(writeField("signataire.commune-9")),
	"message update | un champ connu à la délibération": write(writeField("field.late")),
};

/**
 * Says everything in the room itself, as this member, past the Worker: on one socket for as long as the room keeps it, on a
 * new one after each refusal. By name: "ok", or how the room closed.
 */
export async function sayAll(convention: string, member: Member): Promise<Record<string, string>> {
	const outcomes: Record<string, string> = {};
	let talk = new Talk(await enterRoom(convention, member), member.person);
	for (const name of Object.keys(sayings)) {
		if (talk.isOver) talk = new Talk(await enterRoom(convention, member), member.person);
		outcomes[name] = await talk.sayNamed(name);
	}
	talk.close();
	return outcomes;
}

/** The room's socket for whoever the Worker announces, or for nobody. */
export async function enterRoom(convention: string, member: Member | null): Promise<WebSocket> {
	const asking = new Request(`${ORIGIN}/room`, { headers: { upgrade: "websocket" } });
	const { webSocket } = await roomOf(convention).fetch(
		member === null ? asking : announce(asking, { member, version: 0 }, NEVER),
	);
	if (!webSocket) throw new Error("the room gave no socket");
	return webSocket;
}

/** What is said over one socket, and what the room makes of it. */
export class Talk {
	isOver = false;
	/** Every frame that came, as bytes. */
	readonly frames: Uint8Array[] = [];
	readonly #socket: WebSocket;
	readonly #person: string;
	#brought = 0;
	/** "4403 notYours", once the room has closed. */
	#end = "";
	#look: () => void = () => {};

	constructor(socket: WebSocket, person: string) {
		this.#socket = socket;
		this.#person = person;
		let code = "";
		socket.binaryType = "arraybuffer";
		socket.addEventListener("message", ({ data }) => {
			if (!(data instanceof ArrayBuffer)) return;
			const frame = readFrame(new Uint8Array(data));
			if (frame.kind === protocol.Message.refused) code = codeOf(frame);
			this.frames.push(frame.bytes);
			this.#look();
		});
		socket.addEventListener("close", (event) => {
			this.isOver = true;
			this.#end = `${event.code} ${code}`;
			this.#look();
		});
		socket.accept();
	}

	/** "ok" once the room has answered it, or how it closed. */
	say({ frames, brings, answered }: Saying): Promise<string> {
		const from = this.frames.length;
		if (brings) this.#brought++;
		for (const frame of frames()) this.#socket.send(frame);
		const talk = { person: this.#person, brought: this.#brought };
		return this.#until(() => this.frames.slice(from).some((bytes) => answered(readFrame(bytes), talk)));
	}

	/** Says what has this name in access-matrix.ts. */
	sayNamed(name: string): Promise<string> {
		const saying = sayings[name];
		if (!saying) throw new Error(`nobody knows how to say "${name}"`);
		return this.say(saying);
	}

	/** "ok" once the room has greeted, or how it closed. */
	greeted(): Promise<string> {
		return this.#until(() => this.frames.some((bytes) => bytes[0] === protocol.Message.sync));
	}

	/** How the room closes. */
	ended(): Promise<string> {
		return this.#until(() => false);
	}

	close(): void {
		if (!this.isOver) this.#socket.close(1000);
	}

	#until(holds: () => boolean): Promise<string> {
		return new Promise((resolve) => {
			this.#look = () => {
				if (this.isOver) resolve(this.#end);
				else if (holds()) resolve("ok");
			};
			this.#look();
		});
	}
}

const readFrame = (bytes: Uint8Array): Frame => ({ kind: bytes[0] ?? -1, bytes });

function codeOf({ bytes }: Frame): string {
	const decoder = decoding.createDecoder(bytes);
	decoding.readVarUint(decoder);
	return protocol.decodeRefused(decoder).code;
}
