import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { BURST_FRAMES, encodeSync, Message, Sync } from "../../shared/room/protocol.ts";
import { encodeFrames } from "../../shared/room/stream.ts";
import { Log } from "../../worker/room/log.ts";
import { Posting } from "./support/posting.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

const CAF = "ines-vasseur";

const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));

/** The sizes of the updates in the log, in order, and of the snapshot's parts. */
const stored = () =>
	runInDurableObject(room(), (_, { storage }) => {
		const bytes = (table: string) =>
			storage.sql
				.exec<{ n: number }>(`SELECT length(bytes) AS n FROM ${table}`)
				.toArray()
				.map(({ n }) => n);
		return { log: bytes("log"), parts: bytes("snapshot") };
	});

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});

async function openTab(person = CAF): Promise<Tab> {
	const tab = await Tab.open(person);
	await tab.until(() => tab.synced);
	return tab;
}

/** Resolves once everything this tab said has been dealt with; once, for after it the room tells of itself. */
async function settled(tab: Tab): Promise<void> {
	const before = tab.saved;
	tab.send(new Uint8Array([Message.saved]));
	await tab.until(() => tab.saved !== before);
}

const textOf = (doc: Y.Doc): Y.Text => doc.getText(liveRoot("article-2"));

const PASTE = 700_000;
/** As in folding.ts. */
const MAX_TAIL_BYTES = 250_000;

describe("a room that is given much text", { timeout: 60_000 }, () => {
	it("writes a window of more than a row may hold as its updates, and reads it again", async () => {
		const posting = await Posting.open(await signIn(CAF));
		const tab = new Tab(posting, new Y.Doc());
		tab.greet();
		await tab.until(() => tab.synced);
		await posting.posted();
		// Frames of one post come in one go: the first is passed on at once, the others wait for the same window.
		const frames: Uint8Array[] = [];
		tab.doc.on("update", (update: Uint8Array) => frames.push(encodeSync(Sync.update, update)));
		tab.doc.transact(() => textOf(tab.doc).insert(0, "x"), tab);
		for (const letter of "ab") tab.doc.transact(() => textOf(tab.doc).insert(1, letter.repeat(PASTE)), tab);
		const appended = vi.spyOn(Log.prototype, "append");
		expect((await posting.post(encodeFrames(frames))).status).toBe(204);
		const later = await openTab();
		expect(appended.mock.calls.filter(([update]) => update.byteLength > PASTE)).toHaveLength(2);
		appended.mockRestore();
		// So much is folded at once.
		expect((await stored()).log).toEqual([]);
		tab.close();
		later.close();
		await evictDurableObject(room(), { webSockets: "close" });
		const again = await openTab();
		expect(textOf(again.doc).length).toBeGreaterThan(2 * PASTE);
		again.close();
	});

	it("charges who asks for the whole of it again and again", async () => {
		const tab = await openTab("thomas-marchal");
		const asks = BURST_FRAMES / 100;
		for (let at = 0; at < asks; at++) tab.send(encodeSync(Sync.step1, Y.encodeStateVector(new Y.Doc())));
		expect((await tab.closed).code).toBe(4429);
	});

	it("folds the log at once when what was written and taken out again would fill the disk", async () => {
		const tab = await openTab();
		const text = textOf(tab.doc);
		tab.doc.transact(() => text.delete(0, text.length));
		await settled(tab);
		// Folded now, or the alarm might ring in the middle of this.
		await runDurableObjectAlarm(room());
		const already = tab.saved?.count ?? 0;
		const times = 3 * Math.ceil(MAX_TAIL_BYTES / PASTE);
		for (let at = 0; at < times; at++) {
			tab.doc.transact(() => text.insert(0, "z".repeat(PASTE)));
			tab.doc.transact(() => text.delete(0, PASTE));
		}
		await tab.until(() => (tab.saved?.count ?? 0) === already + 2 * times);
		const { log, parts } = await stored();
		expect(log.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(PASTE);
		expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(2 * PASTE);
		tab.close();
	});
});

describe("formats that Yjs tidied away", () => {
	it("go back to who wrote what left them, too", async () => {
		const tab = await openTab();
		const witness = await openTab();
		const text = textOf(tab.doc);
		tab.type("article-2", "Des mots.");
		tab.doc.transact(() => text.insert(0, "gras", { bold: true }));
		await settled(tab);
		// Deleted without a look at its formats, as no page of ours does: Yjs would tidy them away here.
		const bare = new Y.Doc();
		Y.applyUpdate(bare, Y.encodeStateAsUpdate(tab.doc));
		const before = Y.encodeStateVector(bare);
		const frames = tab.frames.length;
		bare.transact((transaction) => {
			const bareText = textOf(bare);
			for (let item = bareText._start; item !== null; item = item.right) {
				if (item.content instanceof Y.ContentString && item.content.str.includes("gras")) item.delete(transaction);
			}
		});
		tab.send(encodeSync(Sync.update, Y.encodeStateAsUpdate(bare, before)));
		await settled(tab);
		expect(tab.frames.slice(frames).some((frame) => frame[0] === Message.sync && frame[1] === Sync.update)).toBe(true);
		expect(Y.encodeStateAsUpdate(tab.doc)).toEqual(Y.encodeStateAsUpdate(witness.doc));
		for (const one of [tab, witness]) one.close();
	});
});
