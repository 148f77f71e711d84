import { env, runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addPeople } from "../../worker/directory/membership.ts";
import type { Room } from "../../worker/room/room.ts";
import { CONVENTION, ORIGIN, signIn, Tab } from "./support/tab.ts";

interface Item {
	id: string;
	title: string;
	phase: string;
	territory: string;
	progress: { done: number; total: number } | null;
	turn: string | null;
	task: { fields: number; sections: number; sentence: string } | null;
	deadline: { what: string; on: string } | null;
	changedAt: string;
}
interface Listed {
	conventions: Item[];
	count: number;
	next: string | null;
}

let caf = "";
let commune = "";

const get = (path: string, cookie: string) => SELF.fetch(ORIGIN + path, { headers: { cookie } });
const list = async (query: string, cookie = caf) => (await get(`/api/conventions${query}`, cookie)).json<Listed>();
const page = async (path: string, cookie = caf) => (await get(path, cookie)).text();

beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
});

describe("what a list says of a convention", () => {
	it("is there from its opening on, for each side in its own words", async () => {
		const [mine] = (await list("", commune)).conventions;
		expect(mine).toMatchObject({ id: CONVENTION, phase: "drafting", territory: "Lys-lez-Lannoy" });
		expect(mine?.progress?.done).toBeGreaterThan(0);
		expect(mine?.turn).toMatch(/de jouer : .+ à compléter\./);
		expect(mine?.task?.sentence).toMatch(/à compléter$/);
		expect(mine?.task?.sentence).not.toBe((await list("")).conventions[0]?.task?.sentence);
	});

	it("asks nothing of who only signs", async () => {
		const [only] = (await list("", await signIn("karim-lepage"))).conventions;
		expect(only?.id).toBe(CONVENTION);
		expect(only?.task).toBeNull();
	});

	it("follows what is typed, once the last person has left", async () => {
		const before = (await list("")).conventions[0];
		const tab = await Tab.open("thomas-marchal");
		await tab.until(() => tab.synced);
		tab.doc.getMap("fields").set("convention.fin", "2028");
		tab.doc.getMap("fields").set("plan.echeance", "2025-03-31");
		tab.send(Uint8Array.of(64));
		await tab.until(() => tab.saved !== null);
		tab.close();
		await tab.closed;
		await told(CONVENTION);
		const after = (await list("")).conventions[0];
		expect(after?.progress).toEqual({ done: (before?.progress?.done ?? 0) + 2, total: before?.progress?.total });
		expect(after?.deadline).toEqual({
			what: "end",
			on: "2028-12-31",
			sentence: "Prend fin le 31 décembre 2028",
		});
		expect(Date.parse(after?.changedAt ?? "")).toBeGreaterThan(Date.parse(before?.changedAt ?? ""));
	});

	it("is told while people write on, not only when they leave", async () => {
		const changedAt = async () => (await list("")).conventions[0]?.changedAt ?? "";
		const before = await changedAt();
		const tab = await Tab.open("thomas-marchal");
		await tab.until(() => tab.synced);
		tab.doc.getMap("fields").set("signature.lieu", "Lys-lez-Lannoy");
		await vi.waitUntil(async () => (await changedAt()) > before, { timeout: 15_000, interval: 200 });
		tab.close();
	}, 20_000);

	it("comes back for a convention that lists lost, at the next visit", async () => {
		await env.DB.prepare("DELETE FROM summary WHERE convention = ?").bind(CONVENTION).run();
		await runInDurableObject(room(CONVENTION), (_, { storage }) => storage.kv.delete("told-lists"));
		expect((await list("")).conventions[0]).toMatchObject({ id: CONVENTION, progress: null, task: null });
		expect(await page("/")).toContain("Lys-lez-Lannoy");
	});
});

/** Waits until the room has told lists everything, as its alarm does some seconds after the last person has left. */
async function told(convention: string) {
	await vi.waitUntil(() => runDurableObjectAlarm(room(convention)), { timeout: 5_000, interval: 50 });
	await vi.waitUntil(
		async () => {
			const row = await env.DB.prepare(
				"SELECT changed_at, opened_at FROM summary JOIN convention ON id = convention WHERE id = ?",
			)
				.bind(convention)
				.first<{ changed_at: string; opened_at: string }>();
			return row !== null && row.changed_at > row.opened_at;
		},
		{ timeout: 5_000, interval: 50 },
	);
}

const room = (id: string) => env.ROOM.get(env.ROOM.idFromName(id)) as DurableObjectStub<Room>;

describe("a list of 500", () => {
	const PERSON = "beatrice-lecoeur";
	let cookie = "";

	beforeAll(async () => {
		await addPeople(
			env.DB,
			[{ id: "caf-x", kind: "caf", name: "Caisse d'allocations familiales X", shortName: "Caf X", alias: "la Caf" }],
			[{ id: PERSON, name: "Béatrice Lecœur", email: "beatrice@x.test" }],
			[{ person: PERSON, organisation: "caf-x", title: "", manages: true }],
			new Date(),
		);
		await seed(500);
		cookie = await sessionOf(PERSON);
	});

	/** Conventions as lists know them; no room stands behind them, so that asking one would fail. */
	async function seed(count: number) {
		const all = Array.from({ length: count }, (_, n) => n);
		const organisation = env.DB.prepare(
			"INSERT INTO organisation (id, kind, name, short_name, alias) VALUES (?1, 'commune', ?2, ?2, 'la Commune')",
		);
		const convention = env.DB.prepare(
			"INSERT INTO convention (id, title, model, phase, opened_at) VALUES (?, ?, 'ctg-2024', ?, ?)",
		);
		const party = env.DB.prepare("INSERT INTO party (convention, organisation, id) VALUES (?, ?, ?)");
		const member = env.DB.prepare(
			"INSERT INTO member (convention, person, party, roles) VALUES (?, ?, 'caf', '[\"drafts\"]')",
		);
		const summary = env.DB.prepare(`
			INSERT INTO summary (convention, territory, starts, ends, deadlines, done, total, turns, parties, search, changed_at)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, 31, ?7, ?8, ?9, ?10)`);
		// As a room told it that was last visited before turns named a party.
		const turn = { owner: "caf", to: "à la Caf", fields: 3, sections: 1, first: {} };
		await env.DB.batch(
			all.flatMap((n) => {
				const [id, name] = [`x-${n}`, `Épinay-lès-Œuvres ${n}`];
				const ends = 2026 + (n % 4);
				const day = `2026-${String((n % 12) + 1).padStart(2, "0")}-01T00:00:00.000Z`;
				return [
					organisation.bind(`commune-${n}`, `Commune de ${name}`),
					convention.bind(id, `CTG ${name}`, n % 5 === 0 ? "signed" : "drafting", day),
					party.bind(id, "caf-x", "caf"),
					party.bind(id, `commune-${n}`, "commune"),
					member.bind(id, PERSON),
					summary.bind(
						id,
						name,
						ends - 4,
						ends,
						JSON.stringify([{ what: "end", on: `${ends}-12-31` }]),
						n % 31,
						JSON.stringify(n % 2 ? [turn] : []),
						JSON.stringify({ names: ["Caf X", `Commune de ${name}`], count: 2 }),
						`ctg epinay les oeuvres ${n} caf x commune de epinay les oeuvres ${n}`,
						day,
					),
				];
			}),
		);
	}

	async function sessionOf(person: string): Promise<string> {
		const borrowed = await signIn("odile-garance");
		await env.DB.prepare(
			"UPDATE session SET userId = ?1 WHERE id = (SELECT id FROM session WHERE userId = 'odile-garance' ORDER BY createdAt DESC LIMIT 1)",
		)
			.bind(person)
			.run();
		return borrowed;
	}

	it("is whole for programs, and has pages that neither repeat nor leave out for people", async () => {
		for (const sort of ["changed", "title", "deadline", "progress"]) {
			const { conventions } = await list(`?sort=${sort}`, cookie);
			expect(conventions).toHaveLength(500);
			const seen: string[] = [];
			let next = `/?sort=${sort}`;
			while (next) {
				const page = await (await SELF.fetch(ORIGIN + next, { headers: { cookie } })).text();
				seen.push(...[...page.matchAll(/data-id="([^"]+)"/g)].map(([, id]) => id ?? ""));
				next = /href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
			}
			expect(seen).toEqual(conventions.map(({ id }) => id));
		}
	}, 60_000);

	it.each([
		["?q=epinay", 500],
		["?q=ÉPINAY%20œuvres%2041", 15],
		["?q=oeuvres%20nulle", 0],
		["?q=%25", 500],
		[`?q=${"anticonstitutionnellement".repeat(4)}`, 0],
		["?phase=signed", 100],
		["?party=commune-7", 1],
		["?party=caf-x&q=commune", 500],
		["?year=2022", 125],
		["?mine=1", 200],
		["?phase=drafting&year=2029", 125 - 25],
	])("is narrowed by %s to %i", async (query, count) => {
		expect((await list(query, cookie)).count).toBe(count);
	});

	it.each(["sort", "phase", "year", "expiring", "mine", "after"])("names a wrong %s", async (name) => {
		const answer = await get(`/api/conventions?${name}=rien`, cookie);
		expect(answer.status).toBe(400);
		expect((await answer.json<{ error: { field: string } }>()).error.field).toBe(name);
	});

	it("asks no room, and the database once, however many there are", async () => {
		const woken = vi.spyOn(Object.getPrototypeOf(env.ROOM), "get");
		const asked = vi.spyOn(Object.getPrototypeOf(env.DB), "batch");
		const html = await page("/", cookie);
		expect(html.match(/data-id=/g)).toHaveLength(50);
		expect(woken).not.toHaveBeenCalled();
		expect(asked).toHaveBeenCalledTimes(1);
		await get("/api/conventions/x-1", cookie);
		expect(woken, "what would have been seen").toHaveBeenCalled();
		vi.restoreAllMocks();
	});

	it("is drawn without JavaScript, with what is mine first", async () => {
		const html = await page("/?q=epinay", cookie);
		expect(html).toMatch(/500 conventions sur 500/);
		expect(html.indexOf("À vous de jouer")).toBeLessThan(html.indexOf("Toutes les conventions"));
		expect(html).toContain("3 champs et une partie libre à compléter");
		expect(html).toMatch(/href="\/\?q=epinay&amp;after=x-\d+"/);
		expect(html).toContain("Voir les 197 autres conventions");
	});

	it("says how to widen what finds nothing", async () => {
		const html = await page("/?q=introuvable&phase=signed", cookie);
		expect(html).toContain("Aucune convention sur 500");
		expect(html).toContain('href="/?phase=signed"');
		expect(html).toContain('href="/?q=introuvable"');
	});

	it("is fast", async () => {
		const times: number[] = [];
		for (let n = 0; n < 15; n++) {
			const from = performance.now();
			await page("/?sort=title&q=epinay", cookie);
			times.push(performance.now() - from);
		}
		const median = times.sort((a, b) => a - b)[7] ?? 0;
		console.log(`a page of 50 out of 500: ${median.toFixed(1)} ms (median)`);
		expect(median).toBeLessThan(1_000);
	});
});

describe("an empty list", () => {
	beforeEach(() => env.DB.prepare("DELETE FROM member WHERE person = 'odile-garance'").run());

	it("says who will open a convention, to a commune", async () => {
		expect(await page("/", await signIn("odile-garance"))).toContain("C’est votre Caf qui ouvre une convention");
	});

	it("leads to an organisation who has none", async () => {
		const cookie = await signIn("odile-garance");
		await env.DB.prepare("DELETE FROM membership WHERE person = 'odile-garance'").run();
		expect(await page("/", cookie)).toContain('href="/organisations/nouvelle"');
	});

	it("leads a Caf to a new convention", async () => {
		const cookie = await signIn("odile-garance");
		await env.DB.prepare("INSERT INTO membership (person, organisation) VALUES ('odile-garance', 'caf-du-nord')").run();
		expect(await page("/", cookie)).toContain('href="/conventions/nouvelle"');
	});
});

describe("the way out", () => {
	it("ends the session", async () => {
		const cookie = await signIn("rose-delmotte");
		const answer = await SELF.fetch(`${ORIGIN}/deconnexion`, {
			method: "POST",
			headers: { cookie, origin: ORIGIN },
			redirect: "manual",
		});
		expect(answer.status).toBe(303);
		expect((await get("/api/conventions", cookie)).status).toBe(401);
	});
});
