import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { SCHEMA_VERSION } from "../../shared/schema.ts";
import worker from "../../worker/app.ts";
import { jpeg } from "../files.ts";
import { linkTo } from "./support/letters.ts";
import { CONVENTION, FIREFOX, ORIGIN, refusalOf, Visitor } from "./support/visitor.ts";

let caf: Visitor;

beforeAll(async () => {
	caf = new Visitor();
	await caf.post("/demo/session", { person: "ines-vasseur" });
});

/** Written by hand, from what each is for: nothing here is read from the code. */
const EVERY_ANSWER = {
	"content-security-policy":
		"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; " +
		"frame-ancestors 'none'; form-action 'self'",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"origin-agent-cluster": "?1",
	"permissions-policy":
		"accelerometer=(), bluetooth=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
		"magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), serial=(), usb=()",
	"referrer-policy": "same-origin",
	"x-content-type-options": "nosniff",
	"x-frame-options": "DENY",
	"x-powered-by": null,
	// No other site may read an answer.
	"access-control-allow-origin": null,
	"access-control-allow-credentials": null,
};

const headersOf = (answer: Response, names: object) =>
	Object.fromEntries(Object.keys(names).map((name) => [name, answer.headers.get(name)]));

describe("security headers", () => {
	it.each([
		["a page", "/", 200],
		["a page of somebody signed in", `/conventions/${CONVENTION}`, 200],
		["the page for signing in", "/connexion", 200],
		["an answer to a program", "/api/conventions", 200],
		["a text", `/api/conventions/${CONVENTION}/text?format=html`, 200],
		["a download", "/api/account/export", 200],
		["a stream", `/api/conventions/${CONVENTION}/room/stream?schema=${SCHEMA_VERSION}`, 200],
		["a refusal", "/api/conventions/nothing", 404],
		["a page that is not there", "/nothing", 404],
		["health", "/health", 200],
	])("are on %s", async (_, path, status) => {
		const answer = await caf.get(path);
		await answer.body?.cancel();
		expect(answer.status).toBe(status);
		expect(headersOf(answer, EVERY_ANSWER)).toEqual(EVERY_ANSWER);
		expect(answer.headers.get("cache-control")).toMatch(/no-store|no-cache/);
	});

	it("are on a redirection, on a fault of ours, and on a socket's answer", async () => {
		const nameless = new Visitor();
		await nameless.enter("entetes@mairie.test");
		const redirected = await nameless.get("/");
		expect(redirected.status).toBe(302);
		const broken = await worker.fetch(new Request(`${ORIGIN}/api/account`, { headers: { cookie: caf.cookie } }), {
			...env,
			SESSION_SECRET: "short",
		} as unknown as Env);
		expect(broken.status).toBe(500);
		const socket = await caf.get(`/api/conventions/${CONVENTION}/room`, { upgrade: "websocket" });
		expect(socket.status).toBe(101);
		socket.webSocket?.accept();
		socket.webSocket?.close();
		for (const answer of [redirected, broken, socket]) {
			expect(headersOf(answer, EVERY_ANSWER)).toEqual(EVERY_ANSWER);
		}
	});

	it("let an attached image do nothing at all, and be kept by its reader's browser only", async () => {
		const annex = `/api/conventions/${CONVENTION}/annexes/annexe-1/files`;
		const attached = await SELF.fetch(`${ORIGIN}${annex}`, {
			method: "POST",
			headers: { cookie: caf.cookie, "content-disposition": 'attachment; filename="photo.jpg"' },
			body: jpeg(),
		});
		const { hash } = await attached.json<{ hash: string }>();
		const answer = await caf.get(`/api/conventions/${CONVENTION}/files/${hash}`);
		expect(headersOf(answer, EVERY_ANSWER)).toEqual({
			...EVERY_ANSWER,
			"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
		});
		expect(answer.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
	});

	it("stand on the page's own code, which never passes through us", async () => {
		const page = await (await caf.get("/")).text();
		const [script] = /\/assets\/[^"]+\.js/.exec(page) ?? [];
		const answer = await (env as unknown as Env).ASSETS.fetch(`${ORIGIN}${script}`);
		expect(answer.status).toBe(200);
		const expected = {
			"cache-control": "public, max-age=31536000, immutable",
			"content-security-policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
			"cross-origin-resource-policy": "same-origin",
			"referrer-policy": "same-origin",
			"strict-transport-security": "max-age=63072000; includeSubDomains",
			"x-content-type-options": "nosniff",
			"access-control-allow-origin": null,
		};
		expect(headersOf(answer, expected)).toEqual(expected);
	});

	it("ask for https for two years, over https only", async () => {
		const over = async (scheme: string) =>
			(await worker.fetch(new Request(`${scheme}://copacte.test/health`), env as unknown as Env)).headers.get(
				"strict-transport-security",
			);
		expect(await over("https")).toBe("max-age=63072000; includeSubDomains");
		expect(await over("http")).toBeNull();
	});

	it("let no page hold a script of its own, so that the policy may forbid them all", async () => {
		for (const path of ["/", "/connexion", "/compte", "/demo", `/conventions/${CONVENTION}`]) {
			const page = await (await caf.get(path)).text();
			const scripts = page.match(/<script\b[^>]*>/g) ?? [];
			expect(scripts.length, path).toBe(2);
			for (const script of scripts) expect(script).toMatch(/ src="\/assets\/|type="application\/json"/);
			expect(page, path).not.toMatch(/\son[a-z]+="/);
		}
	});
});

describe("what another site makes a browser send", () => {
	const elsewhere = [
		["its origin", { origin: "https://ailleurs.example" }],
		["the origin of a neighbour", { origin: "http://autre.copacte.test" }],
		["our origin on another port", { origin: `${ORIGIN}:8080` }],
		["no origin at all, from a sandbox", { origin: "null" }],
		["what the browser says of it", { "sec-fetch-site": "cross-site" }],
		["what the browser says of a neighbour", { "sec-fetch-site": "same-site" }],
	] as const;

	it.each(elsewhere)("is refused for %s: no change, no session, no room", async (_, headers) => {
		const visitor = new Visitor();
		await visitor.post("/demo/session", { person: "ines-vasseur" });
		for (const [method, path] of [
			["POST", "/api/sign-in/link"],
			["POST", "/api/sign-in/token"],
			["POST", "/api/sign-in/passkey"],
			["POST", "/api/sign-out"],
			["POST", "/api/sign-out/everywhere"],
			["PATCH", "/api/account"],
			["DELETE", "/api/account"],
			["DELETE", "/api/account/sessions"],
			["POST", "/api/conventions"],
			["POST", `/api/conventions/${CONVENTION}/options`],
			["POST", "/demo/session"],
		] as const) {
			expect(await refusalOf(await visitor.ask(method, path, {}, headers)), path).toMatchObject({
				status: 403,
				code: "crossSite",
			});
		}
		const room = await visitor.get(`/api/conventions/${CONVENTION}/room`, { ...headers, upgrade: "websocket" });
		expect(room.status).toBe(403);
		expect(room.webSocket).toBeNull();
		expect((await visitor.get("/api/account")).status).toBe(200);
	});

	it("cannot read what a session may: no answer is for another origin, asked beforehand or not", async () => {
		const origin = "https://ailleurs.example";
		for (const path of ["/api/account", "/api/account/export", `/api/conventions/${CONVENTION}/text`, "/compte"]) {
			for (const method of ["GET", "OPTIONS"]) {
				const answer = await caf.ask(method, path, undefined, { origin, "access-control-request-method": "GET" });
				expect(answer.headers.get("access-control-allow-origin"), path).toBeNull();
				// Nor may it be put into a page as a script, an image or a frame.
				expect(answer.headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
				expect(answer.headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
			}
		}
	});

	it("cannot sign anybody in as somebody else: nothing begins a session but a request of ours", async () => {
		const attacker = new Visitor();
		await attacker.post("/api/sign-in/link", { email: "piege@mairie.test" });
		const token = await linkTo("piege@mairie.test");
		const victim = new Visitor();
		// As a link, an image or a form of another site would.
		for (const path of [
			`/api/sign-in/token?token=${token}`,
			`/api/auth/magic-link/verify?token=${token}`,
			`/connexion/lien?token=${token}`,
		]) {
			await victim.get(path, { "sec-fetch-site": "cross-site" });
		}
		await victim.post("/api/sign-in/token", { token }, { origin: "https://ailleurs.example" });
		expect(victim.cookies.has("copacte.session_token")).toBe(false);
	});

	it("is served when it comes from us, or from a program that is no browser", async () => {
		const json = { method: "POST", body: JSON.stringify({ email: "programme@mairie.test" }) };
		expect(
			(await SELF.fetch(`${ORIGIN}/api/sign-in/link`, { ...json, headers: { "user-agent": FIREFOX } })).status,
		).toBe(204);
		const ours = { origin: ORIGIN, "sec-fetch-site": "same-origin" };
		expect((await SELF.fetch(`${ORIGIN}/api/sign-in/link`, { ...json, headers: ours })).status).toBe(204);
	});
});
