import { env, runInDurableObject, SELF } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { encodeSync, Sync } from "../../shared/room/protocol.ts";
import type { Room } from "../../worker/room/room.ts";
import { ask, asked, expectRefusal } from "./support/asking.ts";
import { ORIGIN, signIn, Tab } from "./support/tab.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";
let id = "";
let caf = "";

beforeEach(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
	caf = await signIn(CAF);
	const opened = await asked<{ id: string }>("POST", "/api/conventions", caf, {
		model: "ctg-2024",
		territory: "Lys-lez-Lannoy",
		starts: 2027,
		parties: ["lys-lez-lannoy"],
		people: [{ person: CAF, roles: ["coordinates", "drafts"] }],
	});
	id = opened.id;
});

const room = () => env.ROOM.get(env.ROOM.idFromName(id)) as DurableObjectStub<Room>;
const restart = (cookie = caf) => ask("POST", `/api/conventions/${id}/restart`, cookie, {});
const text = () => asked<object>("GET", `/api/conventions/${id}/text`, caf);
const section = "article-2";

async function open(doc = new Y.Doc()): Promise<Tab> {
	const tab = await Tab.open(CAF, { convention: id, doc });
	await tab.until(() => tab.synced || tab.refused !== null);
	return tab;
}

/** What no person makes in a day: words under so many client ids that every key is slow. */
async function makeHeavy(tab: Tab, from = 1_000): Promise<void> {
	for (let first = from; first < from + 600; first += 100) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(tab.doc));
		for (let client = first; client < first + 100; client++) {
			doc.clientID = client;
			const words = doc.getText(liveRoot(section));
			words.insert(words.length, "mot ");
		}
		Y.applyUpdate(tab.doc, Y.encodeStateAsUpdate(doc));
		const update = Y.encodeStateVector(doc);
		await tab.until(() => Y.encodeStateVector(tab.doc).byteLength >= update.byteLength);
	}
	const fresh = await open();
	await fresh.until(() => fresh.doc.store.clients.size > 600);
	fresh.close();
}

const rows = (query: string) => runInDurableObject(room(), (_, { storage }) => storage.sql.exec(query).toArray());

describe("a text that begins anew", () => {
	it("reads the same, holds nothing of before, and is in the journal", async () => {
		const tab = await open();
		await makeHeavy(tab);
		tab.doc.getText(liveRoot(section)).delete(0, 40);
		tab.doc.getMap("fields").set("territoire", "Anne Morel");
		const witness = await open();
		await witness.until(() => witness.doc.getMap("fields").get("territoire") === "Anne Morel");
		const before = await text();
		expect((await restart()).status).toBe(204);
		expect(await text()).toEqual(before);
		const late = await open();
		expect([...late.doc.store.clients.keys()]).toEqual([2]);
		expect(late.text(section)).toBe(witness.text(section));
		expect(await rows("SELECT * FROM client WHERE id < 10000")).toEqual([]);
		const { act, person, detail } = (await room().journal()).at(-1) as { act: string; person: string; detail: object };
		expect([act, person]).toEqual(["restarted", CAF]);
		expect(detail).toMatchObject({ generation: 2, before: { clients: expect.any(Number) }, after: { clients: 1 } });
		// And is written on, also by an object that has only the disk.
		late.type(section, "et la suite");
		await late.until(() => true);
		const next = await open();
		await next.until(() => next.text(section).endsWith("et la suite"));
	});

	it("sends everybody away with a word that says why, and keeps the old log aside, of the last two", async () => {
		const tab = await open();
		const reader = await open();
		await makeHeavy(tab);
		for (const [round, from] of [1_000, 20_000, 30_000].entries()) {
			if (round > 0) await makeHeavy(await open(), from);
			expect((await restart()).status).toBe(204);
		}
		expect(await reader.closed).toEqual({ code: 4409, reason: "restarted" });
		expect(reader.refused?.message).toMatch(/Rechargez/);
		const tables = await rows("SELECT name FROM sqlite_master WHERE name LIKE '%_of_generation_%' ORDER BY name");
		expect(tables.map(({ name }) => name)).toEqual([
			"client_of_generation_2",
			"client_of_generation_3",
			"log_of_generation_2",
			"log_of_generation_3",
			"snapshot_of_generation_2",
			"snapshot_of_generation_3",
		]);
		await makeHeavy(await open(), 40_000);
		await expectRefusal(restart(), 429, "tooManyRestarts");
	}, 60_000);

	it("lets in nothing of what somebody holds of before", async () => {
		const tab = await open();
		tab.type(section, "mots d'avant");
		const old = new Y.Doc();
		Y.applyUpdate(old, Y.encodeStateAsUpdate(tab.doc));
		await makeHeavy(tab);
		expect((await restart()).status).toBe(204);
		const after = await text();
		const back = await open(old);
		await back.until(() => back.refused !== null);
		expect(back.refused?.code).toBe("restarted");
		// One that never says what it has, and only sends.
		const rude = await Tab.connect(caf, id, new Y.Doc());
		rude.send(encodeSync(Sync.step2, Y.encodeStateAsUpdate(old)));
		await rude.until(() => rude.refused !== null);
		expect(rude.refused?.code).toBe("restarted");
		expect(await text()).toEqual(after);
	});

	it("still knows who has written", async () => {
		const tab = await open();
		await makeHeavy(tab);
		const wrote = (people: string[]) =>
			runInDurableObject(room(), (_, { storage }) =>
				storage.sql
					.exec("SELECT person FROM wrote WHERE person IN (SELECT value FROM json_each(?))", JSON.stringify(people))
					.toArray(),
			);
		expect(await wrote([CAF])).toEqual([]);
		expect((await restart()).status).toBe(204);
		expect(await wrote([CAF, COMMUNE])).toEqual([{ person: CAF }]);
	});
});

describe("beginning anew is refused", () => {
	it("while the document is light, and everything stays", async () => {
		const tab = await open();
		tab.type(section, "quelques mots");
		await expectRefusal(restart(), 409, "notHeavy");
		expect(tab.refused).toBeNull();
		expect((await room().journal()).map(({ act }) => act)).toEqual(["opened"]);
	});

	it("to who is no member, as if there were no convention", async () => {
		await expectRefusal(restart(await signIn(COMMUNE)), 404, "unknownConvention");
	});
});

describe("the journal", () => {
	it("keeps no more acts of one person in a day than anybody needs, and those of others", async () => {
		await runInDurableObject(room(), (_, { storage }) => {
			for (let seq = 2; seq < 1_002; seq++) {
				storage.sql.exec(
					"INSERT INTO journal (seq, at, person, act, detail, previous, hash) VALUES (?, ?, ?, 'option', '{}', '', '')",
					seq,
					new Date().toISOString(),
					CAF,
				);
			}
		});
		const choose = (cookie = caf) =>
			ask("POST", `/api/conventions/${id}/variants`, cookie, { variants: "none", chosen: "none" });
		await expectRefusal(choose(), 429, "tooManyActs");
		await runInDurableObject(room(), (_, { storage }) => {
			storage.sql.exec("UPDATE journal SET at = '2020-01-01T00:00:00.000Z'");
		});
		await expectRefusal(choose(), 400, "invalidField", "variants");
	});
});
