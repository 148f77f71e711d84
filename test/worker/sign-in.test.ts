import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import worker from "../../worker/app.ts";
import { lettersTo, linkTo } from "./support/letters.ts";
import { Tab } from "./support/tab.ts";
import { CONVENTION, ORIGIN, refusalOf, Visitor } from "./support/visitor.ts";

beforeAll(async () => {
	await SELF.fetch(`${ORIGIN}/demo/people`);
});

const rowsOf = async (table: string) =>
	(await env.DB.prepare(`SELECT count(*) AS rows FROM ${table}`).first<{ rows: number }>())?.rows ?? 0;

describe("a link by mail", () => {
	it("signs in once, makes the account at the first time, and asks for a name", async () => {
		const visitor = new Visitor();
		const entered = await visitor.enter("anne.morel@mairie.test");
		expect(entered.status).toBe(200);
		expect(await entered.json()).toEqual({ isNamed: false });
		const home = await visitor.get("/compte");
		expect(home.headers.get("location")).toBe("/connexion/nom?suite=%2Fcompte");
		expect((await visitor.ask("PATCH", "/api/account", { name: "  Anne   Morel " })).status).toBe(204);
		expect(await (await visitor.get("/api/account")).json()).toMatchObject({
			name: "Anne Morel",
			email: "anne.morel@mairie.test",
		});
		const again = await new Visitor().post("/api/sign-in/token", { token: await linkTo("anne.morel@mairie.test") });
		expect(await refusalOf(again)).toMatchObject({ status: 410, code: "linkSpent" });
		expect(await (await new Visitor().enter("Anne.Morel@mairie.test".toLowerCase())).json()).toEqual({ isNamed: true });
	});

	it("is consumed by nobody who only opens it: what scans mails for evil opens every link", async () => {
		const visitor = new Visitor();
		await visitor.post("/api/sign-in/link", { email: "scanner@mairie.test" });
		const token = await linkTo("scanner@mairie.test");
		for (const path of [
			"/connexion/lien",
			`/api/auth/magic-link/verify?token=${token}`,
			`/api/sign-in/token?token=${token}`,
		]) {
			await new Visitor().get(path);
		}
		expect((await visitor.post("/api/sign-in/token", { token })).status).toBe(200);
	});

	it("expires", async () => {
		await new Visitor().post("/api/sign-in/link", { email: "tard@mairie.test" });
		const token = await linkTo("tard@mairie.test");
		await env.DB.prepare("UPDATE verification SET expiresAt = ? WHERE value LIKE '%tard@mairie.test%'")
			.bind(new Date(Date.now() - 1000).toISOString())
			.run();
		expect(await refusalOf(await new Visitor().post("/api/sign-in/token", { token }))).toMatchObject({
			code: "linkSpent",
			message: expect.stringContaining("Demandez-en un nouveau"),
		});
	});

	it("leads on to where one was going, within this site and nowhere else", async () => {
		const to = `/conventions/${CONVENTION}?article=2`;
		await new Visitor().post("/api/sign-in/link", { email: "suite@mairie.test", to });
		expect((await lettersTo("suite@mairie.test"))[0]?.text).toContain(`&${new URLSearchParams({ suite: to })}`);
		await new Visitor().post("/api/sign-in/link", { email: "ailleurs@mairie.test", to: "//ailleurs.example" });
		expect((await lettersTo("ailleurs@mairie.test"))[0]?.text).not.toContain("ailleurs.example");
		const page = await (await new Visitor().get("/connexion?suite=https://ailleurs.example/")).text();
		expect(page).not.toContain("ailleurs.example");
		expect(page).toContain('"to":"/"');
	});

	it("says nothing of accounts: the same answer, the same letter, the same looks into the database", async () => {
		await Visitor.named("connue@mairie.test");
		await env.DB.prepare("DELETE FROM outbox").run();
		const traces = [];
		for (const email of ["connue@mairie.test", "inconnu@mairie.test"]) {
			const asked: string[] = [];
			const answer = await worker.fetch(
				new Request(`${ORIGIN}/api/sign-in/link`, { method: "POST", body: JSON.stringify({ email }) }),
				{ ...env, DB: watched(env.DB, asked) } as unknown as Env,
			);
			const [letter] = await lettersTo(email);
			const blind = JSON.stringify(letter)
				.replaceAll(email, "X")
				.replace(/#[a-zA-Z]+/g, "#T")
				.replace(/#[a-zA-Z]+/g, "#T");
			traces.push({
				status: answer.status,
				body: await answer.text(),
				letter: blind.replace(/"(id|sent_at)":[^,}]+/g, ""),
				asked,
			});
		}
		expect(traces[0]).toEqual(traces[1]);
		expect(traces[0]?.status).toBe(204);
		expect(traces[0]?.asked.length).toBeGreaterThan(2);
	});

	it.each([
		"",
		"maire",
		"maire@",
		"@mairie.fr",
		"maire@mairie",
		"maire @mairie.fr",
		"a..b@mairie.fr",
		"maire@mairie.fr, x@y.fr",
	])("is not sent to %o, and the field is named", async (email) => {
		expect(await refusalOf(await new Visitor().post("/api/sign-in/link", { email }))).toMatchObject({
			status: 400,
			code: "invalidAddress",
			field: "email",
			message: expect.stringContaining("prenom.nom@commune.fr"),
		});
	});

	it("that could not be sent is owned to", async () => {
		const answer = await worker.fetch(
			new Request(`${ORIGIN}/api/sign-in/link`, { method: "POST", body: JSON.stringify({ email: "a@mairie.test" }) }),
			{ ...env, MAIL: "cloudflare", EMAIL: undefined } as unknown as Env,
		);
		expect(await refusalOf(answer)).toMatchObject({ status: 503, code: "mailNotSent" });
	});
});

describe("rate limits on signing in", () => {
	it("stop who floods one address, from wherever, and say how long to wait", async () => {
		for (let time = 0; time < 5; time++) {
			expect((await new Visitor().post("/api/sign-in/link", { email: "cible@mairie.test" })).status).toBe(204);
		}
		const answer = await new Visitor().post("/api/sign-in/link", { email: "Cible@Mairie.test" });
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(800);
		expect(await refusalOf(answer)).toMatchObject({
			status: 429,
			code: "tooManyLinks",
			message: expect.stringMatching(/redemandez-en un dans 15 minutes\.$/),
		});
		expect(await lettersTo("cible@mairie.test")).toHaveLength(5);
		expect((await new Visitor().post("/api/sign-in/link", { email: "autre@mairie.test" })).status).toBe(204);
	});

	it("stop one network that asks for many addresses; in IPv6, a whole household", async () => {
		const from = (at: number) => new Visitor({ "cf-connecting-ip": `2001:db8:7:9:${at.toString(16)}::1` });
		const statuses = [];
		for (let at = 0; at < 61; at++) {
			statuses.push((await from(at).post("/api/sign-in/link", { email: `personne-${at}@mairie.test` })).status);
		}
		expect(statuses).toEqual([...Array(60).fill(204), 429]);
	});

	it("stop who tries tokens or keys", async () => {
		const guesser = new Visitor();
		for (let time = 0; time < 60; time++) {
			expect((await guesser.post("/api/sign-in/token", { token: `guess-${time}` })).status).toBe(410);
		}
		expect(await refusalOf(await guesser.post("/api/sign-in/token", { token: "guess" }))).toMatchObject({
			status: 429,
			code: "tooManyTries",
		});
		const key = await guesser.post("/api/sign-in/passkey", { response: { id: "x" } });
		expect(key.status).toBe(429);
	});

	it("begin anew when their time is over, and are exact when requests come at once", async () => {
		const visitor = new Visitor();
		const email = "rafale@mairie.test";
		const answers = await Promise.all(Array.from({ length: 9 }, () => visitor.post("/api/sign-in/link", { email })));
		expect(answers.filter(({ status }) => status === 204)).toHaveLength(5);
		await env.DB.prepare("UPDATE rateLimit SET lastRequest = lastRequest - 900000").run();
		expect((await visitor.post("/api/sign-in/link", { email })).status).toBe(204);
	});
});

describe("a session", () => {
	it("is never the one that stood before: a cookie planted in a browser leads nowhere (fixation)", async () => {
		const attacker = await Visitor.named("attaquant@mairie.test");
		const planted = attacker.cookie;
		const victim = new Visitor();
		for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
		await victim.enter("victime@mairie.test");
		expect(victim.cookies.get("copacte.session_token")).not.toBe(attacker.cookies.get("copacte.session_token"));
		expect(await (await victim.get("/api/account")).json()).toMatchObject({ email: "victime@mairie.test" });
		// What was planted is over, for the attacker too.
		const answer = await SELF.fetch(`${ORIGIN}/api/account`, { headers: { cookie: planted } });
		expect(answer.status).toBe(401);
	});

	it("lives in a cookie that no page can read, that no other host can set, and that other sites do not send", async () => {
		const secure = { ...env, PUBLIC_URL: "https://copacte.test" } as unknown as Env;
		const request = (path: string, body: object) =>
			worker.fetch(new Request(`https://copacte.test${path}`, { method: "POST", body: JSON.stringify(body) }), secure);
		await request("/api/sign-in/link", { email: "cookie@mairie.test" });
		const entered = await request("/api/sign-in/token", { token: await linkTo("cookie@mairie.test") });
		const lines = entered.headers.getSetCookie();
		expect(lines.map((line) => line.split("=")[0]).sort()).toEqual([
			"__Host-copacte.device",
			"__Host-copacte.session_token",
		]);
		for (const line of lines) {
			const attributes = line
				.split("; ")
				.slice(1)
				.map((each) => each.toLowerCase());
			expect(attributes).toEqual(expect.arrayContaining(["path=/", "httponly", "secure", "samesite=lax"]));
			// With a Domain the browser would refuse it, and a neighbour could read it.
			expect(attributes.some((each) => each.startsWith("domain"))).toBe(false);
		}
		const plain = new Visitor();
		await plain.enter("clair@mairie.test");
		expect(plain.set.every((line) => /; HttpOnly/i.test(line) && /; SameSite=Lax/i.test(line))).toBe(true);
	});

	it("has a token that no answer ever holds", async () => {
		const visitor = await Visitor.named("jeton@mairie.test");
		const { token } = (await env.DB.prepare(
			"SELECT token FROM session JOIN person ON person.id = userId WHERE email = ?",
		)
			.bind("jeton@mairie.test")
			.first<{ token: string }>()) ?? { token: "" };
		expect(visitor.cookie).toContain(token);
		for (const path of [
			"/",
			"/connexion",
			"/compte",
			"/compte/donnees",
			"/api/account",
			"/api/account/export",
			"/api/auth/get-session",
			"/api/auth/list-sessions",
			"/demo/outbox",
		]) {
			expect(await (await visitor.get(path)).text(), path).not.toContain(token);
		}
		const again = await visitor.enter("jeton@mairie.test");
		expect(await again.text()).toBe('{"isNamed":true}');
	});

	it("ends when one signs out, and everywhere when one asks for it, open rooms included", async () => {
		const here = new Visitor();
		await here.post("/demo/session", { person: "rose-delmotte" });
		const there = new Visitor();
		await there.post("/demo/session", { person: "rose-delmotte" });
		const tab = await Tab.connect(there.cookie, CONVENTION);
		await expect.poll(() => rowsOf("opening WHERE person = 'rose-delmotte'")).toBe(1);
		const stolen = here.cookie;
		expect((await here.post("/api/sign-out/everywhere")).status).toBe(200);
		expect(here.cookies.has("copacte.session_token")).toBe(false);
		for (const cookie of [stolen, there.cookie]) {
			expect((await SELF.fetch(`${ORIGIN}/api/account`, { headers: { cookie } })).status).toBe(401);
		}
		// "Try again", and then it is asked who they are.
		expect((await tab.closed).code).toBe(1013);
		const back = await Tab.connect(there.cookie, CONVENTION);
		expect((await back.closed).code).toBe(4401);
	});

	it("can be ended from another, by its owner alone", async () => {
		const here = await Visitor.named("deux@mairie.test");
		const there = new Visitor();
		await there.enter("deux@mairie.test");
		const profile = await (await here.get("/api/account")).json<{
			sessions: { id: string; current: boolean; device: string }[];
		}>();
		expect(profile.sessions.map(({ current }) => current)).toEqual([true, false]);
		expect(profile.sessions[0]?.device).toBe("Firefox sur Windows");
		const other = profile.sessions[1]?.id ?? "";
		const stranger = await Visitor.named("intrus@mairie.test");
		expect((await stranger.ask("DELETE", `/api/account/sessions/${other}`)).status).toBe(404);
		expect((await there.get("/api/account")).status).toBe(200);
		expect((await here.ask("DELETE", `/api/account/sessions/${other}`)).status).toBe(204);
		expect((await there.get("/api/account")).status).toBe(401);
		expect((await here.ask("DELETE", `/api/account/sessions/${other}`)).status).toBe(404);
		await there.enter("deux@mairie.test");
		expect((await here.ask("DELETE", "/api/account/sessions")).status).toBe(204);
		expect((await there.get("/api/account")).status).toBe(401);
		expect((await here.get("/api/account")).status).toBe(200);
	});
});

describe("a letter about a new device", () => {
	const notices = async (email: string) =>
		(await lettersTo(email)).filter(({ subject }) => subject.includes("nouvel appareil"));

	it("goes out when a known person enters from a browser they were never seen in, and only then", async () => {
		const email = "appareil@mairie.test";
		const usual = await Visitor.named(email);
		expect(await notices(email)).toEqual([]);
		await usual.post("/api/sign-out");
		await usual.enter(email);
		const other = new Visitor({
			"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1",
		});
		await other.enter(email);
		await expect.poll(() => notices(email)).toHaveLength(1);
		const [letter] = await notices(email);
		expect(letter?.text).toMatch(/Safari sur un iPhone, .+ à \d\d:\d\d \(heure de Paris\)/);
		expect(letter?.text).toContain(`${ORIGIN}/compte`);
		await other.post("/api/sign-out");
		await other.enter(email);
		await usual.enter(email);
		expect(await notices(email)).toHaveLength(1);
		const { hash } = (await env.DB.prepare("SELECT hash FROM device LIMIT 1").first<{ hash: string }>()) ?? {
			hash: "",
		};
		expect(hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it("is not sent when the demonstration changes roles", async () => {
		for (let time = 0; time < 3; time++) await new Visitor().post("/demo/session", { person: "karim-lepage" });
		expect(await rowsOf("device WHERE person = 'karim-lepage'")).toBe(0);
		expect(await notices("karim-lepage@demonstration.test")).toEqual([]);
	});
});

describe("better-auth's own endpoints", () => {
	it.each([
		["GET", "/get-session"],
		["GET", "/list-sessions"],
		["GET", "/magic-link/verify?token=x"],
		["GET", "/passkey/list-user-passkeys"],
		["GET", "/ok"],
		["POST", "/sign-in/magic-link"],
		["POST", "/sign-in/social"],
		["POST", "/sign-in/email"],
		["POST", "/sign-up/email"],
		["POST", "/sign-out"],
		["POST", "/update-user"],
		["POST", "/change-email"],
		["POST", "/delete-user"],
		["POST", "/link-social"],
		["POST", "/passkey/verify-authentication"],
		["POST", "/callback/proconnect"],
		["GET", "/callback/github"],
	])("%s %s does not exist", async (method, path) => {
		const visitor = new Visitor();
		await visitor.post("/demo/session", { person: "ines-vasseur" });
		const answer = await visitor.ask(method, `/api/auth${path}`, method === "POST" ? {} : undefined);
		expect(await refusalOf(answer)).toMatchObject({ status: 404, code: "notFound" });
	});
});

/** The database, with the text of every statement that is asked of it. */
function watched(db: D1Database, asked: string[]): D1Database {
	return new Proxy(db, {
		get: (target, name) => {
			const value = Reflect.get(target, name);
			if (name === "prepare") {
				return (sql: string) => {
					asked.push(sql);
					return target.prepare(sql);
				};
			}
			return typeof value === "function" ? value.bind(target) : value;
		},
	});
}
