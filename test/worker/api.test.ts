import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import worker from "../../worker/app.ts";
import { CONVENTION, ORIGIN, signIn } from "./support/tab.ts";

interface Refusal {
	error: { code: string; message: string; field?: string };
}

let caf = "";
let commune = "";
let outsider = "";

beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
	outsider = await signIn("odile-garance");
});

const get = (path: string, cookie = "", headers = {}) =>
	SELF.fetch(ORIGIN + path, { headers: { cookie, ...headers }, redirect: "manual" });
const post = (path: string, body: unknown, cookie = "", headers = {}) =>
	SELF.fetch(ORIGIN + path, {
		method: "POST",
		headers: { cookie, ...headers },
		body: typeof body === "string" ? body : JSON.stringify(body),
	});

/** Checks status and code, and that the sentence is one: French, for people, and telling what to do. */
async function expectRefusal(answer: Response, status: number, code: string): Promise<Refusal["error"]> {
	expect(answer.status).toBe(status);
	const { error } = await answer.json<Refusal>();
	expect(error.code).toBe(code);
	expect(error.message).toMatch(/[.]$/);
	return error;
}

describe("what is asked of a model", () => {
	it("lists both and gives each whole", async () => {
		const { models } = await (await get("/api/models")).json<{ models: { id: string; digest: string }[] }>();
		expect(models.map(({ id }) => id)).toEqual(["acte-engagement-ctg", "ctg-2024"]);
		const model = await (await get("/api/models/ctg-2024")).json<Record<string, unknown[]>>();
		expect(model.digest).toMatch(/^[0-9a-f]{64}$/);
		expect(model.sections).toContainEqual({ id: "article-2", owner: "caf", required: true });
		expect(model.fields).toContainEqual({ key: "convention.fin", type: "year", owner: "all", required: true });
		const late = { owner: "commune", required: true, late: "deliberation" };
		expect(model.fields).toContainEqual({ key: "commune.deliberation", type: "date", ...late });
		expect(model.sections).toContainEqual({ id: "annexe-3", ...late });
		expect(model.annexes).toContainEqual({ id: "annexe-3", late: "deliberation" });
	});

	it("refuses one that does not exist", async () => {
		await expectRefusal(await get("/api/models/nothing"), 404, "unknownModel");
	});
});

describe("what is asked of a convention", () => {
	it("is answered to its members, in every form there is", async () => {
		const { conventions } = await (await get("/api/conventions", commune)).json<{ conventions: { id: string }[] }>();
		expect(conventions.map(({ id }) => id)).toEqual([CONVENTION]);
		const about = await (await get(`/api/conventions/${CONVENTION}`, commune)).json<Record<string, unknown>>();
		expect(about).toMatchObject({ phase: "drafting", model: { id: "ctg-2024" }, versions: [] });
		const html = await (await get(`/api/conventions/${CONVENTION}/text?format=html`, commune)).text();
		expect(html).toContain("Les champs d’intervention de la Caf");
		const text = await (await get(`/api/conventions/${CONVENTION}/text`, commune)).json<{ parts: unknown[] }>();
		expect(text.parts.length).toBeGreaterThan(20);
	});

	it("is controlled: what is missing and what does not resolve is found, with its place", async () => {
		const answer = await get(`/api/conventions/${CONVENTION}/findings`, commune);
		const { findings } = await answer.json<{ findings: Record<string, unknown>[] }>();
		const rules = new Set(findings.map(({ rule }) => rule));
		for (const rule of ["R4", "R5", "R14"]) expect(rules).toContain(rule);
		for (const finding of findings) {
			expect(finding.severity).toMatch(/^(blocking|warning)$/);
			expect(finding.message).toMatch(/[.]$/);
			expect(finding.title).toMatch(/^[«\p{Lu}]/u);
			expect(finding.where).toMatchObject({ part: expect.any(String), id: expect.any(String) });
		}
	});

	it("does not exist for anybody else, and asks strangers to sign in", async () => {
		for (const path of ["", "/text", "/findings"]) {
			await expectRefusal(await get(`/api/conventions/${CONVENTION}${path}`), 401, "signedOut");
			await expectRefusal(await get(`/api/conventions/${CONVENTION}${path}`, outsider), 404, "unknownConvention");
			await expectRefusal(await get(`/api/conventions/nothing${path}`, caf), 404, "unknownConvention");
		}
		await expectRefusal(await get("/api/conventions"), 401, "signedOut");
	});

	it("names a form of the text that does not exist", async () => {
		const error = await expectRefusal(
			await get(`/api/conventions/${CONVENTION}/text?format=odt`, caf),
			400,
			"invalidField",
		);
		expect(error.field).toBe("format");
	});
});

describe("opening a convention", () => {
	it("gives a room of its own, from either model, to a Caf with its communes", async () => {
		for (const model of ["ctg-2024", "acte-engagement-ctg"]) {
			const answer = await post(
				"/api/conventions",
				{ model, territory: "Sainte-Aubeline", parties: ["sainte-aubeline"] },
				caf,
			);
			expect(answer.status).toBe(201);
			const { id } = await answer.json<{ id: string }>();
			const about = await (await get(`/api/conventions/${id}`, caf)).json<{ parties: { id: string }[] }>();
			expect(about.parties.map((party) => party.id)).toEqual(["caf", "commune"]);
			// Its people come by invitation.
			await expectRefusal(await get(`/api/conventions/${id}`, outsider), 404, "unknownConvention");
		}
	});

	it.each([
		["an unknown model", { model: "nothing" }, 404, "unknownModel", "nothing"],
		["a missing model", {}, 400, "invalidField", "model"],
		["a title of the wrong type", { model: "ctg-2024", title: 7 }, 400, "invalidField", "title"],
		["parties that are no list", { model: "ctg-2024", parties: "x" }, 400, "invalidField", "parties"],
		["a party that does not exist", { model: "ctg-2024", parties: ["x"] }, 400, "invalidField", "parties"],
		["no JSON", "{", 400, "invalidJson", undefined],
		["JSON that is no object", "[]", 400, "invalidField", "model"],
	])("refuses %s", async (_, body, status, code, field) => {
		const error = await expectRefusal(await post("/api/conventions", body, caf), status, code);
		expect(error.field).toBe(field);
	});

	it("is for a Caf only, and for somebody", async () => {
		await expectRefusal(await post("/api/conventions", { model: "ctg-2024" }, commune), 403, "forbidden");
		await expectRefusal(await post("/api/conventions", { model: "ctg-2024" }), 401, "signedOut");
	});
});

describe("choosing what the model leaves open", () => {
	const options = `/api/conventions/${CONVENTION}/options`;

	it("leaves out an option of article 5, for everyone, and takes it back", async () => {
		const html = async () => (await get(`/api/conventions/${CONVENTION}/text?format=html`, caf)).text();
		const option = "article-5.logement";
		expect((await post(options, { option, chosen: false }, commune)).status).toBe(204);
		expect(await html()).toContain("unchosen");
		expect((await post(options, { option, chosen: true }, caf)).status).toBe(204);
		expect(await html()).not.toContain("unchosen");
	});

	it("refuses what is no option, no boolean, and who may not choose", async () => {
		await expectRefusal(await post(options, { option: "article-1", chosen: true }, caf), 400, "invalidField");
		const error = await expectRefusal(await post(options, { option: "x", chosen: "yes" }, caf), 400, "invalidField");
		expect(error.field).toBe("chosen");
		const mayor = await signIn("karim-lepage");
		await expectRefusal(await post(options, { option: "x", chosen: true }, mayor), 403, "forbidden");
	});

	it("adds and removes rows of the acte's annexe 1, and only there", async () => {
		const opened = await post("/api/conventions", { model: "acte-engagement-ctg", parties: ["lys-lez-lannoy"] }, caf);
		const { id } = await opened.json<{ id: string }>();
		await env.DB.prepare("INSERT INTO member (convention, person, party, roles) VALUES (?, ?, 'commune', ?)")
			.bind(id, "thomas-marchal", '["drafts"]')
			.run();
		const rows = async () => {
			const text = await (await get(`/api/conventions/${id}/text`, commune)).json<{
				parts: { blocks: Record<string, unknown>[] }[];
			}>();
			const table = text.parts.flatMap(({ blocks }) => blocks).find((block) => block.growing) as {
				id: string;
				rows: { id: string | null }[];
			};
			return { table: table.id, rows: table.rows.flatMap((row) => row.id ?? []) };
		};
		const before = await rows();
		await expectRefusal(await post(`/api/conventions/${id}/rows`, { table: before.table }, caf), 403, "notYours");
		expect(
			(await post(`/api/conventions/${id}/rows`, { table: before.table, after: before.rows[0] }, commune)).status,
		).toBe(204);
		const added = await rows();
		expect(added.rows).toHaveLength(before.rows.length + 1);
		expect(added.rows[0]).toBe(before.rows[0]);
		const remove = (row: string) =>
			SELF.fetch(`${ORIGIN}/api/conventions/${id}/rows/${before.table}/${row}`, {
				method: "DELETE",
				headers: { cookie: commune },
			});
		expect((await remove(added.rows[1] ?? "")).status).toBe(204);
		expect(await rows()).toEqual(before);
		await expectRefusal(await remove("nothing"), 400, "invalidField");
	});
});

describe("sessions", () => {
	it("are ours or nothing: a cookie changed, cut or made up signs nobody in", async () => {
		const at = caf.indexOf("=") + 1;
		const [name, value] = [caf.slice(0, at), decodeURIComponent(caf.slice(at))];
		const [token = "", signature = ""] = value.split(".");
		const other = commune.slice(commune.indexOf("=") + 1).split(".")[0];
		for (const forged of [
			`${other}.${signature}`,
			`${token}x.${signature}`,
			token,
			`${token}.`,
			`.${signature}`,
			"x",
		]) {
			await expectRefusal(await get("/api/conventions", name + encodeURIComponent(forged)), 401, "signedOut");
		}
	});

	it("end everywhere at once when their row goes", async () => {
		const cookie = await signIn("rose-delmotte");
		expect((await get("/api/conventions", cookie)).status).toBe(200);
		await env.DB.prepare("DELETE FROM session WHERE userId = ?").bind("rose-delmotte").run();
		await expectRefusal(await get("/api/conventions", cookie), 401, "signedOut");
	});

	it("do not serve another site, in requests nor in rooms", async () => {
		const origin = "https://ailleurs.example";
		await expectRefusal(await post("/api/conventions", { model: "ctg-2024" }, caf, { origin }), 403, "crossSite");
		const room = await get(`/api/conventions/${CONVENTION}/room`, caf, { origin, upgrade: "websocket" });
		expect(room.webSocket).toBeNull();
		const same = await get("/api/conventions", caf, { origin: ORIGIN });
		expect(same.status).toBe(200);
	});

	it("of the demonstration exist only where one was asked for", async () => {
		const production = { ...env, DEMO: undefined } as unknown as Env;
		for (const [path, method] of [
			["/demo", "GET"],
			["/demo/people", "GET"],
			["/demo/session", "POST"],
		] as const) {
			const body = method === "POST" ? JSON.stringify({ person: "ines-vasseur" }) : undefined;
			const answer = await worker.fetch(new Request(ORIGIN + path, { method, body }), production);
			await expectRefusal(answer, 404, "notFound");
		}
	});

	it("refuse a person who is none of the demonstration's", async () => {
		await expectRefusal(await post("/demo/session", { person: "nobody" }), 400, "invalidField");
	});
});

describe("pages", () => {
	it("hold the text for who has no JavaScript, and nothing a person typed as markup", async () => {
		const page = await (await get(`/conventions/${CONVENTION}`, caf)).text();
		expect(page).toContain("Les champs d’intervention de la Caf");
		expect(page).toContain('"digest":');
		expect(page).not.toContain("<script>");
	});

	it("say what is wrong in French, with its status", async () => {
		const nowhere = await get("/nothing", caf, { accept: "text/html" });
		expect(nowhere.status).toBe(404);
		expect(await nowhere.text()).toContain("Cette page n’existe pas");
		expect((await get(`/conventions/${CONVENTION}`, outsider)).status).toBe(404);
		expect((await get(`/conventions/${CONVENTION}`)).status).toBe(401);
	});
});
