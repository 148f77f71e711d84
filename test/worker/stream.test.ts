import { env, runInDurableObject, SELF } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { Guard } from "../../shared/room/guard/guard.ts";
import { encodeSync, MAX_FRAME_BYTES, Message, Sync } from "../../shared/room/protocol.ts";
import { encodeFrames, MAX_POST_BYTES, SILENCE_MS } from "../../shared/room/stream.ts";
import { Log } from "../../worker/room/log.ts";
import type { Room } from "../../worker/room/room.ts";
import { contents, forge } from "../fuzz/forge.ts";
import { Posting, STREAM } from "./support/posting.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";
const READER = "karim-lepage";
const OUTSIDER = "odile-garance";

const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** A tab whose network lets no WebSocket through. */
async function openStream(person: string, doc = new Y.Doc()): Promise<{ tab: Tab; wire: Posting }> {
	const wire = await Posting.open(await signIn(person));
	const tab = new Tab(wire, doc);
	tab.greet();
	await tab.until(() => tab.synced);
	// Its answer to the room's step 1, which came first.
	await wire.posted();
	return { tab, wire };
}

async function openTab(person: string): Promise<Tab> {
	const tab = await Tab.open(person);
	await tab.until(() => tab.synced);
	return tab;
}

type Timer = ReturnType<typeof setTimeout>;

/** What rooms do once a stream has been silent for too long, by timer, until the timer is cleared: minutes pass in no test. */
function patienceOfRooms(): Map<Timer, () => void> {
	const { setTimeout: set, clearTimeout: clear } = globalThis;
	const patience = new Map<Timer, () => void>();
	vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, after?: number) => {
		const timer = set(act, after);
		if (after === SILENCE_MS) patience.set(timer, act);
		return timer;
	}) as typeof setTimeout);
	vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
		patience.delete(timer as unknown as Timer);
		clear(timer as unknown as Timer);
	});
	return patience;
}

/** Asks to be told what is on disk. */
const askSaved = (tab: Tab) => tab.send(new Uint8Array([Message.saved]));

async function expectRefusal(answer: Response, status: number, code: string): Promise<void> {
	expect(answer.status).toBe(status);
	expect(await answer.json()).toMatchObject({ error: { code, message: expect.stringMatching(/[.]$/) } });
}

describe("somebody without WebSockets", () => {
	it("co-edits with somebody who has them: words, carets and `saved`, both ways", async () => {
		const { tab: ines } = await openStream(CAF);
		const thomas = await openTab(COMMUNE);
		askSaved(ines);
		ines.type("article-2", " Par événements.");
		thomas.type("article-3", " Par socket.");
		await thomas.until(() => thomas.text("article-2").includes("Par événements."));
		await ines.until(() => ines.text("article-3").includes("Par socket."));
		await ines.until(() => ines.awareness.getStates().get(thomas.doc.clientID)?.user?.name === "Thomas Marchal");
		await thomas.until(() => thomas.awareness.getStates().get(ines.doc.clientID)?.user?.name === "Inès Vasseur");
		// Its answer to the room's step 1, and the words.
		await ines.until(() => ines.saved?.count === 2);
		expect(ines.saved?.clocks.has(ines.doc.clientID)).toBe(true);
		for (const tab of [ines, thomas]) tab.close();
	});

	it("leaves with its caret when it goes", async () => {
		const { tab: ines } = await openStream(CAF);
		const thomas = await openTab(COMMUNE);
		await thomas.until(() => thomas.awareness.getStates().has(ines.doc.clientID));
		ines.close();
		await thomas.until(() => !thomas.awareness.getStates().has(ines.doc.clientID));
		expect((await ines.closed).code).toBe(1000);
		thomas.close();
	});

	it("leaves with its caret when its stream breaks", async () => {
		const { tab: ines, wire } = await openStream(CAF);
		const thomas = await openTab(COMMUNE);
		await thomas.until(() => thomas.awareness.getStates().has(ines.doc.clientID));
		await wire.break();
		thomas.type("article-3", " Elle est partie.");
		await thomas.until(() => !thomas.awareness.getStates().has(ines.doc.clientID));
		thomas.close();
	});

	it("is let go when it has posted nothing for long, though nobody else says a word", async () => {
		const patience = patienceOfRooms();
		const { tab: ines, wire } = await openStream(CAF);
		const thomas = await openTab(COMMUNE);
		await thomas.until(() => thomas.awareness.getStates().has(ines.doc.clientID));
		const [before] = patience.keys();
		expect((await wire.post(new Uint8Array())).status).toBe(204);
		expect(patience.has(before as Timer)).toBe(false);
		const [end] = patience.values();
		await runInDurableObject(room(), () => end?.());
		await thomas.until(() => !thomas.awareness.getStates().has(ines.doc.clientID));
		expect((await ines.closed).code).toBe(1006);
		thomas.close();
	});

	it("hears a pong to an empty post", async () => {
		const { tab, wire } = await openStream(CAF);
		const heard = new Promise<void>((resolve) => wire.addEventListener("heard", () => wire.pongs > 0 && resolve()));
		expect((await wire.post(new Uint8Array())).status).toBe(204);
		await heard;
		tab.close();
	});

	it("joins again after the room was evicted, and brings what it wrote", async () => {
		const { tab: ines } = await openStream(CAF);
		await runInDurableObject(room(), (_, state) => state.abort("another version")).catch(() => {});
		ines.type("article-2", " Pendant l'éviction.");
		expect((await ines.closed).code).toBe(1006);
		const { tab: again } = await openStream(CAF, ines.doc);
		const thomas = await openTab(COMMUNE);
		await thomas.until(() => thomas.text("article-2").includes("Pendant l'éviction."));
		for (const tab of [again, thomas]) tab.close();
	});
});

describe("what a stream's client may not do", () => {
	it.each([
		["text of the other party", CAF, (tab: Tab) => tab.type("article-3", "x"), 4403],
		["a frame too large", CAF, (tab: Tab) => tab.send(new Uint8Array(MAX_FRAME_BYTES + 1)), 4413],
		["an unknown kind of frame", CAF, (tab: Tab) => tab.send(new Uint8Array([99])), 4400],
		// What a person may ask is counted over all of their lines: nobody else's test pays for it.
		["too many messages", READER, (tab: Tab) => Array.from({ length: 2_500 }, () => tab.show()), 4429],
	])("%s closes it, says why, and harms nobody else", async (_, person, attack, code) => {
		const witness = await openTab(COMMUNE);
		const before = JSON.stringify(witness.doc.toJSON());
		const { tab: attacker, wire } = await openStream(person);
		attack(attacker);
		expect((await attacker.closed).code).toBe(code);
		expect(attacker.refused?.message).toMatch(/^[A-ZÀ-Ý].+\.$/);
		await expectRefusal(await wire.post(new Uint8Array()), 404, "notFound");
		const later = await openTab(CAF);
		expect(JSON.stringify(later.doc.toJSON())).toBe(before);
		for (const tab of [witness, later]) tab.close();
	});

	it("says nothing more within the post that was refused", async () => {
		const { tab, wire } = await openStream(CAF);
		const forbidden = new Y.Doc();
		forbidden.getMap("structure").set("phase", "signed");
		const words = Y.encodeStateAsUpdate(forbidden);
		const own = new Y.Doc();
		own.getMap("fields").set("convention.debut", "2031-01-01");
		const frames = [encodeSync(Sync.update, words), encodeSync(Sync.update, Y.encodeStateAsUpdate(own))];
		expect((await wire.post(encodeFrames(frames))).status).toBe(204);
		expect((await tab.closed).code).toBe(4403);
		const later = await openTab(CAF);
		expect(later.doc.getMap("fields").get("convention.debut")).not.toBe("2031-01-01");
		later.close();
	});
});

describe("a post", () => {
	it("is taken from the person who opened the stream, and from nobody else", async () => {
		const { tab, wire } = await openStream(CAF);
		const body = encodeFrames([new Uint8Array([Message.saved])]);
		await expectRefusal(await wire.post(body, { cookie: await signIn(COMMUNE) }), 404, "notFound");
		await expectRefusal(await wire.post(body, { cookie: await signIn(OUTSIDER) }), 404, "unknownConvention");
		await expectRefusal(await wire.post(body, { cookie: "" }), 401, "signedOut");
		const away = await SELF.fetch(wire.address, { method: "DELETE", headers: { cookie: await signIn(COMMUNE) } });
		await expectRefusal(away, 404, "notFound");
		const elsewhere = { cookie: await signIn(CAF), origin: "https://ailleurs.example" };
		const crossed = await SELF.fetch(`${wire.address}?sequence=${wire.sequence}`, {
			method: "POST",
			headers: elsewhere,
			body,
		});
		await expectRefusal(crossed, 403, "crossSite");
		expect(tab.saved).toBeNull();
		expect((await wire.post(body)).status).toBe(204);
		tab.close();
	});

	it("is refused out of order, twice, without a number, cut short, or too large, and nothing of it is taken", async () => {
		const { tab, wire } = await openStream(CAF);
		const words = new Y.Doc();
		words.getMap("fields").set("convention.debut", "2032-01-01");
		const frame = encodeSync(Sync.update, Y.encodeStateAsUpdate(words));
		const body = encodeFrames([frame]);
		await expectRefusal(await wire.post(body, { sequence: wire.sequence + 1 }), 400, "incomplete");
		await expectRefusal(await wire.post(body, { sequence: wire.sequence - 1 }), 400, "incomplete");
		await expectRefusal(await wire.post(body, { sequence: Number.NaN }), 400, "incomplete");
		await expectRefusal(await wire.post(body.slice(0, -1)), 400, "malformed");
		const large = encodeFrames([frame, new Uint8Array(MAX_POST_BYTES)]);
		await expectRefusal(await wire.post(large), 413, "tooLarge");
		const witness = await openTab(CAF);
		expect(witness.doc.getMap("fields").get("convention.debut")).not.toBe("2032-01-01");
		expect((await wire.post(body)).status).toBe(204);
		await witness.until(() => witness.doc.getMap("fields").get("convention.debut") === "2032-01-01");
		for (const one of [tab, witness]) one.close();
	});
});

describe("a stream", () => {
	const ask = (cookie: string, url = STREAM) => SELF.fetch(url, { headers: { cookie } });

	it("is refused as a request is: to strangers, to an older page, where there is no convention", async () => {
		const caf = await signIn(CAF);
		await expectRefusal(await ask(""), 401, "signedOut");
		await expectRefusal(await ask(await signIn(OUTSIDER)), 404, "unknownConvention");
		await expectRefusal(await ask(caf, `${ORIGIN}/api/conventions/nothing/room/stream`), 404, "unknownConvention");
		await expectRefusal(await ask(caf, `${STREAM}?schema=0`), 409, "outdated");
	});

	it("asks every proxy to pass on each event as it comes", async () => {
		const answer = await ask(await signIn(CAF));
		expect(answer.headers.get("content-type")).toBe("text/event-stream");
		expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
		expect(answer.headers.get("x-accel-buffering")).toBe("no");
		await answer.body?.cancel();
	});
});

describe("what comes within the window of a frame that is refused", () => {
	/** A struct that holds no character, where one of a single letter was: no Yjs would make it. */
	function ofNoLength(doc: Y.Doc): Uint8Array {
		const here = { parent: liveRoot("article-2"), content: contents.string("") };
		return encodeSync(Sync.update, forge([{ client: doc.clientID, clock: 0, structs: [here] }]));
	}

	it.each([
		["is malformed", () => {}, 4400],
		["meets a bug of ours", breakTheGuard, 1011],
	])("is on disk, and who sent it stays, where it %s", async (_, spoil, code) => {
		const thomas = await openStream(COMMUNE);
		const ines = await openStream(CAF);
		const frames: Uint8Array[] = [];
		thomas.tab.doc.on("update", (update: Uint8Array) => frames.push(encodeSync(Sync.update, update)));
		const words = `Avant la fenêtre, dedans ${code}.`;
		for (const word of words.split(/(?<= )/))
			thomas.tab.doc.transact(() => thomas.tab.type("article-3", word), thomas.tab);
		const post = (instance: Room, wire: Posting, person: string, all: Uint8Array[]) =>
			instance.post(person, wire.address.split("/").at(-1) ?? "", wire.sequence++, encodeFrames(all));
		// All in one go: the first frame is passed on at once, the others wait for the same window.
		await runInDurableObject(room(), (instance: Room) => {
			post(instance, thomas.wire, COMMUNE, frames);
			spoil();
			post(instance, ines.wire, CAF, [ofNoLength(ines.tab.doc)]);
		});
		expect(await ines.tab.closed).toMatchObject({ code });
		expect(thomas.wire.readyState).toBe(WebSocket.READY_STATE_OPEN);
		const { snapshot, tail } = await runInDurableObject(room(), (_, { storage }) => new Log(storage.sql).load());
		const onDisk = new Y.Doc();
		for (const update of [snapshot.state, ...tail]) Y.applyUpdate(onDisk, update);
		expect(onDisk.getText(liveRoot("article-3")).toString()).toContain(words);
		thomas.tab.close();
	});

	function breakTheGuard() {
		vi.spyOn(Guard.prototype, "judge").mockImplementationOnce(() => {
			throw new Error("a bug");
		});
	}
});
