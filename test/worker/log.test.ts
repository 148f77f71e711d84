import { env, evictDurableObject, runInDurableObject, SELF } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { Agenda } from "../../worker/room/agenda.ts";
import type { Opening } from "../../worker/room/first-state.ts";
import { Folding } from "../../worker/room/folding.ts";
import { Log, type Stored } from "../../worker/room/log.ts";
import type { Room } from "../../worker/room/room.ts";
import { RoomText } from "../../worker/room/text.ts";
import { contents, forge, type Struct } from "../fuzz/forge.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

const CAF = "ines-vasseur";

let disks = 0;

/** Runs with a log on a disk of its own: a snapshot, then the updates 1, 2 and 3; `run` may harm it. */
function withLog<T>(run: (sql: SqlStorage, reopened: () => Log, storage: DurableObjectStorage) => T): Promise<T> {
	return runInDurableObject(env.ROOM.get(env.ROOM.idFromName(`log ${disks++}`)), (_, { storage }) => {
		const log = new Log(storage.sql);
		log.replace({ state: Uint8Array.of(9, 9), vector: Uint8Array.of(8) });
		for (const update of [1, 2, 3]) log.append(Uint8Array.of(update, 0));
		return run(storage.sql, () => new Log(storage.sql), storage);
	});
}

const tailOf = ({ tail }: Stored) => tail.map(([first]) => first);

describe("a log", () => {
	it("is read as it was written, by another object too, which goes on with it", () =>
		withLog((_, reopened) => {
			reopened().append(Uint8Array.of(4, 0));
			expect(tailOf(reopened().load())).toEqual([1, 2, 3, 4]);
			reopened().replace({ state: Uint8Array.of(7), vector: Uint8Array.of(6) });
			expect(reopened().load()).toEqual({ snapshot: { state: Uint8Array.of(7), vector: Uint8Array.of(6) }, tail: [] });
			reopened().append(Uint8Array.of(5, 0));
			expect(tailOf(reopened().load())).toEqual([5]);
		}));

	it.each<[string, string, RegExp]>([
		["a byte of an update was flipped", "UPDATE log SET bytes = x'0201' WHERE seq = 2", /update 2/],
		["a byte of the snapshot was flipped", "UPDATE snapshot SET bytes = x'0908' WHERE part = 1", /part 1/],
		["a byte of the state vector was flipped", "UPDATE snapshot SET bytes = x'09' WHERE part = 0", /part 0/],
		["an update is missing", "DELETE FROM log WHERE seq = 2", /update 3 after 1/],
		["the tail was lost", "DELETE FROM log WHERE seq = 3", /2 of 3/],
		["all of the tail was lost", "DELETE FROM log", /0 of 3/],
		["a part of the snapshot is missing", "DELETE FROM snapshot WHERE part = 1", /1 of 2/],
		[
			"two updates changed places",
			"UPDATE log SET seq = -seq WHERE seq <> 2; UPDATE log SET seq = 4 + seq WHERE seq <> 2",
			/update 1/,
		],
	])("in which %s is not read, and stays as it is", (_, harm, complaint) =>
		withLog((sql, reopened) => {
			sql.exec(harm);
			const rows = () => [
				...sql.exec("SELECT seq, hex(bytes) AS bytes FROM log"),
				...sql.exec("SELECT part FROM snapshot"),
			];
			const before = rows();
			expect(() => reopened().load()).toThrow(complaint);
			expect(rows()).toEqual(before);
		}),
	);

	it("goes on from what stands after a transaction that did not", () =>
		withLog((_, reopened, storage) => {
			const log = reopened();
			expect(() =>
				storage.transactionSync(() => {
					log.append(Uint8Array.of(4, 0));
					throw new Error("the disk is full");
				}),
			).toThrow();
			log.forget();
			log.append(Uint8Array.of(5, 0));
			expect(tailOf(reopened().load())).toEqual([1, 2, 3, 5]);
		}));
});

describe("a room whose log was harmed", () => {
	const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));
	const inRoom = <T>(run: (sql: SqlStorage) => T) => runInDurableObject(room(), (_, { storage }) => run(storage.sql));
	const logged = () => inRoom((sql) => [...sql.exec("SELECT seq, hex(bytes) AS bytes FROM log ORDER BY seq")]);

	it("says so to who joins and to who asks, and mends nothing", async () => {
		await SELF.fetch(`${ORIGIN}/demo/people`);
		const tab = await Tab.open(CAF);
		await tab.until(() => tab.synced);
		tab.type("article-2", " Des mots.");
		tab.send(new Uint8Array([64]));
		await tab.until(() => (tab.saved?.count ?? 0) > 1);
		await evictDurableObject(room(), { webSockets: "close" });
		await inRoom((sql) => sql.exec("UPDATE log SET bytes = substr(bytes, 1, length(bytes) - 1) || x'01'"));
		const before = await logged();
		expect(before.length).toBeGreaterThan(0);
		const refused = await Tab.open(CAF);
		expect((await refused.closed).code).toBe(1011);
		const answer = await SELF.fetch(`${ORIGIN}/api/conventions/${CONVENTION}/text`, {
			headers: { cookie: await signIn(CAF) },
		});
		expect(answer.status).toBe(500);
		expect(await answer.json()).toMatchObject({
			error: { code: "damaged", message: expect.stringMatching(/^Le texte de cette convention/) },
		});
		expect(await logged()).toEqual(before);
	});

	it("says so, and begins nothing anew, where the directory knows it and it finds itself empty", async () => {
		const answerOf = async (path: string, init: RequestInit = {}) =>
			SELF.fetch(`${ORIGIN}/api/conventions/${CONVENTION}${path}`, { ...init, headers: { cookie: await signIn(CAF) } });
		await SELF.fetch(`${ORIGIN}/demo/people`);
		const [facts, log] = await inRoom((sql) => {
			const kept = [[...sql.exec("SELECT name, value FROM facts")], [...sql.exec("SELECT seq FROM log")]];
			sql.exec("DELETE FROM facts");
			return kept;
		});
		await evictDurableObject(room(), { webSockets: "close" });
		const refused = await Tab.open(CAF);
		expect((await refused.closed).code).toBe(1011);
		const body = JSON.stringify({ variants: "annexe-2-pilotage", chosen: "propre" });
		for (const answer of [await answerOf("/text"), await answerOf("/variants", { method: "POST", body })]) {
			expect(answer.status).toBe(500);
			expect(await answer.json()).toMatchObject({ error: { code: "damaged" } });
		}
		const opening = {
			convention: CONVENTION,
			title: "",
			model: null,
			parties: [],
			fields: {},
			sections: {},
			person: "",
		};
		await runInDurableObject(room(), (instance) => {
			expect(() => (instance as Room).open(opening as unknown as Opening)).toThrow(/journal/);
		});
		expect(await inRoom((sql) => [...sql.exec("SELECT seq FROM log")])).toEqual(log);
		expect(facts?.length).toBeGreaterThan(2);
	});
});

describe("a room that folds its log", () => {
	/** Two letters before a third, made where nobody can have been: the guard refuses the second update. */
	const base = forge([
		{ client: 60, clock: 0, structs: [{ parent: "live/article-2", content: contents.string("Texte") }] },
	]);
	const one = (client: number, struct: Struct) => forge([{ client, clock: 0, structs: [struct] }]);
	const split = [
		base,
		one(61, { origin: [60, 4], content: contents.string("X") }),
		one(62, { origin: [60, 1], right: [61, 0], content: contents.string("O") }),
		one(63, { origin: [60, 4], content: contents.string("N") }),
	];

	it.each([
		["refuses where a newcomer would read another text, and keeps every update", split, false],
		["does so where all read the same", split.slice(0, 2), true],
	])("%s", (_, updates, isFolded) =>
		runInDurableObject(env.ROOM.get(env.ROOM.idFromName(`log ${disks++}`)), (_room, { storage }) => {
			const log = new Log(storage.sql);
			const nothing = new Y.Doc();
			log.replace({ state: Y.encodeStateAsUpdate(nothing), vector: Y.encodeStateVector(nothing) });
			for (const update of updates) log.append(update);
			const reported: unknown[] = [];
			const text = new RoomText(log, () => ({
				sections: [],
				fields: [],
				tables: [],
				annexes: [],
				options: [],
				variants: [],
			}));
			const nothingDue = () => {};
			const jobs = { fold: nothingDue, list: nothingDue, archive: nothingDue, print: nothingDue, post: nothingDue };
			const agenda = new Agenda(storage, { ...jobs, remind: nothingDue }, () => {});
			const folding = new Folding(storage, log, text, agenda, (_what, error) => reported.push(error));
			const fold = () => folding.fold();
			if (isFolded) fold();
			else expect(fold).toThrow(/not folded/);
			expect(log.tailLength).toBe(isFolded ? 0 : updates.length);
			text.drop();
			expect(text.doc.getText("live/article-2").toString()).toBe(isFolded ? "TexteX" : "TexteNOX");
		}),
	);
});
