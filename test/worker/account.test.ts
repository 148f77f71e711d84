import { createScheduledController, env, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { memberAsOf } from "../../worker/directory/member.ts";
import worker from "../../worker/index.ts";
import { announce } from "../../worker/room/announce.ts";
import type { Room } from "../../worker/room/room.ts";
import { writeStructure } from "./access-cast.ts";
import { newSiret } from "./support/asking.ts";
import { invitationTo, lettersTo } from "./support/letters.ts";
import { NEVER, Tab } from "./support/tab.ts";
import { CONVENTION, ORIGIN, refusalOf, Visitor } from "./support/visitor.ts";

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});

const as = async (person: string) => {
	const visitor = new Visitor();
	await visitor.post("/demo/session", { person });
	return visitor;
};
const rowsOf = async (table: string, ...values: string[]) =>
	(
		await env.DB.prepare(`SELECT count(*) AS rows FROM ${table}`)
			.bind(...values)
			.first<{ rows: number }>()
	)?.rows ?? 0;
const idOf = async (email: string) =>
	(await env.DB.prepare("SELECT id FROM person WHERE email = ?").bind(email).first<{ id: string }>())?.id ?? "";
/** A member of the demonstration's convention, with these roles. */
const enrol = async (email: string, roles: string[], party = "commune") =>
	env.DB.prepare("INSERT INTO member (convention, person, party, roles) VALUES (?, ?, ?, ?)")
		.bind(CONVENTION, await idOf(email), party, JSON.stringify(roles))
		.run();

describe("one's own account", () => {
	it("is nobody's who is not signed in", async () => {
		const nobody = new Visitor();
		for (const [method, path] of [
			["GET", "/api/account"],
			["PATCH", "/api/account"],
			["DELETE", "/api/account"],
			["GET", "/api/account/export"],
			["DELETE", "/api/account/sessions"],
			["DELETE", "/api/account/sessions/x"],
			["POST", "/api/account/passkeys/request"],
			["POST", "/api/account/passkeys"],
			["PATCH", "/api/account/passkeys/x"],
			["DELETE", "/api/account/passkeys/x"],
			["POST", "/api/sign-out/everywhere"],
		] as const) {
			const answer = await nobody.ask(method, path, method === "GET" ? undefined : {});
			expect(await refusalOf(answer), path).toMatchObject({ status: 401, code: "signedOut" });
		}
		for (const path of ["/compte", "/compte/donnees", "/connexion/nom"]) {
			const page = await nobody.get(path);
			expect(page.status).toBe(401);
			if (path !== "/connexion/nom")
				expect(await page.text()).toContain(`/connexion?suite=${encodeURIComponent(path)}`);
		}
	});

	it("shows organisations with titles, and takes a name that is one", async () => {
		const ines = await as("ines-vasseur");
		expect(await (await ines.get("/api/account")).json()).toMatchObject({
			name: "Inès Vasseur",
			email: "ines-vasseur@demonstration.test",
			organisations: [{ name: "Caf du Nord", title: "Conseillère technique" }],
			passkeys: [],
		});
		const person = await Visitor.named("nom@mairie.test");
		expect(await refusalOf(await person.ask("PATCH", "/api/account", { name: "<b>" }))).toMatchObject({
			status: 400,
			code: "invalidName",
			field: "name",
		});
		expect(await (await person.get("/api/account")).json()).toMatchObject({ name: "Camille Aubry" });
	});

	it("has passkeys that only their owner may name and remove", async () => {
		const owner = await Visitor.named("cle@mairie.test");
		await env.DB.prepare(
			`INSERT INTO passkey (id, name, publicKey, userId, credentialID, counter, deviceType, backedUp, createdAt)
			VALUES ('p-1', 'Téléphone', 'key', ?, 'c-1', 0, 'multiDevice', 1, '2026-11-01T08:00:00.000Z')`,
		)
			.bind(await idOf("cle@mairie.test"))
			.run();
		const stranger = await Visitor.named("autre-cle@mairie.test");
		expect((await stranger.ask("PATCH", "/api/account/passkeys/p-1", { name: "Moi" })).status).toBe(404);
		expect((await stranger.ask("DELETE", "/api/account/passkeys/p-1")).status).toBe(404);
		expect((await owner.ask("PATCH", "/api/account/passkeys/p-1", { name: "Mon téléphone" })).status).toBe(204);
		expect(await (await owner.get("/api/account")).json()).toMatchObject({
			passkeys: [{ id: "p-1", name: "Mon téléphone", addedAt: "2026-11-01T08:00:00.000Z", synced: true }],
		});
		expect((await owner.ask("DELETE", "/api/account/passkeys/p-1")).status).toBe(204);
		expect(await (await owner.get("/api/account")).json()).toMatchObject({ passkeys: [] });
	});

	it("takes no passkey that nobody signed, and signs nobody in with one it does not know", async () => {
		const owner = await Visitor.named("fausse-cle@mairie.test");
		const asked = await (await owner.post("/api/account/passkeys/request")).json<Record<string, unknown>>();
		expect(asked).toMatchObject({
			rp: { name: "Copacte", id: "copacte.test" },
			user: { name: "fausse-cle@mairie.test" },
		});
		const forged = { id: "x", rawId: "x", type: "public-key", response: {}, clientExtensionResults: {} };
		expect(await refusalOf(await owner.post("/api/account/passkeys", { name: "Clé", response: forged }))).toMatchObject(
			{
				status: 400,
				code: "passkeyNotAdded",
			},
		);
		const stranger = new Visitor();
		expect((await stranger.post("/api/sign-in/passkey/request")).status).toBe(200);
		expect(await refusalOf(await stranger.post("/api/sign-in/passkey", { response: forged }))).toMatchObject({
			status: 401,
			code: "passkeyRefused",
		});
	});
});

describe("who opened what", () => {
	it("is written once a day, for members only, and read by those who coordinate", async () => {
		const mayor = await as("karim-lepage");
		await mayor.get(`/conventions/${CONVENTION}`);
		await mayor.get(`/api/conventions/${CONVENTION}/text`);
		await expect.poll(() => rowsOf("opening WHERE person = 'karim-lepage' AND times = 2")).toBe(1);
		const tab = await Tab.connect(mayor.cookie, CONVENTION);
		await expect.poll(() => rowsOf("opening WHERE person = 'karim-lepage' AND times = 3")).toBe(1);
		tab.close();

		const outsider = await as("odile-garance");
		await outsider.get(`/conventions/${CONVENTION}`);
		await (await Tab.connect(outsider.cookie, CONVENTION)).closed;

		const thomas = await as("thomas-marchal");
		const { openings } = await (await thomas.get(`/api/conventions/${CONVENTION}/openings`)).json<{
			openings: Record<string, unknown>[];
		}>();
		expect(openings).toContainEqual({
			person: "karim-lepage",
			name: "Karim Lepage",
			party: "commune",
			day: new Date().toISOString().slice(0, 10),
			firstAt: expect.any(String),
			lastAt: expect.any(String),
			times: 3,
		});
		expect(openings.map(({ person }) => person)).not.toContain("odile-garance");
		const path = `/api/conventions/${CONVENTION}/openings`;
		expect(await refusalOf(await mayor.get(path))).toMatchObject({ status: 403, code: "forbidden" });
		expect(await refusalOf(await outsider.get(path))).toMatchObject({ status: 404, code: "unknownConvention" });
		expect(await refusalOf(await new Visitor().get(path))).toMatchObject({ status: 401, code: "signedOut" });
	});
});

describe("what is held about somebody", () => {
	it("is theirs to take away: everything but keys and tokens", async () => {
		const ines = await as("ines-vasseur");
		await ines.get(`/conventions/${CONVENTION}`);
		await expect.poll(() => rowsOf("opening WHERE person = 'ines-vasseur'")).toBe(1);
		const answer = await ines.get("/api/account/export");
		expect(answer.headers.get("content-disposition")).toBe('attachment; filename="mes-donnees-copacte.json"');
		const text = await answer.text();
		expect(JSON.parse(text)).toMatchObject({
			account: { id: "ines-vasseur", name: "Inès Vasseur", email: "ines-vasseur@demonstration.test" },
			organisations: [{ name: "Caf du Nord", title: "Conseillère technique" }],
			conventions: [{ id: CONVENTION, phase: "drafting", party: "caf", roles: ["coordinates", "drafts"] }],
			waysIn: [],
			passkeys: [],
			sessions: expect.arrayContaining([
				expect.objectContaining({ userAgent: expect.stringContaining("Firefox"), ipAddress: expect.any(String) }),
			]),
			openings: [{ convention: CONVENTION, times: 1 }],
			invitations: [],
			acts: [{ convention: CONVENTION, seq: 1, act: "opened" }],
		});
		expect(text).not.toMatch(/token|publicKey|credentialID/);
		expect(text).not.toContain("thomas");
	});

	it("is said in numbers on a page", async () => {
		const person = await Visitor.named("donnees@mairie.test");
		const page = await (await person.get("/compte/donnees")).text();
		expect(page).toContain('"held":{"name":"Camille Aubry","email":"donnees@mairie.test"');
	});
});

describe("closing an account", () => {
	it("asks for the address, and then takes everything but the name of who took part", async () => {
		const email = "part@mairie.test";
		const person = await Visitor.named(email, "Lise Bonnard");
		const other = new Visitor();
		await other.enter(email);
		const id = await idOf(email);
		await enrol(email, ["drafts"]);
		await env.DB.prepare(
			"INSERT INTO membership (person, organisation, title) VALUES (?, 'lys-lez-lannoy', 'Adjointe')",
		)
			.bind(id)
			.run();
		const tab = await Tab.connect(person.cookie, CONVENTION);
		await expect.poll(() => rowsOf("opening WHERE person = ?", id)).toBe(1);
		expect(await refusalOf(await person.ask("DELETE", "/api/account", { email: "autre@mairie.test" }))).toMatchObject({
			status: 400,
			code: "otherAddress",
			field: "email",
		});
		expect((await person.ask("DELETE", "/api/account", { email: " Part@mairie.test " })).status).toBe(204);
		expect((await tab.closed).code).toBe(1013);
		expect((await other.get("/api/account")).status).toBe(401);
		for (const table of ["session WHERE userId", "passkey WHERE userId", "account WHERE userId"]) {
			expect(await rowsOf(`${table} = ?`, id), table).toBe(0);
		}
		for (const table of ["device", "membership", "member", "opening"]) {
			expect(await rowsOf(`${table} WHERE person = ?`, id), table).toBe(0);
		}
		const left = await env.DB.prepare("SELECT name, email, image, closedAt FROM person WHERE id = ?").bind(id).first();
		expect(left).toEqual({
			name: "Lise Bonnard",
			email: `${id}@compte-ferme.invalid`,
			image: null,
			closedAt: expect.any(String),
		});
		// Whoever comes back is somebody new.
		const back = new Visitor();
		expect(await (await back.enter(email)).json()).toEqual({ isNamed: false });
		expect(await idOf(email)).not.toBe(id);
		expect((await back.get(`/api/conventions/${CONVENTION}`)).status).toBe(404);
	});

	it("leaves no name where nobody took part in anything", async () => {
		const email = "passage@mairie.test";
		const person = await Visitor.named(email);
		const id = await idOf(email);
		expect((await person.ask("DELETE", "/api/account", { email })).status).toBe(204);
		const left = await env.DB.prepare("SELECT name FROM person WHERE id = ?").bind(id).first<{ name: string }>();
		expect(left?.name).toBe("");
	});

	it("waits until somebody else coordinates for one's party, while the convention lives", async () => {
		const email = "seule@mairie.test";
		const person = await Visitor.named(email);
		await enrol(email, ["coordinates"], "caf");
		await env.DB.prepare("UPDATE member SET roles = '[\"drafts\"]' WHERE person = 'ines-vasseur'").run();
		const close = () => person.ask("DELETE", "/api/account", { email });
		// Thomas coordinates, for the other side.
		expect(await refusalOf(await close())).toMatchObject({
			status: 409,
			code: "onlyCoordinator",
			message: expect.stringContaining("CTG 2024-2028 · Lys-lez-Lannoy"),
		});
		expect((await person.get("/api/account")).status).toBe(200);
		await env.DB.prepare(
			"UPDATE member SET roles = '[\"coordinates\",\"drafts\"]' WHERE person = 'ines-vasseur'",
		).run();
		expect((await close()).status).toBe(204);
	});
});

describe("closing the account of somebody who invites others", () => {
	const signUp = async (email: string) => {
		const boss = await Visitor.named(email);
		const organisation = { kind: "commune", name: "commune d'Ys", shortName: "Commune d'Ys", alias: "la Commune" };
		const answer = await boss.post("/api/organisations", {
			organisation: { ...organisation, siret: newSiret() },
			title: "Maire",
		});
		const { id } = await answer.json<{ id: string }>();
		const invite = async (email: string) => {
			await boss.post(`/api/organisations/${id}/invitations`, { email });
			const token = await invitationTo(email);
			const guest = await Visitor.named(email);
			return { guest, accept: () => guest.post("/api/invitations/accept", { token }) };
		};
		return { boss, id, invite, close: () => boss.ask("DELETE", "/api/account", { email }) };
	};

	it("withdraws what they invited to, and forgets the address of what they accepted", async () => {
		const { invite, close } = await signUp("maire@ys.test");
		const { accept } = await invite("adjointe@ys.test");
		expect((await close()).status).toBe(204);
		expect(await refusalOf(await accept())).toMatchObject({ status: 410, code: "invitationWithdrawn" });
	});

	it("waits until somebody else manages their colleagues", async () => {
		const { boss, id, invite, close } = await signUp("maire2@ys.test");
		const { guest, accept } = await invite("adjointe2@ys.test");
		expect((await accept()).status).toBe(200);
		expect(await refusalOf(await close())).toMatchObject({ status: 409, code: "lastManager" });
		const other = await idOf("adjointe2@ys.test");
		await boss.ask("PATCH", `/api/organisations/${id}/people/${other}`, { manages: true });
		expect((await close()).status).toBe(204);
		expect(await rowsOf("invitation WHERE email = 'adjointe2@ys.test'")).toBe(1);
		await guest.ask("DELETE", "/api/account", { email: "adjointe2@ys.test" });
		expect(await rowsOf("invitation WHERE email = 'adjointe2@ys.test'")).toBe(0);
	});

	it("reaches a room that somebody was about to join", async () => {
		const email = "presque@mairie.test";
		const person = await Visitor.named(email);
		await enrol(email, ["drafts"]);
		const standing = await memberAsOf(env.DB, CONVENTION, await idOf(email));
		if (!standing) throw new Error("they take part");
		await person.get(`/conventions/${CONVENTION}`);
		await expect.poll(async () => rowsOf("opening WHERE person = ?", await idOf(email))).toBe(1);
		expect((await person.ask("DELETE", "/api/account", { email })).status).toBe(204);
		const room = env.ROOM.get(env.ROOM.idFromName(CONVENTION));
		const stream = await room.fetch(announce(new Request(`${ORIGIN}/room`), standing, NEVER));
		expect(stream.status).toBe(404);
		await stream.text();
	});
});

describe("every night", () => {
	const night = (at = new Date()) =>
		worker.scheduled(createScheduledController({ scheduledTime: at }), env as unknown as Env);
	const ago = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000);

	it("forgets sessions, links and counts whose time is over, old letters, and the detail of old openings", async () => {
		const visitor = await Visitor.named("nuit@mairie.test");
		await visitor.post("/api/sign-in/link", { email: "nuit@mairie.test" });
		const id = await idOf("nuit@mairie.test");
		await env.DB.batch([
			env.DB.prepare(
				"INSERT INTO session (id, expiresAt, token, createdAt, updatedAt, userId) VALUES ('old', ?1, 'old', ?1, ?1, ?2)",
			).bind(ago(1).toISOString(), id),
			env.DB.prepare("INSERT INTO verification VALUES ('old', 'old', '{}', ?1, ?1, ?1)").bind(ago(1).toISOString()),
			env.DB.prepare("INSERT INTO rateLimit VALUES ('old', 'old', 1, ?)").bind(ago(2).getTime()),
			...[89, 91].map((days) =>
				env.DB.prepare(
					`INSERT INTO invitation (id, token, email, organisation, state, sent_at, expires_at)
					VALUES (?1, ?1, ?1, 'sainte-aubeline', 'pending', ?2, ?2)`,
				).bind(`${days} days`, ago(days).toISOString()),
			),
			env.DB.prepare("INSERT INTO outbox (recipient, subject, text, html, sent_at) VALUES ('old', '', '', '', ?)").bind(
				ago(31).toISOString(),
			),
			...[400, 380, 10].map((days) =>
				env.DB.prepare("INSERT INTO opening VALUES (?, 'paul-derville', ?, ?3, ?3, 1)").bind(
					CONVENTION,
					ago(days).toISOString().slice(0, 10),
					ago(days).toISOString(),
				),
			),
			env.DB.prepare("INSERT INTO opening VALUES (?, 'helene-courtois', ?, ?3, ?3, 1)").bind(
				CONVENTION,
				ago(500).toISOString().slice(0, 10),
				ago(500).toISOString(),
			),
		]);
		const links = await rowsOf("verification WHERE id <> 'old'");
		await night();
		for (const table of ["session", "verification", "rateLimit"]) {
			expect(await rowsOf(`${table} WHERE id = 'old'`), table).toBe(0);
		}
		expect(await rowsOf("outbox WHERE recipient = 'old'")).toBe(0);
		expect(await rowsOf("invitation WHERE id IN ('89 days', '91 days')")).toBe(1);
		expect(await rowsOf("opening WHERE person = 'paul-derville'")).toBe(1);
		// The last time stays: it tells how long a draft has been left alone.
		expect(await rowsOf("opening WHERE person = 'helene-courtois'")).toBe(1);
		expect((await visitor.get("/api/account")).status).toBe(200);
		expect(await rowsOf("verification")).toBe(links);
		expect(links).toBeGreaterThan(0);
	});

	it("ends the pages that a session still holds open after its time", async () => {
		const tab = await Tab.open("rose-delmotte", { convention: CONVENTION });
		await tab.until(() => tab.synced);
		await vi.waitUntil(() => rowsOf("opening WHERE person = 'rose-delmotte'"));
		await env.DB.prepare("UPDATE session SET expiresAt = ? WHERE userId = 'rose-delmotte'")
			.bind(ago(1).toISOString())
			.run();
		await night();
		expect((await tab.closed).code).toBe(1013);
	});

	it("announces a draft that nobody opens any more, then erases it whole; opening it keeps it", async () => {
		const ines = await as("ines-vasseur");
		const open = async () => {
			const answer = await ines.post("/api/conventions", { model: "ctg-2024", parties: ["sainte-aubeline"] });
			const { id } = await answer.json<{ id: string }>();
			await env.DB.batch([
				env.DB.prepare("UPDATE convention SET opened_at = ? WHERE id = ?").bind(ago(800).toISOString(), id),
				env.DB.prepare(
					"INSERT INTO member (convention, person, party, roles) VALUES (?, 'odile-garance', 'commune', ?)",
				).bind(id, '["drafts"]'),
			]);
			return id;
		};
		const [forgotten, signed, kept] = [await open(), await open(), await open()];
		await env.DB.prepare("UPDATE convention SET phase = 'signed' WHERE id = ?").bind(signed).run();
		// More old archives than are looked at in a night.
		await env.DB.prepare(
			`WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 250)
			INSERT INTO convention (id, title, model, phase, opened_at) SELECT 'archive-' || n, '', '', 'signed', ? FROM number`,
		)
			.bind(ago(3000).toISOString())
			.run();
		await night();
		const letters = (await lettersTo("odile-garance@demonstration.test")).map(({ text }) => text);
		expect(letters.filter((text) => text.includes(forgotten))).toHaveLength(1);
		expect(letters.filter((text) => text.includes(kept))).toHaveLength(1);
		expect(letters.filter((text) => text.includes(signed))).toHaveLength(0);
		expect(letters[0]).toMatch(/Il sera effacé le \d+(er)? \S+ \d{4}\./);

		await ines.get(`/conventions/${kept}`);
		await expect.poll(() => rowsOf("opening WHERE convention = ?", kept)).toBe(1);
		await night(ago(-29));
		await ines.post("/demo/session", { person: "ines-vasseur" });
		expect((await ines.get(`/api/conventions/${forgotten}`)).status).toBe(200);
		await env.DB.prepare("DELETE FROM opening WHERE convention = ?").bind(forgotten).run();
		await env.DB.prepare("INSERT INTO opening VALUES (?, 'paul-derville', ?, ?3, ?3, 1)")
			.bind(forgotten, ago(790).toISOString().slice(0, 10), ago(790).toISOString())
			.run();
		await night(ago(-31));
		await ines.post("/demo/session", { person: "ines-vasseur" });
		for (const path of ["", "/text", "/findings"]) {
			expect((await ines.get(`/api/conventions/${forgotten}${path}`)).status).toBe(404);
		}
		for (const id of [signed, kept]) expect((await ines.get(`/api/conventions/${id}`)).status).toBe(200);
		const room = env.ROOM.get(env.ROOM.idFromName(forgotten));
		await runInDurableObject(room, (object: Room, { storage }) => {
			expect(object.read()).toMatchObject({ failed: true, code: "unknownConvention" });
			for (const table of ["facts", "journal", "client", "snapshot", "log"]) {
				expect(storage.sql.exec(`SELECT * FROM ${table}`).toArray(), table).toEqual([]);
			}
		});
		expect(await rowsOf("member WHERE convention = ?", forgotten)).toBe(0);
	});

	it("erases no draft of which nobody could be told, and nothing that its room knows to be signed", async () => {
		const ines = await as("ines-vasseur");
		const open = async () => {
			const { id } = await (await ines.post("/api/conventions", { model: "ctg-2024" })).json<{ id: string }>();
			await env.DB.prepare("UPDATE convention SET opened_at = ? WHERE id = ?").bind(ago(800).toISOString(), id).run();
			return id;
		};
		const [untold, signed] = [await open(), await open()];
		await env.DB.prepare("ALTER TABLE outbox RENAME TO outbox_away").run();
		const withoutMail = env.DB.prepare("CREATE TABLE outbox (sent_at TEXT)");
		await withoutMail.run();
		await night();
		await env.DB.batch([
			env.DB.prepare("DROP TABLE outbox"),
			env.DB.prepare("ALTER TABLE outbox_away RENAME TO outbox"),
			env.DB.prepare("UPDATE convention SET erasure_announced_at = ? WHERE id = ?").bind(ago(40).toISOString(), signed),
		]);
		// The directory has not heard of it.
		await writeStructure(signed, { phase: "signed" });
		await night(ago(-31));
		await ines.post("/demo/session", { person: "ines-vasseur" });
		expect((await ines.get(`/api/conventions/${signed}`)).status).toBe(200);
		expect((await ines.get(`/api/conventions/${untold}`)).status).toBe(200);
		const letters = (await lettersTo("ines-vasseur@demonstration.test")).map(({ text }) => text);
		expect(letters.filter((text) => text.includes(untold))).toHaveLength(1);
	});
});
