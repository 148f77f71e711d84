import { env, runInDurableObject, SELF } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { CONNECTIONS } from "../../shared/room/protocol.ts";
import { Allowance } from "../../worker/room/allowance.ts";
import { Budget, MAX_BYTES_A_DAY, MAX_IDS } from "../../worker/room/budget.ts";
import { Clients } from "../../worker/room/clients.ts";
import { Connections } from "../../worker/room/connections.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";
const READER = "karim-lepage";

const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});
afterEach(() => {
	vi.restoreAllMocks();
});

async function openTab(person: string): Promise<Tab> {
	const tab = await Tab.open(person);
	await tab.until(() => tab.synced);
	return tab;
}

describe("what a person may ask in a time", () => {
	const limits = { burst: 10, perSecond: 2, connections: 1 };

	it("comes back with time, up to a burst", () => {
		const allowance = new Allowance(limits, 0);
		expect(allowance.charge(10, 0)).toBe(true);
		expect(allowance.charge(1, 0)).toBe(false);
		expect(allowance.charge(1, 1_000)).toBe(true);
		expect(allowance.isFull(1_000)).toBe(false);
		expect(allowance.isFull(100_000)).toBe(true);
		expect(allowance.charge(11, 200_000)).toBe(false);
	});

	it("is not taken away by a clock that is set back", () => {
		const allowance = new Allowance(limits, 1_000_000);
		expect(allowance.charge(1, 0)).toBe(true);
		expect(allowance.charge(9, 0)).toBe(true);
		expect(allowance.charge(2, 1_000)).toBe(true);
	});

	it("is a person's, not a connection's: who joins again begins with nothing new, and nobody else pays", () => {
		vi.spyOn(Date, "now").mockReturnValue(0);
		const connections = new Connections(
			[],
			() => ({ burst: 100, perSecond: 2, connections: 1 }),
			() => {},
		);
		const joins = Array.from({ length: 11 }, () => connections.refuses(READER)?.code);
		expect(joins).toEqual([...Array(10).fill(undefined), "tooFast"]);
		expect(connections.refuses(COMMUNE)).toBeNull();
		vi.spyOn(Date, "now").mockReturnValue(20_000);
		expect(connections.refuses(READER)).toBeNull();
	});
});

it("a person has so many connections at most, and may close one for another", async () => {
	const cookie = await signIn(CAF);
	const tabs: Tab[] = [];
	for (let opened = 0; opened < CONNECTIONS; opened++) tabs.push(await Tab.connect(cookie, CONVENTION));
	const more = await Tab.connect(cookie, CONVENTION);
	expect(await more.closed).toMatchObject({ code: 4429 });
	expect(more.refused?.code).toBe("tooManyLines");
	tabs[0]?.close();
	await tabs[0]?.closed;
	const again = await openTab(CAF);
	for (const tab of [...tabs, again]) tab.close();
});

let disks = 0;

/** Runs with the budgets of a room of its own. */
const withBudget = <T>(run: (budget: () => Budget, clients: Clients) => T): Promise<T> =>
	runInDurableObject(env.ROOM.get(env.ROOM.idFromName(`budget ${disks++}`)), (_, { storage }) => {
		const clients = new Clients(storage.sql);
		return run(() => new Budget(storage.sql, clients), clients);
	});

describe("what a person may bring", () => {
	const today = new Date("2024-03-14T12:00:00Z");
	const tomorrow = new Date("2024-03-15T00:00:00Z");

	it("is so many bytes a day, also for an object that was evicted in between, or whose clock was set back", () =>
		withBudget((opened) => {
			const budget = opened();
			expect(budget.refusesBytes("a", MAX_BYTES_A_DAY, today)).toBeNull();
			budget.spend("a", MAX_BYTES_A_DAY, today);
			expect(budget.refusesBytes("a", 1, today)?.code).toBe("tooMuchToday");
			expect(opened().refusesBytes("a", 1, today)?.code).toBe("tooMuchToday");
			expect(opened().refusesBytes("a", 1, new Date("2024-03-13T00:00:00Z"))?.code).toBe("tooMuchToday");
			expect(opened().refusesBytes("b", 1, today)).toBeNull();
			expect(opened().refusesBytes("a", 1, tomorrow)).toBeNull();
		}));

	it("is so many client ids under which they write, for ever; those that only showed a caret do not count", () =>
		withBudget((opened, clients) => {
			for (let id = 100; id < 100 + MAX_IDS; id++) clients.bind(id, "a");
			const refusal = (more: number, from = 100) => opened().refusesIds("a", more, (client) => client >= from)?.code;
			expect(refusal(1)).toBe("tooManyPages");
			expect(refusal(1, 101)).toBeUndefined();
			expect(refusal(2, 101)).toBe("tooManyPages");
			clients.store();
			clients.stored();
			expect(refusal(1)).toBe("tooManyPages");
			expect(opened().refusesIds("b", MAX_IDS, () => true)).toBeNull();
		}));

	it("closes their page in the room, and nobody else's", async () => {
		const tab = await openTab(CAF);
		// As many pages as one update may bring, again and again.
		const bring = (from: number) => {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(tab.doc));
			for (let id = from; id < from + 100; id++) {
				doc.clientID = id;
				doc.getText(liveRoot("article-2")).insert(0, "§");
			}
			Y.applyUpdate(tab.doc, Y.encodeStateAsUpdate(doc));
		};
		for (let from = 1_000; from <= 1_000 + MAX_IDS && tab.refused === null; from += 100) bring(from);
		expect(await tab.closed).toMatchObject({ code: 4429 });
		expect(tab.refused?.code).toBe("tooManyPages");
		const thomas = await openTab(COMMUNE);
		thomas.type("article-3", "Encore.");
		thomas.send(new Uint8Array([64]));
		await thomas.until(() => (thomas.saved?.count ?? 0) > 1);
		expect(thomas.text("article-2").match(/§/g)?.length).toBeLessThanOrEqual(MAX_IDS);
		thomas.close();
		await runInDurableObject(room(), (_, { storage }) => {
			const [row] = storage.sql.exec("SELECT count(*) AS n FROM client WHERE person = ?", CAF).toArray();
			expect(Number(row?.n)).toBeLessThanOrEqual(MAX_IDS + 10);
		});
	});
});
