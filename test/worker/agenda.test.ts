import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { Agenda, type Job, type Jobs } from "../../worker/room/agenda.ts";
import { CONVENTION, ORIGIN, Tab } from "./support/tab.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** What the clock may have gone on while a test ran. */
const SLACK_MS = 10_000;

interface Desk {
	agenda: Agenda;
	/** Another object on the same disk, as after an eviction. */
	reopened: (jobs?: Partial<Jobs>) => Agenda;
	storage: DurableObjectStorage;
	/** The jobs that were done, in order. */
	done: Job[];
	reported: unknown[];
	/** On disk: by job, in how many milliseconds it is due, and how often it failed. */
	rows: () => Partial<Record<Job, { in: number; tries: number }>>;
}

let desks = 0;

/** Runs with an agenda on a disk of its own; `jobs` stand for those that would only be counted. */
function withAgenda(run: (desk: Desk) => Promise<void>, jobs: Partial<Jobs> = {}): Promise<void> {
	const stub = env.ROOM.get(env.ROOM.idFromName(`agenda ${desks++}`));
	return runInDurableObject(stub, async (_, { storage }) => {
		const done: Job[] = [];
		const reported: unknown[] = [];
		const counted: Jobs = { fold: () => void done.push("fold"), list: () => void done.push("list") };
		const reopened = (more: Partial<Jobs> = jobs) =>
			new Agenda(storage, { ...counted, ...more }, (_what, error) => reported.push(error));
		const rows = () => {
			const all = storage.sql.exec<{ job: Job; due: number; tries: number }>("SELECT * FROM agenda").toArray();
			return Object.fromEntries(all.map(({ job, due, tries }) => [job, { in: due - Date.now(), tries }]));
		};
		await run({ agenda: reopened(), reopened, storage, done, reported, rows });
	});
}

/** In how many milliseconds the alarm rings; null when it is not set. */
async function alarmIn({ storage }: Desk): Promise<number | null> {
	const at = await storage.getAlarm();
	return at === null ? null : at - Date.now();
}

function near(milliseconds: number | null | undefined, expected: number): void {
	expect(milliseconds).toBeLessThanOrEqual(expected);
	expect(milliseconds).toBeGreaterThan(expected - SLACK_MS);
}

describe("an agenda", () => {
	it("rings for the first job, and then for the next", () =>
		withAgenda(async (desk) => {
			const { agenda, done } = desk;
			agenda.within("list", 2 * MINUTE_MS);
			near(await alarmIn(desk), 2 * MINUTE_MS);
			agenda.within("fold", MINUTE_MS);
			near(await alarmIn(desk), MINUTE_MS);
			await agenda.ring();
			expect(done).toEqual(["fold"]);
			near(await alarmIn(desk), 2 * MINUTE_MS);
			await agenda.ring();
			expect(done).toEqual(["fold", "list"]);
			expect(await alarmIn(desk)).toBeNull();
		}));

	it("does at one ringing what is due at nearly the same time", () =>
		withAgenda(async ({ agenda, done, rows }) => {
			agenda.within("fold", MINUTE_MS);
			agenda.within("list", MINUTE_MS + 500);
			await agenda.ring();
			expect(done).toEqual(["fold", "list"]);
			expect(rows()).toEqual({});
		}));

	it("brings a job forward, and never puts it off, not even for an object that slept since", () =>
		withAgenda(async (desk) => {
			desk.agenda.within("fold", 2 * MINUTE_MS);
			desk.agenda.within("fold", 5 * MINUTE_MS);
			near(desk.rows().fold?.in, 2 * MINUTE_MS);
			const woken = desk.reopened();
			woken.within("fold", 5 * MINUTE_MS);
			near(desk.rows().fold?.in, 2 * MINUTE_MS);
			woken.within("fold", MINUTE_MS);
			near(desk.rows().fold?.in, MINUTE_MS);
			near(await alarmIn(desk), MINUTE_MS);
		}));

	it("tries a job that failed again, each time after twice as long, and does the others meanwhile", () =>
		withAgenda(
			async (desk) => {
				const { agenda, done, reported, rows } = desk;
				agenda.within("list", 0);
				agenda.within("fold", 0);
				await agenda.ring();
				expect(done).toEqual(["fold"]);
				expect(reported).toHaveLength(1);
				for (const [tries, wait] of [MINUTE_MS, 2 * MINUTE_MS, 4 * MINUTE_MS].entries()) {
					expect(rows().list?.tries).toBe(tries + 1);
					near(rows().list?.in, wait);
					near(await alarmIn(desk), wait);
					await agenda.ring();
				}
				for (let tries = 0; tries < 20; tries++) await agenda.ring();
				near(rows().list?.in, HOUR_MS);
				await desk.reopened({}).ring();
				expect(done).toEqual(["fold", "list"]);
				expect(rows()).toEqual({});
			},
			{
				list: () => {
					throw new Error("the directory is away");
				},
			},
		));

	it("keeps a job that is asked for again while it is done", async () => {
		let finish = () => {};
		const slow = () => new Promise<void>((resolve) => (finish = resolve));
		await withAgenda(
			async (desk) => {
				desk.agenda.within("list", 0);
				const ringing = desk.agenda.ring();
				desk.agenda.within("list", MINUTE_MS);
				finish();
				await ringing;
				near(desk.rows().list?.in, MINUTE_MS);
				near(await alarmIn(desk), MINUTE_MS);
			},
			{ list: slow },
		);
	});

	it("does again a job that was cut off", () =>
		withAgenda(
			async ({ agenda, reopened, done, rows }) => {
				agenda.within("list", 0);
				void agenda.ring();
				expect(rows().list, "it is not done yet").toBeDefined();
				await reopened({}).ring();
				expect(done).toEqual(["list"]);
				expect(rows()).toEqual({});
			},
			{ list: () => new Promise<void>(() => {}) },
		));

	it("sets an alarm again that was lost", () =>
		withAgenda(async (desk) => {
			desk.agenda.within("fold", MINUTE_MS);
			await desk.storage.deleteAlarm();
			expect(desk.reopened().has("fold")).toBe(true);
			near(await alarmIn(desk), MINUTE_MS);
		}));

	it("leaves nothing behind in a room that is erased", () =>
		withAgenda(async (desk) => {
			desk.agenda.within("fold", MINUTE_MS);
			await desk.agenda.forget();
			expect(await alarmIn(desk)).toBeNull();
		}));
});

describe("the agenda of a room", () => {
	const room = () => env.ROOM.get(env.ROOM.idFromName(CONVENTION));
	const inRoom = <T>(query: (sql: SqlStorage) => T) =>
		runInDurableObject(room(), (_, { storage }) => query(storage.sql));
	const agenda = () =>
		inRoom((sql) => sql.exec<{ job: string; tries: number }>("SELECT job, tries FROM agenda ORDER BY job").toArray());
	const updates = () => inRoom((sql) => sql.exec<{ n: number }>("SELECT count(*) AS n FROM log").one().n);
	const changedAt = async () =>
		(await env.DB.prepare("SELECT changed_at AS at FROM summary WHERE convention = ?")
			.bind(CONVENTION)
			.first<string>("at")) ?? "";

	/** Writes something, and resolves once it is on disk. */
	async function write(words: string): Promise<Tab> {
		const tab = await Tab.open("ines-vasseur");
		await tab.until(() => tab.synced);
		tab.send(Uint8Array.of(64));
		tab.type("article-2", words);
		await tab.until(() => (tab.saved?.clocks.size ?? 0) > 0);
		return tab;
	}

	/** Ends the object in the middle of whatever it does, its timers with it: an eviction waits for them. */
	const cutOff = () =>
		runInDurableObject(room(), (_, ctx) => ctx.abort("cut off")).catch((error: Error) => {
			expect(error.message).toBe("cut off");
		});

	beforeAll(async () => {
		await SELF.fetch(`${ORIGIN}/demo/people`);
	});

	it("folds and tells lists though the object that wrote was cut off", async () => {
		const before = await changedAt();
		await write(" Un.");
		await cutOff();
		expect(await changedAt(), "nobody has told yet").toBe(before);
		expect(await agenda()).toEqual([
			{ job: "fold", tries: 0 },
			{ job: "list", tries: 0 },
		]);
		expect(await updates()).toBeGreaterThan(0);
		await runDurableObjectAlarm(room());
		expect(await updates()).toBe(0);
		expect((await changedAt()) > before).toBe(true);
		expect(await agenda()).toEqual([]);
		expect(await runDurableObjectAlarm(room()), "there is no alarm any more").toBe(false);
	});

	it("tells lists later when the directory was away, and folds all the same", async () => {
		const before = await changedAt();
		await write(" Deux.");
		await cutOff();
		await env.DB.prepare("ALTER TABLE summary RENAME TO away").run();
		await runDurableObjectAlarm(room());
		await env.DB.prepare("ALTER TABLE away RENAME TO summary").run();
		expect(await updates()).toBe(0);
		expect(await agenda()).toEqual([{ job: "list", tries: 1 }]);
		expect(await changedAt()).toBe(before);
		await evictDurableObject(room());
		await runDurableObjectAlarm(room());
		expect((await changedAt()) > before).toBe(true);
		expect(await agenda()).toEqual([]);
	});
});
