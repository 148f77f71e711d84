import { env, runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Version } from "../../shared/version/version.ts";
import { addConvention } from "../../worker/directory/convention.ts";
import { addPeople } from "../../worker/directory/membership.ts";
import { accountsOf } from "../../worker/sign-in/auth.ts";
import { pdf } from "../files.ts";
import { article, blank, field, model, paragraph, part, party, section } from "../unit/text-builder.ts";
import { ask, asked, expectRefusal } from "./support/asking.ts";
import { lettersTo } from "./support/letters.ts";
import { ORIGIN } from "./support/tab.ts";

/** Two communes vote on what a Caf and they conclude: each person has one role, and is named after it. */
const parties = ["caf", "lys", "croix"] as const;
const roles = ["coordinates", "approves", "drafts"] as const;
const kindOf = (id: string) => (id === "caf" ? "caf" : "commune");
const small = model(
	[
		article(paragraph("article-1.p1", "La convention prend effet le ", blank("debut"), ".")),
		part("annex", 1, [{ type: "section", id: "votes" }]),
	],
	{
		sections: [section("votes", { owner: "commune", late: "deliberation" })],
		fields: [field("debut", { owner: "all", required: true })],
	},
);

const cookies = new Map<string, string>();
const as = (person: string) => cookies.get(person) ?? "";
let id = "";
let opened = 0;

beforeAll(async () => {
	const people = parties.flatMap((of) => roles.map((role) => ({ id: `${of}-${role}`, party: of, role })));
	await addPeople(
		env.DB,
		parties.map((of) => ({ id: `v-${of}`, kind: kindOf(of), name: of, shortName: of, alias: `la ${of}` })),
		people.map((each) => ({ id: each.id, name: each.id, email: `${each.id}@example.test` })),
		people.map((each) => ({ person: each.id, organisation: `v-${each.party}`, title: "", manages: false })),
		new Date(),
	);
	for (const each of people) {
		const { headers } = await accountsOf(env as unknown as Env).api.becomePerson({
			body: { person: each.id },
			returnHeaders: true,
		});
		cookies.set(each.id, headers.getSetCookie()[0]?.split(";")[0] ?? "");
	}
}, 60_000);

/** A convention of their own for each test, with its only blank filled unless told otherwise. */
async function open(fields: Record<string, string> = { debut: "2026-01-01" }): Promise<void> {
	id = `versions-${++opened}`;
	const members = parties.flatMap((of) =>
		roles.map((role) => ({
			person: `${of}-${role}`,
			name: `${of}-${role}`,
			party: of,
			kind: kindOf(of),
			roles: [role],
		})),
	) as Parameters<typeof addConvention>[1]["members"];
	const summary = await env.ROOM.get(env.ROOM.idFromName(id)).open({
		convention: id,
		title: "CTG d'essai",
		model: small,
		parties: parties.map((of) => party(of, kindOf(of))),
		fields,
		sections: {},
		person: "caf-coordinates",
	});
	await addConvention(env.DB, {
		id,
		title: "CTG d'essai",
		phase: "drafting",
		model: small.id,
		openedAt: "2026-01-01",
		parties: parties.map((of) => ({ id: of, organisation: `v-${of}` })),
		members,
		summary,
	});
}

const path = (rest: string) => `/api/conventions/${id}/${rest}`;
const submit = (person = "caf-coordinates") =>
	asked<{ version: Version }>("POST", path("submit"), as(person), {}).then(({ version }) => version);
const newest = async (): Promise<Version> => {
	const { versions } = await asked<{ versions: Version[] }>("GET", path("versions"), as("caf-drafts"));
	return versions[0] as Version;
};
const phase = async () => (await asked<{ phase: string }>("GET", `/api/conventions/${id}`, as("caf-drafts"))).phase;
const approve = (person: string, digest: string) => ask("POST", path("approvals"), as(person), { digest });
const today = new Date().toISOString().slice(0, 10);

function deliberate(of: string, digest: string, more: Record<string, string> = {}, body = pdf()): Promise<Response> {
	const said = {
		party: of,
		number: "2026-11-01",
		date: today,
		transmittedAt: today,
		publishedAt: today,
		digest,
		...more,
	};
	return SELF.fetch(`${ORIGIN}${path("deliberations")}?${new URLSearchParams(said)}`, {
		method: "POST",
		headers: { cookie: as(`${of}-coordinates`), origin: ORIGIN },
		body,
	});
}

/** Everything that is due now, as the alarm does it. */
const due = () => runDurableObjectAlarm(env.ROOM.get(env.ROOM.idFromName(id)));

describe("submitting", () => {
	it("freezes the text under the digest of its canonical bytes, once", async () => {
		await open();
		const [one, two] = await Promise.all([
			ask("POST", path("submit"), as("caf-coordinates"), {}),
			ask("POST", path("submit"), as("lys-coordinates"), {}),
		]);
		expect([one.status, two.status].sort()).toEqual([201, 409]);
		const version = await newest();
		expect(version).toMatchObject({ number: 1, state: "submitted", pdf: null, approvals: [], deliberations: [] });
		const bytes = await (await ask("GET", path("versions/1/text?format=canonical"), as("lys-drafts"))).arrayBuffer();
		const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
		expect([...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(version.digest);
		expect(await phase()).toBe("submitted");
	});

	it("is refused while something blocks, with all of it", async () => {
		await open({});
		const refused = await ask("POST", path("submit"), as("caf-coordinates"), {});
		expect(refused.status).toBe(409);
		const { error } = await refused.json<{ error: { code: string; findings: { severity: string }[] } }>();
		expect(error.code).toBe("blocked");
		expect(error.findings.length).toBeGreaterThan(0);
		expect(error.findings.every(({ severity }) => severity === "blocking")).toBe(true);
		expect(await phase()).toBe("drafting");
	});

	it("is for whoever coordinates", async () => {
		await open();
		await expectRefusal(ask("POST", path("submit"), as("caf-drafts"), {}), 403, "forbidden");
		await expectRefusal(ask("POST", path("submit"), "", {}), 401, "signedOut");
	});
});

describe("a submitted version", () => {
	beforeEach(async () => {
		await open();
	});

	it("is adopted by the last approval or délibération, once its bytes are kept", async () => {
		const { digest } = await submit();
		await expectRefusal(approve("caf-coordinates", digest), 403, "forbidden");
		await expectRefusal(approve("caf-approves", "0".repeat(64)), 409, "otherVersion");
		for (const of of parties) expect((await approve(`${of}-approves`, digest)).status).toBe(204);
		await expectRefusal(approve("caf-approves", digest), 409, "alreadyDone");
		expect((await deliberate("lys", digest)).status).toBe(201);
		expect(await phase()).toBe("submitted");
		await due();
		expect(await phase()).toBe("submitted");
		expect((await deliberate("croix", digest)).status).toBe(201);
		expect(await phase()).toBe("adopted");
		expect(await newest()).toMatchObject({ state: "adopted", approvals: parties.map((of) => ({ party: of })) });
		expect((await env.FILES.get(digest)) !== null).toBe(true);
	});

	it("comes back by a refusal with its reason, and everybody who had acted is told", async () => {
		const { digest } = await submit();
		await approve("lys-approves", digest);
		await expectRefusal(
			ask("POST", path("refusals"), as("croix-approves"), { digest, reason: " " }),
			400,
			"missingReason",
			"reason",
		);
		const reason = "le conseil demande un report";
		expect((await ask("POST", path("refusals"), as("croix-approves"), { digest, reason })).status).toBe(204);
		expect(await newest()).toMatchObject({ state: "refused", ended: { party: "croix", reason } });
		expect(await phase()).toBe("drafting");
		await due();
		for (const person of ["lys-approves", "caf-coordinates"]) {
			expect((await lettersTo(`${person}@example.test`))[0]?.text).toContain(reason);
		}
		const again = await submit();
		expect(again).toMatchObject({ number: 2, digest, approvals: [] });
	});

	it("is taken back by the party that submitted, and by no other", async () => {
		await submit("lys-coordinates");
		await expectRefusal(
			ask("POST", path("reopen"), as("caf-coordinates"), { reason: "une erreur" }),
			403,
			"notYours",
			"lys",
		);
		expect((await ask("POST", path("reopen"), as("lys-coordinates"), { reason: "une erreur" })).status).toBe(204);
		expect(await newest()).toMatchObject({ state: "withdrawn" });
	});

	it("records a délibération whose days agree, and names the one that does not", async () => {
		const { digest } = await submit();
		const wrong = [
			["date", { date: "2020-01-01" }],
			["date", { date: "2999-01-01" }],
			["transmittedAt", { transmittedAt: "2999-01-01" }],
			["publishedAt", { publishedAt: "2020-01-01" }],
			["enforceableAt", { enforceableAt: "2020-01-01" }],
			["number", { number: "" }],
		] as const;
		for (const [name, said] of wrong) await expectRefusalIn(deliberate("lys", digest, said), name);
		await expectRefusal(deliberate("lys", "0".repeat(64)), 409, "otherVersion");
		const recorded = await deliberate("lys", digest);
		expect(recorded.status).toBe(201);
		expect(await recorded.json()).toMatchObject({ deliberation: { party: "lys", enforceableAt: today } });
		await deliberate("lys", digest, { number: "2026-11-02" });
		expect((await newest()).deliberations).toMatchObject([{ number: "2026-11-02" }]);
	});

	it("has a PDF that holds every recorded act, made without anybody waiting", async () => {
		const { digest } = await submit();
		await expectRefusal(ask("GET", path("versions/1/text?format=pdf"), as("caf-drafts")), 425, "notYet");
		await due();
		const first = (await newest()).pdf;
		expect(first?.pages).toBeGreaterThan(0);
		await approve("caf-approves", digest);
		await due();
		const second = (await newest()).pdf;
		expect(second?.digest).not.toBe(first?.digest);
		const answer = await ask("GET", path("versions/1/text?format=pdf"), as("caf-drafts"));
		expect((await answer.arrayBuffer()).byteLength).toBe(second?.bytes);
	});

	it("is told with whose turn it is and since when, by the API and in the page", async () => {
		const { digest } = await submit();
		const described = () =>
			asked<{ versions: Version[]; turn: { sentence: string; awaited: { what: string; parties: string[] }[] } }>(
				"GET",
				`/api/conventions/${id}`,
				as("lys-drafts"),
			);
		expect(await described()).toMatchObject({
			versions: [{ number: 1, digest }],
			turn: { sides: [], awaited: [{ what: "approve", parties: [...parties] }] },
		});
		for (const of of parties) await approve(`${of}-approves`, digest);
		const { turn } = await described();
		expect(turn.sentence).toMatch(/^À la lys et à la croix de délibérer, depuis le \d/);
		const page = await (await ask("GET", `/conventions/${id}`, as("lys-drafts"))).text();
		expect(page).toContain(`"digest":"${digest}"`);
	});

	it("is compared with an earlier one, for members, and is unchanged where it is the same", async () => {
		const { digest } = await submit();
		await ask("POST", path("reopen"), as("caf-coordinates"), { reason: "une erreur" });
		await submit();
		const changes = (of: string) => ask("GET", path(`versions/${of}`), as("lys-drafts"));
		expect(await (await changes("2/changes?since=1")).json()).toEqual({ changes: [] });
		await expectRefusal(changes("2/changes?since=7"), 404, "unknownVersion");
		await expectRefusal(changes("2/changes"), 404, "unknownVersion");
		await expectRefusal(ask("GET", path("versions/2/changes?since=1"), ""), 401, "signedOut");
		expect((await newest()).digest).toBe(digest);
	});

	it("gives the file of a délibération to members", async () => {
		const { digest } = await submit();
		await deliberate("lys", digest);
		const [vote] = (await newest()).deliberations;
		const answer = await ask("GET", path(`files/${vote?.file.hash}`), as("croix-drafts"));
		expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
		await answer.arrayBuffer();
	});

	it("leaves a journal that says every step, in order", async () => {
		const { digest } = await submit();
		for (const of of parties) await approve(`${of}-approves`, digest);
		await due();
		await deliberate("lys", digest);
		await deliberate("croix", digest);
		await due();
		const acts = await runInDurableObject(env.ROOM.get(env.ROOM.idFromName(id)), (room) =>
			room.journal().map(({ act }) => act),
		);
		const steps = acts.filter((act) => act !== "printed");
		expect(steps).toEqual([
			"opened",
			"submitted",
			"approved",
			"approved",
			"approved",
			"archived",
			"deliberated",
			"deliberated",
			"adopted",
		]);
	});
});

describe("letters", () => {
	it("remind nobody of a version before it has waited, whatever rang for one before it", async () => {
		await open();
		await submit();
		// An alarm rings for the first job, whatever the clock says: for each of them in the end, and for the letter.
		for (let rung = 0; rung < 8; rung++) await due();
		const subjects = (await lettersTo("croix-approves@example.test")).map(({ subject }) => subject);
		expect(subjects.filter((subject) => subject.includes("attend votre organisme"))).toEqual([]);
	});

	it("reach everybody else where one does not leave, and nobody twice", async () => {
		await open();
		await env.DB.prepare("UPDATE person SET email = 'no address' WHERE id = 'caf-approves'").run();
		const before = (await lettersTo("croix-approves@example.test")).length;
		await submit();
		await due();
		await due();
		await env.DB.prepare("UPDATE person SET email = 'caf-approves@example.test' WHERE id = 'caf-approves'").run();
		expect((await lettersTo("croix-approves@example.test")).length).toBe(before + 1);
	});
});

describe("a link", () => {
	it("shows the version and its PDF, tells nobody its address, and is over once it is revoked", async () => {
		await open();
		await submit();
		await due();
		const { id: link, url } = await asked<{ id: string; url: string }>("POST", path("links"), as("caf-coordinates"), {
			version: 1,
		});
		const { pathname } = new URL(url);
		const page = await SELF.fetch(ORIGIN + pathname);
		expect(await page.text()).toContain("Projet soumis");
		const pdf = await SELF.fetch(`${ORIGIN}${pathname}/convention.pdf`);
		expect((await pdf.arrayBuffer()).byteLength).toBe((await newest()).pdf?.bytes);
		for (const { headers } of [page, pdf]) {
			expect(headers.get("referrer-policy")).toBe("no-referrer");
			expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
		}
		// The newest PDF is another one after each act, under the same address.
		expect(pdf.headers.get("cache-control")).toBe("private, no-cache");
		expect(pdf.headers.get("content-security-policy")).toContain("default-src 'none'; object-src 'self'");
		const again = await SELF.fetch(`${ORIGIN}${pathname}/convention.pdf`, {
			headers: { "if-none-match": pdf.headers.get("etag") ?? "" },
		});
		expect(again.status).toBe(304);
		expect((await ask("DELETE", path(`links/${link}`), as("lys-coordinates"))).status).toBe(204);
		expect((await SELF.fetch(ORIGIN + pathname)).status).toBe(410);
	});
});

async function expectRefusalIn(answer: Promise<Response>, name: string) {
	const refused = await answer;
	const { error } = await refused.json<{ error: { code: string; field: string } }>();
	expect([refused.status, error.code, error.field]).toEqual([400, "invalidField", name]);
}
