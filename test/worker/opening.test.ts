import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { State } from "../../shared/convention/state.ts";
import type { Room } from "../../worker/room/room.ts";
import { ORIGIN, signIn } from "./support/tab.ts";

interface Refused {
	error: { code: string; message: string; field: string; problems?: { field: string; message: string }[] };
}

let caf = "";
let commune = "";

beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
});

const get = (path: string, cookie = caf) => SELF.fetch(ORIGIN + path, { headers: { cookie } });
const post = (path: string, body: unknown, cookie = caf) =>
	SELF.fetch(ORIGIN + path, { method: "POST", headers: { cookie }, body: JSON.stringify(body) });
async function opened(body: Record<string, unknown>) {
	const answer = await post("/api/conventions", { model: "ctg-2024", ...body });
	expect(answer.status, await answer.clone().text()).toBe(201);
	return answer.json<{ id: string; parties: { id: string; organisation: string }[]; newParties: string[] }>();
}
async function stateOf(id: string): Promise<State> {
	const room = env.ROOM.get(env.ROOM.idFromName(id)) as DurableObjectStub<Room>;
	return ((await room.read()) as unknown as { state: State }).state;
}

describe("what is said at the opening", () => {
	it("stands in the text from the first moment on", async () => {
		const { id } = await opened({
			territory: "Lys-lez-Lannoy",
			starts: 2027,
			ends: 2031,
			plan: "2028-03-31",
			parties: ["lys-lez-lannoy"],
		});
		expect((await stateOf(id)).fields).toEqual({
			territoire: "Lys-lez-Lannoy",
			"convention.debut": "2027-01-01",
			"convention.fin": "2031",
			"plan.echeance": "2028-03-31",
			"caf.nom": "Caf du Nord",
		});
		const { conventions } = await (await get("/api/conventions?q=2027-2031")).json<{
			conventions: { id: string; title: string; deadline: { on: string } }[];
		}>();
		expect(conventions).toMatchObject([
			{ id, title: "CTG 2027-2031 · Lys-lez-Lannoy", deadline: { on: "2028-03-31" } },
		]);
	});

	it("is one year for an acte d'engagement, without being asked", async () => {
		const { id } = await opened({
			model: "acte-engagement-ctg",
			territory: "Leers",
			starts: 2027,
			parties: ["lys-lez-lannoy"],
		});
		expect((await stateOf(id)).fields).toMatchObject({
			"commune.nom": "Leers",
			"acte.debut": "2027-01-01",
			"acte.fin": "2027",
		});
	});

	it.each([
		["an end too late (R8)", { starts: 2024, ends: 2029 }, "ends", "Au plus tard 2028"],
		["an end before the beginning", { starts: 2024, ends: 2023 }, "ends", "Au plus tôt 2024"],
		["an acte of two years", { model: "acte-engagement-ctg", starts: 2027, ends: 2028 }, "ends", "Écrivez 2027"],
		["a plan that is not due in the second year (R10)", { starts: 2027, plan: "2027-12-31" }, "plan", "2028"],
		["a year of another age", { starts: 27 }, "starts", "quatre chiffres"],
		[
			"a SIRET with a wrong digit",
			{ newParties: [{ kind: "commune", name: "Hem", siret: "21590299100012" }] },
			"newParties.0.siret",
			"14 chiffres",
		],
		[
			"a party without a name",
			{ newParties: [{ kind: "commune", name: " " }] },
			"newParties.0.name",
			"Indiquez le nom",
		],
	])("refuses %s, and names the field", async (_, body, field, words) => {
		const answer = await post("/api/conventions", { model: "ctg-2024", ...body });
		expect(answer.status).toBe(400);
		const { error } = await answer.json<Refused>();
		expect(error).toMatchObject({ code: "invalidField", field });
		expect(error.message).toContain(words);
	});

	it("names everything that is wrong at once", async () => {
		const answer = await post("/api/conventions", {
			model: "ctg-2024",
			starts: 2024,
			ends: 2030,
			newParties: [{ kind: "commune", name: "" }],
		});
		const { error } = await answer.json<Refused>();
		expect(error.problems?.map(({ field }) => field)).toEqual(["ends", "newParties.0.name"]);
	});
});

describe("who takes part", () => {
	it("is who was named: colleagues with their roles, and nobody of another party", async () => {
		const { id } = await opened({
			parties: ["lys-lez-lannoy"],
			people: [
				{ person: "paul-derville", roles: ["drafts"] },
				{ person: "helene-courtois", roles: ["signs", "approves"] },
			],
		});
		const { people } = await (await get(`/api/conventions/${id}`)).json<{
			people: { id: string; roles: string[] }[];
		}>();
		expect(Object.fromEntries(people.map((each) => [each.id, each.roles]))).toEqual({
			"ines-vasseur": ["coordinates", "drafts"],
			"paul-derville": ["drafts"],
			"helene-courtois": ["signs", "approves"],
		});
		expect((await get(`/api/conventions/${id}`, commune)).status).toBe(404);
	});

	it("is every colleague where nobody is named, and still nobody of another party", async () => {
		const { id } = await opened({ parties: ["lys-lez-lannoy"] });
		const { people } = await (await get(`/api/conventions/${id}`)).json<{
			people: { id: string; roles: string[] }[];
		}>();
		expect(Object.fromEntries(people.map((each) => [each.id, each.roles]))).toEqual({
			"ines-vasseur": ["coordinates", "drafts"],
			"paul-derville": ["drafts"],
			"helene-courtois": ["drafts"],
		});
		expect((await get(`/api/conventions/${id}`, commune)).status).toBe(404);
	});

	it("is no stranger to the Caf", async () => {
		const answer = await post("/api/conventions", {
			model: "ctg-2024",
			people: [{ person: "thomas-marchal", roles: ["drafts"] }],
		});
		expect(answer.status).toBe(400);
		expect((await answer.json<Refused>()).error.field).toBe("people");
	});
});

describe("bodies that are not there yet", () => {
	it("enter the directory as a convention names them", async () => {
		const { id, newParties } = await opened({
			newParties: [
				{ kind: "commune", name: "Annœullin" },
				{ kind: "commune", name: "Le Touquet", siret: "216 208 264 00012" },
				{ kind: "epci", name: "Métropole européenne de Lille" },
			],
		});
		const { parties } = (await stateOf(id)).structure;
		expect(parties.map(({ id, shortName, alias }) => [id, shortName, alias])).toEqual([
			["caf", "Caf du Nord", "la Caf"],
			["commune", "Commune d'Annœullin", "la Commune d'Annœullin"],
			["commune-2", "Commune du Touquet", "la Commune du Touquet"],
			["epci", "Métropole européenne de Lille", "la Métropole"],
		]);
		const rows = await env.DB.prepare("SELECT siret FROM organisation WHERE id IN (?, ?)")
			.bind(newParties[0] as string, newParties[1] as string)
			.all<{ siret: string | null }>();
		expect(rows.results.map(({ siret }) => siret).sort()).toEqual(["21620826400012", null].sort());
	});

	it("are the ones that are there, where their SIRET says so", async () => {
		const body = { newParties: [{ kind: "commune", name: "Toufflers", siret: "21590598800014" }] };
		const first = await opened(body);
		const second = await opened({
			newParties: [{ kind: "commune", name: "Ville de Toufflers", siret: "21590598800014" }],
		});
		expect(second.newParties).toEqual(first.newParties);
	});
});

describe("looking organisations up", () => {
	const search = async (q: string) =>
		(
			await (
				await get(`/api/organisations/search?${new URLSearchParams({ q })}`)
			).json<{ organisations: { id: string }[] }>()
		).organisations.map(({ id }) => id);

	it("finds by any word of the name, without accents, and by SIRET", async () => {
		expect(await search("LYS lannoy")).toEqual(["lys-lez-lannoy"]);
		expect(await search("aubéline")).toEqual(["sainte-aubeline"]);
		await opened({ newParties: [{ kind: "commune", name: "Hem", siret: "21590299200019" }] });
		expect(await search("215 902 992 00019")).toHaveLength(1);
		expect(await search("%")).toEqual([]);
		expect(await search("anticonstitutionnellement".repeat(4))).toEqual([]);
	});

	it("knows the names of a pasted list, however they are written", async () => {
		const names = [
			"Lys-lez-Lannoy",
			"Ville de Sainte Aubeline",
			"commune de Nulle-Part",
			"",
			"la Caisse d'allocations familiales du Nord",
			"Communauté d'agglomération de Saint-Quentin-en-Yvelines et de ses environs",
		];
		const answer = await post("/api/organisations/named", { names });
		const { organisations } = await answer.json<{ organisations: { id: string }[][] }>();
		expect(organisations.map((found) => found.map(({ id }) => id))).toEqual([
			["lys-lez-lannoy"],
			["sainte-aubeline"],
			[],
			[],
			[],
			[],
		]);
	});

	it("is for those who open conventions", async () => {
		expect((await get("/api/organisations/search?q=lys", commune)).status).toBe(403);
		expect((await get("/api/organisations/search?q=lys", "")).status).toBe(401);
		expect((await post("/api/organisations/named", { names: [] }, commune)).status).toBe(403);
	});
});

describe("sixty parties", () => {
	const communes = Array.from({ length: 59 }, (_, n) => ({
		kind: "commune",
		name: `Bourg-Saint-${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26]}éry-${n}`,
	}));

	it("are opened, named, signed for and listed", async () => {
		const { id, parties } = await opened({
			territory: "Une agglomération",
			newParties: [{ kind: "epci", name: "Communauté d'agglomération des Bourgs" }, ...communes],
		});
		expect(parties).toHaveLength(61);
		const { structure } = await stateOf(id);
		expect(new Set(structure.parties.map(({ id }) => id)).size).toBe(61);
		expect(new Set(structure.parties.map(({ alias }) => alias)).size).toBe(61);
		const html = await (await get(`/api/conventions/${id}/text?format=html`)).text();
		expect(html.match(/rowgroup/g)).toHaveLength(61);
		for (const { shortName } of structure.parties) expect(html).toContain(shortName.replaceAll("'", "’"));
		const listed = await (await get("/api/conventions?q=bourgs")).json<{ conventions: { parties: unknown }[] }>();
		expect(listed.conventions[0]?.parties).toEqual({
			names: ["Caf du Nord", "Communauté d'agglomération des Bourgs", structure.parties[2]?.shortName],
			count: 61,
		});
	});

	it("are as many as there can be", async () => {
		const newParties = [...communes, ...communes.slice(0, 2)];
		const answer = await post("/api/conventions", { model: "ctg-2024", newParties });
		expect((await answer.json<Refused>()).error).toMatchObject({ field: "parties" });
	});
});

describe("the page", () => {
	it("is for people of a Caf, others read who opens one", async () => {
		expect(await (await get("/conventions/nouvelle")).text()).toContain('"opening":');
		const other = await (await get("/conventions/nouvelle", commune)).text();
		expect(other).toContain("C’est une Caf qui ouvre une convention");
		expect(other).not.toContain('"opening":');
		expect((await get("/conventions/nouvelle", "")).status).toBe(401);
	});
});

describe("characters that a page cleans off", () => {
	it.each([
		["title", { title: "CTG \u202Eliame" }],
		["title", { title: "CTG\u0000" }],
		["title", { title: "CTG\n2027" }],
		["title", { title: "CTG \ud800 de Lys" }],
		["territory", { territory: `Lys${"\u0301".repeat(5)}` }],
		["newParties.0.name", { newParties: [{ kind: "commune", name: "Croix\u200E" }] }],
	])("are refused in %s, in words", async (field, body) => {
		const answer = await post("/api/conventions", { model: "ctg-2024", ...body });
		const { error } = await answer.json<Refused>();
		expect([answer.status, error.code, error.field]).toEqual([400, "invalidField", field]);
		expect(error.problems).toEqual([{ field, message: expect.stringMatching(/que personne ne voit/) }]);
	});
});
