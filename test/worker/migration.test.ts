import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import * as Y from "yjs";
import type { Node, State } from "../../shared/convention/state.ts";
import { type Entry, firstBreak } from "../../shared/journal.ts";
import type { Model } from "../../shared/model/model.ts";
import { modelOf } from "../../shared/model/models.ts";
import type { Party } from "../../shared/party/party.ts";
import { schema } from "../../shared/schema.ts";
import { sha256 } from "../../worker/hash.ts";
import { announce } from "../../worker/room/announce.ts";
import type { Room } from "../../worker/room/room.ts";
import old from "./schema-1.json";
import { NEVER, ORIGIN, Tab } from "./support/tab.ts";

/**
 * Rooms as the code of schema 1 left them (schema-1.json: the log that it wrote, and what it read from it), which today's code
 * opens.
 */

const COMMUNE = { person: "maire", name: "Zoé Maire", party: "commune", kind: "commune", roles: ["drafts"] } as const;

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

let rooms = 0;

/** A room of its own with the log of schema 1, whose code had just been stopped. */
async function oldRoom(): Promise<DurableObjectStub<Room>> {
	const today = modelOf("acte-engagement-ctg");
	if (!today) throw new Error("the model is not compiled: run `npm run prepare`");
	const room = env.ROOM.get(env.ROOM.idFromName(`schema 1, ${rooms++}`)) as DurableObjectStub<Room>;
	// The model as the convention has kept it, which knew of nothing late.
	const early = <T extends object>({ late: _, ...thing }: T & { late?: unknown }) => thing;
	const model = { ...today, sections: today.sections.map(early), fields: today.fields.map(early) } as Model;
	const parties = old.parties as unknown as Party[];
	await room.open({ convention: "ancienne", title: "Acte", model, parties, fields: {}, sections: {}, person: "p" });
	await runInDurableObject(room, (_, { storage: { sql } }) => {
		sql.exec(`
			DROP TABLE snapshot;
			DROP TABLE log;
			DROP TABLE spent;
			DELETE FROM facts WHERE name = 'schema';
			CREATE TABLE snapshot (part INTEGER PRIMARY KEY, parts INTEGER NOT NULL, bytes BLOB NOT NULL);
			CREATE TABLE log (seq INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL);
		`);
		for (const [part, bytes] of [old.snapshot.vector, old.snapshot.state].entries())
			sql.exec("INSERT INTO snapshot (part, parts, bytes) VALUES (?, 2, ?)", part, bytesOf(bytes));
		for (const update of old.log) sql.exec("INSERT INTO log (bytes) VALUES (?)", bytesOf(update));
	});
	await evictDurableObject(room);
	return room;
}

async function join(room: DurableObjectStub<Room>, query = "", doc = new Y.Doc()): Promise<Tab> {
	const request = new Request(`${ORIGIN}/room${query}`, { headers: { upgrade: "websocket" } });
	const { webSocket } = await room.fetch(
		announce(request, { member: { ...COMMUNE, roles: ["drafts"] }, version: 1 }, NEVER),
	);
	if (!webSocket) throw new Error("no socket");
	const tab = new Tab(webSocket, doc);
	webSocket.binaryType = "arraybuffer";
	webSocket.accept();
	tab.greet();
	return tab;
}

const stateOf = async (room: DurableObjectStub<Room>) => ((await room.read()) as unknown as { state: State }).state;
const actsOf = async (room: DurableObjectStub<Room>) => (await room.journal()) as Entry[];

/** Without attributes that say what goes without saying. */
const documentsOf = (sections: Record<string, Node[]>) =>
	Object.fromEntries(
		Object.entries(sections).map(([id, content]) => [id, schema.nodeFromJSON({ type: "doc", content }).toJSON()]),
	);

it("a room of the old layout opens in the new one, text for text, and once", async () => {
	const room = await oldRoom();
	const { fields, structure, sections } = await stateOf(room);
	expect(fields).toEqual(old.read.fields);
	const parties = (old.read.structure.parties as unknown as Party[]).map((party) => ({
		...party,
		signatories: party.signatories.map((each) => ({ ...each, civility: "", name: "", delegation: "" })),
	}));
	expect(structure).toEqual({ ...old.read.structure, parties });
	expect(documentsOf(sections)).toEqual(documentsOf(old.read.sections as Record<string, Node[]>));
	await evictDurableObject(room);
	expect(documentsOf((await stateOf(room)).sections)).toEqual(documentsOf(sections));
	const acts = await actsOf(room);
	expect(acts.map(({ act, person, detail }) => ({ act, person, detail }))).toEqual([
		{ act: "opened", person: "p", detail: expect.anything() },
		{ act: "migrated", person: "copacte", detail: { from: 1, to: 2 } },
	]);
	expect(await firstBreak(acts, sha256)).toBeNull();
});

it("keeps the log of the old layout aside, byte for byte", async () => {
	const room = await oldRoom();
	await room.read();
	const kept = await runInDurableObject(room, (_, { storage: { sql } }) => {
		const all = (query: string) =>
			[...sql.exec<{ bytes: ArrayBuffer }>(query)].map(({ bytes }) => new Uint8Array(bytes));
		return {
			snapshot: all("SELECT bytes FROM snapshot_of_schema_1 ORDER BY part"),
			log: all("SELECT bytes FROM log_of_schema_1 ORDER BY seq"),
		};
	});
	expect(kept.snapshot).toEqual([old.snapshot.vector, old.snapshot.state].map(bytesOf));
	expect(kept.log).toEqual(old.log.map(bytesOf));
});

it("takes words in the new layout, of a stock client too, and keeps whom the old words were of", async () => {
	const room = await oldRoom();
	const stock = await join(room);
	await stock.until(() => stock.synced);
	expect(stock.text("annexe-2-pilote")).toBe("la jeune coordinatrice");
	stock.type("annexe-2-pilote", ", demain");
	stock.type("annexe-1-structures/ligne-2/0", "Une halte-garderie");
	stock.send(new Uint8Array([64]));
	await stock.until(() => (stock.saved?.count ?? 0) > 2);
	await evictDurableObject(room, { webSockets: "close" });
	const { sections } = await stateOf(room);
	expect(JSON.stringify(sections["annexe-2-pilote"])).toContain(" coordinatrice, demain");
	expect(JSON.stringify(sections["annexe-1-structures/ligne-2/0"])).toContain("Une halte-garderie");
	const clients = await runInDurableObject(room, (_, { storage: { sql } }) => {
		const [vector] = sql.exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM snapshot WHERE part = 0").toArray();
		return [...Y.decodeStateVector(new Uint8Array(vector?.bytes ?? [])).keys()];
	});
	expect(clients, "who wrote in schema 1").toContain(424242);
});

it("sends a page of the old layout away to reload, and takes nothing that it wrote", async () => {
	const room = await oldRoom();
	const page = await join(room, "?schema=1");
	expect(await page.closed).toMatchObject({ code: 4409 });
	const doc = new Y.Doc();
	for (const update of [old.snapshot.state, ...old.log]) Y.applyUpdate(doc, bytesOf(update));
	const stock = await join(room, "", doc);
	const paragraph = doc.getXmlFragment("section/annexe-2-public").get(0) as Y.XmlElement;
	paragraph.push([new Y.XmlText("perdu")]);
	expect(await stock.closed).toMatchObject({ code: 4403 });
	expect(JSON.stringify(await stateOf(room))).not.toContain("perdu");
});

it("takes over the alarm of a room that is older than its agenda", async () => {
	const room = await oldRoom();
	await runInDurableObject(room, async (_, { storage }) => {
		storage.sql.exec("DROP TABLE agenda; DROP TABLE spent;");
		await storage.setAlarm(Date.now() + 3_600_000);
	});
	await evictDurableObject(room);
	expect(await runDurableObjectAlarm(room)).toBe(true);
	expect((await actsOf(room)).map(({ act }) => act)).toEqual(["opened", "migrated"]);
	const due = await runInDurableObject(room, (_, { storage }) => [...storage.sql.exec("SELECT job FROM agenda")]);
	expect(due, "lists were told").toEqual([]);
});

it("is moved whole or not at all: what kills it in between costs nothing", async () => {
	const room = await oldRoom();
	await runInDurableObject(room, (_, { storage: { sql } }) => {
		sql.exec("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(FAIL, 'disk full'); END");
	});
	const refused = await join(room);
	expect(await refused.closed).toMatchObject({ code: 1011 });
	await evictDurableObject(room);
	const before = await runInDurableObject(room, (_, { storage: { sql } }) => {
		const tables = [...sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE name LIKE '%schema_1'")];
		const bytes = [...sql.exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM log ORDER BY seq")];
		sql.exec("DROP TRIGGER full");
		return { tables, log: bytes.map((row) => new Uint8Array(row.bytes)) };
	});
	expect(before).toEqual({ tables: [], log: old.log.map(bytesOf) });
	expect(documentsOf((await stateOf(room)).sections)).toEqual(documentsOf(old.read.sections as Record<string, Node[]>));
	expect((await actsOf(room)).map(({ act }) => act)).toEqual(["opened", "migrated"]);
});
