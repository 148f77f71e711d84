import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { type Entry, firstBreak } from "../../shared/journal.ts";
import { liveRoot } from "../../shared/live/layout.ts";
import { writePresences } from "../../shared/room/presence.ts";
import { encodeAwareness, encodeSync, MAX_FRAME_BYTES, Sync } from "../../shared/room/protocol.ts";
import { sha256 } from "../../worker/hash.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";
const READER = "karim-lepage";
const OUTSIDER = "odile-garance";

const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));

async function openTab(person: string, doc?: Y.Doc): Promise<Tab> {
	const tab = await Tab.open(person, doc ? { doc } : {});
	await tab.until(() => tab.synced);
	return tab;
}

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});

describe("two people in one room", () => {
	it("each see the other's words and caret, and the caret leaves with its owner", async () => {
		const ines = await openTab(CAF);
		const thomas = await openTab(COMMUNE);
		ines.type("article-2", " Inès écrit.");
		thomas.type("article-3", "Thomas écrit.");
		await thomas.until(() => thomas.text("article-2").includes("Inès écrit."));
		await ines.until(() => ines.text("article-3").includes("Thomas écrit."));
		await ines.until(() => ines.awareness.getStates().get(thomas.doc.clientID)?.user !== undefined);
		expect(ines.awareness.getStates().get(thomas.doc.clientID)?.user).toEqual({
			person: COMMUNE,
			name: "Thomas Marchal",
			party: "commune",
			kind: "commune",
		});
		thomas.close();
		await ines.until(() => !ines.awareness.getStates().has(thomas.doc.clientID));
		ines.close();
	});

	it("finds after an eviction what was written before it, and the sockets still open", async () => {
		const ines = await openTab(CAF);
		const thomas = await openTab(COMMUNE);
		ines.type("article-2", " Avant.");
		await thomas.until(() => thomas.text("article-2").includes("Avant."));
		await evictDurableObject(room());
		ines.type("article-2", " Après.");
		await thomas.until(() => thomas.text("article-2").includes("Après."));
		const late = await openTab(COMMUNE);
		expect(late.text("article-2")).toContain("Avant. Après.");
		await late.until(() => late.awareness.getStates().has(ines.doc.clientID));
		for (const tab of [ines, thomas, late]) tab.close();
	});

	it("folds updates into a snapshot on the alarm, and loses nothing", async () => {
		const ines = await openTab(CAF);
		ines.send(new Uint8Array([64]));
		ines.type("article-2", " Plié.");
		await ines.until(() => (ines.saved?.clocks.size ?? 0) > 0);
		const rows = () =>
			runInDurableObject(room(), (_, { storage }) => storage.sql.exec("SELECT count(*) AS n FROM log").one().n);
		expect(await rows()).toBeGreaterThan(0);
		await runDurableObjectAlarm(room());
		expect(await rows()).toBe(0);
		await evictDurableObject(room(), { webSockets: "close" });
		const again = await openTab(CAF);
		expect(again.text("article-2")).toContain("Plié.");
		again.close();
	});

	it("does not put off the folding because it slept in between", async () => {
		const alarm = () => runInDurableObject(room(), (_, { storage }) => storage.getAlarm());
		const ines = await openTab(CAF);
		await runDurableObjectAlarm(room());
		ines.type("article-2", " Un.");
		await settled(ines);
		const set = await alarm();
		expect(set).not.toBeNull();
		await evictDurableObject(room());
		ines.type("article-2", " Deux.");
		await settled(ines);
		expect(await alarm()).toBe(set);
		ines.close();
	});

	it("keeps a typed field for everyone, once", async () => {
		const thomas = await openTab(COMMUNE);
		thomas.doc.getMap("fields").set("pilotage.nom", "Madame Anne Morel");
		const ines = await openTab(CAF);
		await ines.until(() => ines.doc.getMap("fields").get("pilotage.nom") === "Madame Anne Morel");
		for (const tab of [ines, thomas]) tab.close();
	});
});

/** Resolves once everything this tab said has been dealt with. */
async function settled(tab: Tab): Promise<void> {
	const before = tab.saved;
	tab.send(new Uint8Array([64]));
	await tab.until(() => tab.saved !== before);
}

describe("a presence", () => {
	const presence = (tab: Tab, state: string) =>
		tab.send(encodeAwareness(writePresences([{ client: tab.doc.clientID, clock: 9, state }])));
	const position = (item: object) => ({ anchor: { item }, head: { item } });

	it.each([
		["a caret that no editor can read", JSON.stringify({ cursor: position({ client: 1, clock: -1 }) }), 4400],
		[
			"a caret in a root of its own",
			JSON.stringify({ cursor: { anchor: { tname: "x" }, head: { tname: "x" } } }),
			4400,
		],
		["a caret that is a number", JSON.stringify({ cursor: { anchor: 5, head: 5 } }), 4400],
		["no JSON", "{", 4400],
		["more than a caret needs", JSON.stringify({ words: "x".repeat(5_000) }), 4413],
		["numbers that grow when written anew", `{"a":[${Array(810).fill("1e20").join()}]}`, 4413],
	])("refuses %s, and shows it to nobody", async (_, state, code) => {
		const witness = await openTab(COMMUNE);
		const attacker = await openTab(CAF);
		presence(attacker, state);
		expect((await attacker.closed).code).toBe(code);
		await witness.until(() => !witness.awareness.getStates().has(attacker.doc.clientID));
		witness.close();
	});

	it("of somebody else is not relayed, and costs its sender nothing", async () => {
		const witness = await openTab(COMMUNE);
		const thomas = await openTab(COMMUNE);
		const parrot = await openTab(CAF);
		await settled(parrot);
		const echo = writePresences([{ client: thomas.doc.clientID, clock: 99, state: '{"user":{"name":"Moi"}}' }]);
		for (let at = 0; at < 5_000; at++) parrot.send(encodeAwareness(echo));
		await settled(parrot);
		expect(witness.awareness.getStates().get(thomas.doc.clientID)?.user.name).toBe("Thomas Marchal");
		for (const tab of [witness, thomas, parrot]) tab.close();
	});
});

describe("a refused message", () => {
	const hostile: [string, string, (tab: Tab) => void, number][] = [
		["text of the other party", COMMUNE, (tab) => tab.type("article-2", "x"), 4403],
		["text by somebody who only reads", READER, (tab) => tab.type("article-3", "x"), 4403],
		["a new root", CAF, (tab) => tab.doc.getMap("mine").set("a", 1), 4403],
		["the structure", CAF, (tab) => tab.doc.getMap("structure").set("phase", "signed"), 4403],
		["a field of the other party", CAF, (tab) => tab.doc.getMap("fields").set("pilotage.nom", "x"), 4403],
		[
			"a date that the vote makes known",
			COMMUNE,
			(tab) => tab.doc.getMap("fields").set("commune.deliberation", "x"),
			4403,
		],
		["the day of signature", CAF, (tab) => tab.doc.getMap("fields").set("signature.date", "x"), 4403],
		["the name of who signs", COMMUNE, (tab) => tab.doc.getMap("fields").set("signataire.caf-1", "x"), 4403],
		["a field that does not exist", CAF, (tab) => tab.doc.getMap("fields").set("nothing", "x"), 4403],
		["a truncated frame", CAF, (tab) => tab.send(new Uint8Array([0, 2, 40, 1])), 4400],
		["an unknown kind of frame", CAF, (tab) => tab.send(new Uint8Array([99])), 4400],
		["text where bytes are due", CAF, (tab) => tab.send("hello"), 4400],
		["an update that is none", CAF, (tab) => tab.send(encodeSync(Sync.update, new Uint8Array([7, 7, 7]))), 4400],
		["a state vector that is none", CAF, (tab) => tab.send(encodeSync(Sync.step1, new Uint8Array([9]))), 4400],
		["a frame too large", CAF, (tab) => tab.send(new Uint8Array(MAX_FRAME_BYTES + 1)), 4413],
		["too many messages", READER, sendTooMany, 4429],
	];

	/** At one instant: a busy machine may take so long to hear them that nobody would call it too many. */
	function sendTooMany(tab: Tab) {
		vi.spyOn(Date, "now").mockReturnValue(Date.now());
		for (let sent = 0; sent < 2_500; sent++) tab.show();
	}
	afterEach(() => {
		vi.restoreAllMocks();
	});

	it.each(hostile)("%s: closes its sender, and nobody else is any the wiser", async (_, person, attack, code) => {
		const witness = await openTab(COMMUNE);
		const before = JSON.stringify(witness.doc.toJSON());
		const attacker = await openTab(person);
		attack(attacker);
		expect(await attacker.closed).toMatchObject({ code });
		expect(attacker.refused?.message).toMatch(/^[A-ZÀ-Ý].+\.$/);
		const later = await openTab(CAF);
		expect(JSON.stringify(later.doc.toJSON())).toBe(before);
		expect(JSON.stringify(witness.doc.toJSON())).toBe(before);
		for (const tab of [witness, later]) tab.close();
	});

	it("leaves standing what others sent in the same window", async () => {
		const thomas = await openTab(COMMUNE);
		const attacker = await openTab(CAF);
		thomas.type("article-3", " Dans la fenêtre.");
		attacker.doc.getMap("structure").set("phase", "signed");
		await attacker.closed;
		const later = await openTab(COMMUNE);
		expect(later.text("article-3")).toContain("Dans la fenêtre.");
		for (const tab of [thomas, later]) tab.close();
	});

	it("names the section that was not theirs", async () => {
		const thomas = await openTab(COMMUNE);
		thomas.type("article-2", "x");
		await thomas.closed;
		expect(thomas.refused).toMatchObject({ code: "notYours", section: "article-2" });
	});
});

describe("who may join", () => {
	it("sends away who is not signed in, has no part in it, or asks for what does not exist", async () => {
		const outsider = await signIn(OUTSIDER);
		const caf = await signIn(CAF);
		expect((await (await Tab.connect("", CONVENTION)).closed).code).toBe(4401);
		expect((await (await Tab.connect(outsider, CONVENTION)).closed).code).toBe(4404);
		expect((await (await Tab.connect(caf, "nothing")).closed).code).toBe(4404);
	});

	it("sends away a client whose schema is older, and takes one of today", async () => {
		const old = await Tab.open(CAF, { query: "?schema=1" });
		expect((await old.closed).code).toBe(4409);
		const current = await Tab.open(CAF, { query: "?schema=2" });
		await current.until(() => current.synced);
		current.close();
	});
});

describe("client ids", () => {
	it("belong for ever to the first person who showed them", async () => {
		const thomas = await openTab(COMMUNE);
		const stolen = new Y.Doc();
		stolen.clientID = thomas.doc.clientID;
		const thief = await openTab(CAF, stolen);
		thief.type("article-2", "Au nom de Thomas.");
		expect((await thief.closed).code).toBe(4403);
		thomas.close();
	});

	it("are found again by an honest person who comes back with words written offline", async () => {
		const first = await openTab(COMMUNE);
		first.type("article-3", " En ligne.");
		first.close();
		await first.closed;
		await evictDurableObject(room());
		const doc = first.doc;
		const offline = await Tab.connect(await signIn(COMMUNE), CONVENTION, doc);
		offline.doc.transact(() => offline.type("article-3", " Hors ligne."), offline);
		// Typed after the socket opened and before the room's step 1 was answered.
		offline.type("article-3", " Dans la brèche.");
		offline.greet();
		await offline.until(() => offline.synced);
		const late = await openTab(CAF);
		await late.until(() => late.text("article-3").includes("Hors ligne. Dans la brèche."));
		for (const tab of [offline, late]) tab.close();
	});
});

describe("saved", () => {
	it("comes only to those who ask, and counts what is on disk, deletions included", async () => {
		const ines = await openTab(CAF);
		const asking = await openTab(CAF);
		asking.send(new Uint8Array([64]));
		asking.type("article-2", " Sûr.");
		await asking.until(() => asking.saved?.clocks.has(asking.doc.clientID) ?? false);
		const before = asking.saved?.count ?? 0;
		asking.doc.getText(liveRoot("article-2")).delete(0, 3);
		await asking.until(() => (asking.saved?.count ?? 0) > before);
		expect(ines.saved).toBeNull();
		for (const tab of [ines, asking]) tab.close();
	});
});

describe("a room whose disk fails", () => {
	it("asks the writer to come again, and shows nobody what was not stored", async () => {
		const ines = await openTab(CAF);
		const thomas = await openTab(COMMUNE);
		for (const tab of [ines, thomas]) await settled(tab);
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("CREATE TRIGGER full BEFORE INSERT ON log BEGIN SELECT RAISE(FAIL, 'disk full'); END");
		});
		ines.type("article-2", " Perdu ?");
		expect((await ines.closed).code).toBe(1013);
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("DROP TRIGGER full");
		});
		expect(thomas.text("article-2")).not.toContain("Perdu ?");
		const back = await openTab(CAF, ines.doc);
		await thomas.until(() => thomas.text("article-2").includes("Perdu ?"));
		for (const tab of [thomas, back]) tab.close();
	});

	it("binds a client id whose first words could not be stored as soon as they can", async () => {
		const ines = await openTab(CAF);
		await settled(ines);
		const doc = new Y.Doc();
		const silent = await Tab.connect(await signIn(CAF), CONVENTION, doc);
		silent.send(encodeSync(Sync.step1, Y.encodeStateVector(doc)));
		await silent.until(() => silent.synced);
		await settled(silent);
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("CREATE TRIGGER full BEFORE INSERT ON log BEGIN SELECT RAISE(FAIL, 'disk full'); END");
		});
		silent.type("article-2", " Lié.");
		expect((await silent.closed).code).toBe(1013);
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("DROP TRIGGER full");
		});
		const back = await openTab(CAF, doc);
		await ines.until(() => ines.text("article-2").includes("Lié."));
		const owners = await runInDurableObject(room(), (_, { storage }) =>
			storage.sql.exec("SELECT person FROM client WHERE id = ?", doc.clientID).toArray(),
		);
		expect(owners).toEqual([{ person: CAF }]);
		for (const tab of [ines, back]) tab.close();
	});

	it("is never opened empty: a snapshot with a part missing lets nobody write", async () => {
		// Folded now, or it might be in the middle of this, from a document that is still whole in memory.
		await runDurableObjectAlarm(room());
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("UPDATE snapshot SET parts = parts + 1");
		});
		await evictDurableObject(room(), { webSockets: "close" });
		const tab = await Tab.open(CAF);
		expect((await tab.closed).code).toBe(1011);
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("UPDATE snapshot SET parts = parts - 1");
		});
	});
});

describe("the journal", () => {
	it("chains every act, and shows where the chain was broken", async () => {
		const cookie = await signIn(CAF);
		const answer = await SELF.fetch(`${ORIGIN}/api/conventions/${CONVENTION}/variants`, {
			method: "POST",
			headers: { cookie },
			body: JSON.stringify({ variants: "annexe-2-pilotage", chosen: "propre" }),
		});
		expect(answer.status).toBe(204);
		const entries = (await room().journal()) as Entry[];
		expect(entries.map(({ act }) => act)).toEqual(["opened", "variant"]);
		expect(await firstBreak(entries, sha256)).toBeNull();
		expect(await firstBreak(entries.slice(1), sha256)).toBe(1);
		expect(await firstBreak(entries.with(0, { ...(entries[0] as Entry), person: "nobody" }), sha256)).toBe(1);
	});
});
