import { env } from "cloudflare:test";
import { beforeAll, describe, expect, inject, it } from "vitest";
import app from "../../worker/app.ts";
import { Browser, type Visit } from "./browser.ts";
import type { Claims, Mood, Wrong } from "./provider.ts";

const SITE = "http://copacte.test";
const SIRET = "21590367600019";
const CALLBACK = `${SITE}/api/auth/callback/proconnect`;
const isCallback = (url: string) => url.startsWith(CALLBACK);

beforeAll(async () => {
	await new Browser(SITE).visit("/demo/people");
	await env.DB.prepare("UPDATE organisation SET siret = ? WHERE id = 'lys-lez-lannoy'").bind(SIRET).run();
});

const be = (mood: Mood) =>
	fetch(`${inject("issuer")}/mood`, { method: "POST", body: JSON.stringify({ wrong: null, ...mood }) });

let people = 0;
/** Somebody new each time, before ProConnect. */
async function somebody(claims: Partial<Claims> = {}, wrong: Wrong | null = null): Promise<Claims> {
	people++;
	const usual = { given_name: "Anne Claire", usual_name: "Deschamps", siret: SIRET };
	const person = { sub: `sub-${people}`, email: `Anne.${people}@Lys.example`, ...usual, ...claims };
	await be({ person, wrong });
	return person;
}

interface Row {
	id: string;
	name: string;
	email: string;
	emailVerified: number;
}

const personOf = ({ sub }: Claims) =>
	env.DB.prepare("SELECT person.* FROM person JOIN account ON account.userId = person.id WHERE account.accountId = ?")
		.bind(sub)
		.first<Row>();
const personAt = (email = "") =>
	env.DB.prepare("SELECT * FROM person WHERE email = ?").bind(email.toLowerCase()).first();
const membershipsOf = async (person: string) =>
	(await env.DB.prepare("SELECT organisation, title FROM membership WHERE person = ?").bind(person).all()).results;
const countOf = (table: string) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");

const enter = (browser: Browser, suite = "/") =>
	browser.visit(`/connexion/proconnect?suite=${encodeURIComponent(suite)}`);
const who = async (browser: Browser) =>
	(await browser.ask<{ user: { id: string } } | null>("/get-session")).body?.user.id ?? null;

/** What the page says went wrong, as its program reads it. */
const refusalIn = ({ text }: Visit) => /"failure":\{"code":"(\w+)","message":"([^"]+)"/.exec(text)?.slice(1) ?? [];

async function expectRefused(visit: Visit, browser: Browser, status: number, code: string): Promise<void> {
	const [said, sentence] = refusalIn(visit);
	expect([visit.status, said]).toEqual([status, code]);
	expect(sentence).toMatch(/[.]$/);
	expect(visit.text).toContain('<html lang="fr"');
	expect(await who(browser)).toBeNull();
}

/** A link as the mail to that address holds it, opened. */
async function enterByMail(browser: Browser, email: string): Promise<void> {
	expect((await browser.ask("/sign-in/magic-link", { email })).status).toBe(200);
	const letter = env.DB.prepare("SELECT text FROM outbox WHERE recipient = ? ORDER BY id DESC").bind(
		email.toLowerCase(),
	);
	const token = /connexion\/lien#(\S+)/.exec((await letter.first<string>("text")) ?? "")?.[1];
	await browser.ask(`/magic-link/verify?token=${token}`);
}

async function link(browser: Browser): Promise<Visit> {
	const answer = await browser.fetch("/api/account/proconnect", { method: "POST", headers: { origin: SITE } });
	return browser.visit((await answer.json<{ url: string }>()).url);
}

const signOut = async (browser: Browser) => (await browser.ask<{ url?: string }>("/sign-out", {})).body.url;

describe("whoever signs in with ProConnect", () => {
	it("becomes a person of the organisation with that SIRET, without a title, and is sent where they wanted", async () => {
		const claims = await somebody();
		const browser = new Browser(SITE);
		const visit = await enter(browser, "/conventions/demonstration-lys-lez-lannoy?page=2");
		expect(visit.url).toBe(`${SITE}/conventions/demonstration-lys-lez-lannoy?page=2`);
		const person = await personOf(claims);
		expect(person).toMatchObject({ name: "Anne Claire Deschamps", email: claims.email?.toLowerCase() });
		expect(await membershipsOf(person?.id ?? "")).toEqual([{ organisation: "lys-lez-lannoy", title: "" }]);
		expect(await who(browser)).toBe(person?.id);
		// Belonging to a party opens none of its conventions.
		expect(visit.status).toBe(404);
	});

	it("leaves no token behind, and no proof of an address", async () => {
		const claims = await somebody();
		await enter(new Browser(SITE));
		const account = env.DB.prepare("SELECT * FROM account WHERE accountId = ?").bind(claims.sub);
		expect(await account.first()).toMatchObject({ accessToken: null, refreshToken: null, idToken: null, siret: SIRET });
		expect(await personOf(claims)).toMatchObject({ emailVerified: 0 });
	});

	it("is the same person the second time, whatever their address and name have become", async () => {
		const claims = await somebody();
		await enter(new Browser(SITE));
		const person = await personOf(claims);
		const before = await countOf("person");
		await somebody({ ...claims, email: "married@lys.example", usual_name: "Renard" });
		const browser = new Browser(SITE);
		expect((await enter(browser)).status).toBe(200);
		expect(await who(browser)).toBe(person?.id);
		expect(await personOf(claims)).toEqual(person);
		expect(await countOf("person")).toBe(before);
	});

	it("is asked for five scopes and nothing that ProConnect does not know", async () => {
		await somebody();
		const browser = new Browser(SITE);
		const asked = { provider: "proconnect", scopes: ["phone"], additionalParams: { prompt: "none" } };
		const { body } = await browser.ask<{ url: string }>("/sign-in/social", asked);
		const { searchParams } = new URL(body.url);
		expect([...searchParams.keys()].sort()).toEqual(
			"client_id code_challenge code_challenge_method nonce redirect_uri response_type scope state".split(" "),
		);
		expect(searchParams.get("scope")).toBe("openid given_name usual_name email siret");
		expect(searchParams.get("state")?.length).toBeGreaterThanOrEqual(32);
		expect(searchParams.get("nonce")?.length).toBeGreaterThanOrEqual(32);
	});

	it.each(["//elsewhere.example/", "/.//elsewhere.example", "https://elsewhere.example/", "\\\\elsewhere.example"])(
		"is never sent to another site: %s",
		async (suite) => {
			await somebody();
			const { trail } = await enter(new Browser(SITE), suite);
			for (const url of trail) expect([SITE, inject("issuer")]).toContain(new URL(url).origin);
		},
	);
});

describe("an establishment", () => {
	it("that is not in Copacte is named, and opens nothing", async () => {
		const claims = await somebody({ siret: "21590000000017" });
		const browser = new Browser(SITE);
		const visit = await enter(browser);
		expect(refusalIn(visit)[0]).toBe("establishmentUnknown");
		expect(visit.text).toContain("SIRET 215\u00a0900\u00a0000\u00a000017");
		const person = await personOf(claims);
		expect(await who(browser)).toBe(person?.id);
		expect(await membershipsOf(person?.id ?? "")).toEqual([]);
	});

	it.each(["215903676", "2159036760001A", " 21590367600019", "' OR siret IS NOT NULL --", undefined])(
		"cannot be %j: the person is signed in and belongs to nothing",
		async (siret) => {
			const claims = await somebody({ siret });
			const browser = new Browser(SITE);
			expect(refusalIn(await enter(browser))[0]).toBe("establishmentUnnamed");
			const person = await personOf(claims);
			expect(await who(browser)).toBe(person?.id);
			expect(await membershipsOf(person?.id ?? "")).toEqual([]);
		},
	);

	it("that comes to Copacte later is found the next time", async () => {
		const claims = await somebody({ siret: "21590111100011" });
		await enter(new Browser(SITE));
		await env.DB.prepare("UPDATE organisation SET siret = '21590111100011' WHERE id = 'sainte-aubeline'").run();
		const visit = await enter(new Browser(SITE));
		expect(visit.url).toBe(`${SITE}/`);
		const person = await personOf(claims);
		expect(await membershipsOf(person?.id ?? "")).toEqual([{ organisation: "sainte-aubeline", title: "" }]);
	});
});

describe("an answer of the provider that is not right", () => {
	const wrongs: Wrong[] = [
		"nonce",
		"no nonce",
		"audience",
		"two audiences",
		"another party",
		"expired",
		"no expiry",
		"issuer",
		"signature",
		"userinfo of another",
		"userinfo audience",
		"userinfo expired",
		"userinfo signature",
		"plain",
		"down",
	];
	it.each(wrongs)("signs nobody in: %s", async (wrong) => {
		const claims = await somebody({}, wrong);
		const browser = new Browser(SITE);
		const visit = await enter(browser);
		await expectRefused(visit, browser, 403, "proconnectRefused");
		expect(visit.text).toContain('href="/connexion"');
		expect(await personAt(claims.email)).toBeNull();
		// The same person, when it is right again: it was that, and nothing else.
		await be({ person: claims });
		await enter(browser);
		expect(await who(browser)).toBe((await personOf(claims))?.id);
	});

	it("names no address: nobody is made whom no mail could reach", async () => {
		for (const email of [undefined, "", "no address", "a@b.example\r\nBcc: c@d.example"]) {
			const claims = await somebody({ email });
			const browser = new Browser(SITE);
			await expectRefused(await enter(browser), browser, 403, "proconnectRefused");
			expect(await personOf(claims)).toBeNull();
		}
	});

	it("comes back in the name of another issuer", async () => {
		await somebody();
		const browser = new Browser(SITE);
		const { url } = await browser.visit("/connexion/proconnect", isCallback);
		const forged = new URL(url);
		forged.searchParams.set("iss", "https://another.example");
		await expectRefused(await browser.visit(forged.href), browser, 403, "proconnectRefused");
	});

	it("says that the person has left", async () => {
		const browser = new Browser(SITE);
		const { trail } = await browser.visit("/connexion/proconnect", isCallback);
		const state = new URL(trail[1] ?? "").searchParams.get("state");
		const visit = await browser.visit(`${CALLBACK}?error=access_denied&state=${state}`);
		await expectRefused(visit, browser, 403, "proconnectLeft");
	});

	it.each(["constructor", "__proto__", "toString", "unheard_of"])("gives a reason that is none: %s", async (error) => {
		const browser = new Browser(SITE);
		const visit = await browser.visit(`/connexion/proconnect/refus?error=${error}`);
		await expectRefused(visit, browser, 403, "proconnectRefused");
	});

	it.each(["http://127.0.0.1:9", "misnamed"])("does not come at all: %s", async (where) => {
		const issuer = where === "misnamed" ? `${inject("issuer")}/misnamed` : where;
		const answer = await app.request("/connexion/proconnect", {}, { ...env, PROCONNECT_ISSUER: issuer });
		expect(answer.status).toBe(503);
		const text = await answer.text();
		expect(text).toContain("ProConnect ne répond pas pour le moment.");
		expect(text).toContain('<a class="primary" href="/connexion">Recevoir un lien par e-mail</a>');
	});
});

describe("a way back from ProConnect", () => {
	it("serves once", async () => {
		await somebody();
		const browser = new Browser(SITE);
		const { trail } = await enter(browser);
		const callback = trail.find(isCallback) ?? "";
		await signOut(browser);
		await expectRefused(await browser.visit(callback), browser, 400, "proconnectOver");
	});

	it("serves in the browser that began, and nowhere else", async () => {
		await somebody();
		const { url } = await new Browser(SITE).visit("/connexion/proconnect", isCallback);
		const other = new Browser(SITE);
		await expectRefused(await other.visit(url), other, 400, "proconnectOver");
		const begun = new Browser(SITE);
		await begun.visit("/connexion/proconnect", isCallback);
		await expectRefused(await begun.visit(url), begun, 400, "proconnectOver");
	});

	it("bears a state that we made", async () => {
		await somebody();
		const browser = new Browser(SITE);
		const { url } = await browser.visit("/connexion/proconnect", isCallback);
		const without = new URL(url);
		without.searchParams.delete("state");
		await expectRefused(await browser.visit(without.href), browser, 400, "proconnectOver");
		const another = new URL(url);
		another.searchParams.set("state", "a state that nobody made, long enough");
		await expectRefused(await browser.visit(another.href), browser, 400, "proconnectOver");
	});

	it("takes no code of somebody else's, used or not", async () => {
		await somebody();
		const stolen = new URL((await new Browser(SITE).visit("/connexion/proconnect", isCallback)).url);
		const { trail } = await enter(new Browser(SITE));
		const used = new URL(trail.find(isCallback) ?? "");
		for (const { searchParams } of [stolen, used]) {
			const browser = new Browser(SITE);
			const own = new URL((await browser.visit("/connexion/proconnect", isCallback)).url);
			own.searchParams.set("code", searchParams.get("code") ?? "");
			await expectRefused(await browser.visit(own.href), browser, 403, "proconnectRefused");
		}
	});

	it("cannot be gone around with an ID token", async () => {
		await somebody();
		await enter(new Browser(SITE));
		const idToken = await env.DB.prepare("SELECT idToken FROM session ORDER BY createdAt DESC").first<string>(
			"idToken",
		);
		const nonce = JSON.parse(atob(idToken?.split(".")[1] ?? "")).nonce as string;
		const browser = new Browser(SITE);
		const posted = { token: idToken, nonce, accessToken: "any" };
		const answer = await browser.ask("/sign-in/social", { provider: "proconnect", idToken: posted });
		expect(answer.status).toBe(404);
		expect(await who(browser)).toBeNull();
	});
});

describe("an address that has an account", () => {
	it("is not taken over by whoever ProConnect says has it", async () => {
		const claims = await somebody({ email: "thomas-marchal@demonstration.test" });
		const browser = new Browser(SITE);
		const visit = await enter(browser);
		await expectRefused(visit, browser, 409, "addressKnown");
		expect(await personOf(claims)).toBeNull();
	});

	it("is joined by its owner, signed in, whatever address ProConnect knows", async () => {
		const claims = await somebody({ email: "another@lys.example" });
		const browser = new Browser(SITE);
		await enterByMail(browser, "mairie@lys.example");
		const person = await who(browser);
		expect(await link(browser)).toMatchObject({ url: `${SITE}/compte/proconnect`, status: 200 });
		const later = new Browser(SITE);
		await enter(later);
		expect(await who(later)).toBe(person);
		expect(await personOf(claims)).toMatchObject({ email: "mairie@lys.example", emailVerified: 1 });
		expect(await membershipsOf(person ?? "")).toEqual([{ organisation: "lys-lez-lannoy", title: "" }]);
	});

	it("is joined to nobody's identity by another site", async () => {
		const browser = new Browser(SITE);
		await enterByMail(browser, "careless@lys.example");
		const elsewhere = { method: "POST", headers: { origin: "https://elsewhere.example" } };
		expect((await browser.fetch("/api/account/proconnect", elsewhere)).status).toBe(403);
		expect((await browser.fetch("/api/account/proconnect")).status).toBe(404);
	});

	it("is joined by nobody who is signed out", async () => {
		const browser = new Browser(SITE);
		const answer = await browser.fetch("/api/account/proconnect", { method: "POST", headers: { origin: SITE } });
		expect(answer.status).toBe(401);
		const { trail } = await browser.visit("/compte/proconnect");
		expect(trail[1]).toBe(`${SITE}/connexion?suite=%2Fcompte%2Fproconnect`);
	});

	it("does not get an identity that is somebody else's", async () => {
		const claims = await somebody();
		await enter(new Browser(SITE));
		const person = await personOf(claims);
		const browser = new Browser(SITE);
		await enterByMail(browser, "curious@lys.example");
		expect(refusalIn(await link(browser))[0]).toBe("identityKnown");
		expect(await personOf(claims)).toEqual(person);
	});

	it("keeps nothing of those who used it without proof, once its owner has opened a link", async () => {
		const claims = await somebody({ email: "maire@lys.example" });
		const before = new Browser(SITE);
		await enter(before);
		const person = await personOf(claims);
		await env.DB.prepare(
			`INSERT INTO passkey (id, publicKey, userId, credentialID, counter, deviceType, backedUp)
			VALUES ('before', 'key', ?, 'credential', 0, 'singleDevice', 0)`,
		)
			.bind(person?.id)
			.run();
		const owner = new Browser(SITE);
		await enterByMail(owner, "maire@lys.example");
		expect(await who(owner)).toBe(person?.id);
		expect(await who(before)).toBeNull();
		expect(await personOf(claims)).toBeNull();
		expect(await env.DB.prepare("SELECT id FROM passkey WHERE userId = ?").bind(person?.id).first()).toBeNull();
		const again = new Browser(SITE);
		await expectRefused(await enter(again), again, 409, "addressKnown");
	});
});

describe("signing out", () => {
	it("ends the session at ProConnect too, and comes back to the sign-in page", async () => {
		await somebody();
		const browser = new Browser(SITE);
		await enter(browser);
		const url = new URL((await signOut(browser)) ?? "");
		expect([...url.searchParams.keys()].sort()).toEqual(["id_token_hint", "post_logout_redirect_uri", "state"]);
		expect(await who(browser)).toBeNull();
		const asked = await browser.visit(url.href);
		expect(asked.status).toBe(200);
		const [, xsrf] = /name="xsrf" value="(\w+)"/.exec(asked.text) ?? [];
		const body = new URLSearchParams({ xsrf: xsrf ?? "", logout: "yes" });
		const answer = await browser.fetch(`${inject("issuer")}/session/end/confirm`, { method: "POST", body });
		expect(answer.headers.get("location")).toBe(`${SITE}/connexion?state=${url.searchParams.get("state")}`);
	});

	it("by a form comes to a page of ours first: a form may lead to no other site", async () => {
		await somebody();
		const browser = new Browser(SITE);
		await enter(browser);
		const answer = await browser.fetch("/deconnexion", { method: "POST", headers: { origin: SITE } });
		expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
		const [, url] = /^0; url=(\S+)$/.exec(answer.headers.get("refresh") ?? "") ?? [];
		expect(new URL(url ?? "").searchParams.get("post_logout_redirect_uri")).toBe(`${SITE}/connexion`);
		expect((await answer.text()).includes(`href="${url?.replaceAll("&", "&amp;")}"`)).toBe(true);
		expect(await who(browser)).toBeNull();
	});

	it("leaves ProConnect alone when the session came by mail", async () => {
		await somebody();
		const browser = new Browser(SITE);
		await enterByMail(browser, "by-mail@lys.example");
		await link(browser);
		expect(await signOut(browser)).toBeUndefined();
	});
});

describe("a deployment that is not registered with ProConnect", () => {
	it("has no such page", async () => {
		const { PROCONNECT_CLIENT_SECRET: _, ...without } = env as unknown as Record<string, unknown>;
		const answer = await app.request("/connexion/proconnect", {}, without as unknown as Env);
		expect(answer.status).toBe(404);
	});
});
