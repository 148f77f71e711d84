import { env, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { writingOf } from "../../shared/convention/writable.ts";
import { type Act, type Entry, firstBreak } from "../../shared/journal.ts";
import { modelOf } from "../../shared/model/models.ts";
import { sha256 } from "../../worker/hash.ts";
import { Clients } from "../../worker/room/clients.ts";
import { Connections } from "../../worker/room/connections.ts";
import { Journal } from "../../worker/room/journal.ts";
import { Log } from "../../worker/room/log.ts";
import type { Room } from "../../worker/room/room.ts";
import { RoomText } from "../../worker/room/text.ts";
import { Window } from "../../worker/room/window.ts";
import { CONVENTION, ORIGIN } from "./support/tab.ts";

const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION)) as DurableObjectStub<Room>;

const ACT: Act = { act: "removeParty", detail: { kind: "removeParty", party: "nobody" } };

interface Opened {
	window: Window;
	text: RoomText;
	journal: Journal;
	reported: unknown[];
	written: { times: number };
}

/** Runs with a window of its own on the disk of the demonstration's room. */
function withWindow<T>(run: (opened: Opened) => T): Promise<T> {
	return runInDurableObject(room(), (_, { storage }) => {
		const log = new Log(storage.sql);
		const model = modelOf("ctg-2024");
		if (!model) throw new Error("the model is not compiled: run `npm run prepare`");
		const text = new RoomText(log, writingOf(model));
		const reported: unknown[] = [];
		const written = { times: 0 };
		const window = new Window({
			storage,
			log,
			text,
			clients: new Clients(storage.sql),
			connections: new Connections(
				[],
				() => ({ burst: 1, perSecond: 1, connections: 1 }),
				() => {},
			),
			followers: [{ written: () => void written.times++, emptied: () => {} }],
			report: (_what, error) => reported.push(error),
		});
		return run({ window, text, journal: new Journal(storage.sql), reported, written });
	});
}

const entries = async () => (await room().journal()) as Entry[];

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});

describe("an act that the server writes", () => {
	let before = 0;
	beforeEach(async () => {
		before = (await entries()).length;
	});

	it("is in the journal though it writes no text", async () => {
		const { isStored, times } = await withWindow(({ window, journal, written }) => ({
			isStored: window.write([], () => journal.append("ines-vasseur", ACT, new Date())),
			times: written.times,
		}));
		expect(isStored).toBe(true);
		expect(times, "no text was written").toBe(0);
		const after = await entries();
		expect(after).toHaveLength(before + 1);
		expect(after.at(-1)).toMatchObject({ person: "ines-vasseur", ...ACT });
		expect(await firstBreak(after, sha256)).toBeNull();
	});

	it("is in the journal beside the text that it writes", async () => {
		const times = await withWindow(({ window, text, journal, written }) => {
			const { updates } = text.write((doc) => doc.getMap("structure").set("option/x", false));
			window.write(updates, () => journal.append("ines-vasseur", ACT, new Date()));
			return written.times;
		});
		expect(times).toBe(1);
		expect(await entries()).toHaveLength(before + 1);
	});

	it.each([
		["text and all", true],
		["though it writes no text", false],
	])("is not done at all when its entry cannot be written, %s", async (_, writesText) => {
		const found = await withWindow(({ window, text, reported }) => {
			const vector = text.vector();
			const updates = writesText ? text.write((doc) => doc.getMap("structure").set("option/y", false)).updates : [];
			const isStored = window.write(updates, () => {
				throw new Error("the journal is full");
			});
			return { isStored, reported: reported.length, isSame: sameVector(vector, text.vector()) };
		});
		expect(found).toEqual({ isStored: false, reported: 1, isSame: true });
		expect(await entries()).toHaveLength(before);
	});
});

function sameVector(one: Uint8Array, other: Uint8Array): boolean {
	return JSON.stringify([...Y.decodeStateVector(one)]) === JSON.stringify([...Y.decodeStateVector(other)]);
}
