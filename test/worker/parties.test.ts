import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { type Entry, firstBreak } from "../../shared/journal.ts";
import type { Party } from "../../shared/party/party.ts";
import { sha256 } from "../../worker/hash.ts";
import type { Room } from "../../worker/room/room.ts";
import { expectRefusal, newSiret, signInByMail } from "./support/asking.ts";
import { invitationTo } from "./support/letters.ts";
import { ORIGIN, signIn, Tab } from "./support/tab.ts";

let caf = "";
let commune = "";
let other = "";

beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
	other = await signIn("odile-garance");
});

const ask = (method: string, path: string, cookie: string, body?: unknown) =>
	SELF.fetch(ORIGIN + path, {
		method,
		headers: { cookie },
		body: body === undefined ? undefined : JSON.stringify(body),
	});

/** A convention between the Caf and Lys, for which Thomas drafts. */
async function opened(): Promise<string> {
	const answer = await ask("POST", "/api/conventions", caf, { model: "ctg-2024", parties: ["lys-lez-lannoy"] });
	const { id } = await answer.json<{ id: string }>();
	await join(id, "commune", "thomas-marchal");
	return id;
}
const add = (id: string, body: unknown, cookie = caf) => ask("POST", `/api/conventions/${id}/parties`, cookie, body);
const remove = (id: string, party: string, cookie = caf) =>
	ask("DELETE", `/api/conventions/${id}/parties/${party}`, cookie);
const partiesOf = async (id: string) =>
	(await (await ask("GET", `/api/conventions/${id}`, caf)).json<{ parties: Party[] }>()).parties;
const room = (id: string) => env.ROOM.get(env.ROOM.idFromName(id)) as DurableObjectStub<Room>;
const journalOf = async (id: string) => (await room(id).journal()) as unknown as Entry[];
async function code(answer: Response): Promise<[number, string]> {
	return [answer.status, (await answer.json<{ error: { code: string } }>()).error.code];
}
const sign = (id: string, party: string, signatories: unknown[], cookie: string) =>
	ask("PUT", `/api/conventions/${id}/parties/${party}/signatories`, cookie, { signatories });
/** Odile, or somebody else, takes part for this party. */
const join = (id: string, party: string, person = "odile-garance") =>
	env.DB.prepare("INSERT INTO member (convention, person, party, roles) VALUES (?, ?, ?, '[\"drafts\"]')")
		.bind(id, person, party)
		.run();

describe("a co-signatory who comes later", () => {
	it("stands at once in every open page, and so does who signs for it, as the Caf says while nobody is there", async () => {
		const id = await opened();
		const tab = await Tab.open("thomas-marchal", { convention: id });
		await tab.until(() => tab.synced);
		const answer = await add(id, { organisation: "sainte-aubeline" });
		expect(answer.status).toBe(201);
		expect(await answer.json()).toEqual({ id: "commune-2", organisation: "sainte-aubeline" });
		const inTab = () => (tab.doc.getMap("structure").get("parties") as Party[]).map((party) => party.id);
		await tab.until(() => inTab().length === 3);
		expect(inTab()).toEqual(["caf", "commune", "commune-2"]);
		const mayor = { title: "La Maire", civility: "Madame", name: "Odile Garance" };
		expect(await code(await sign(id, "commune-2", [mayor], commune))).toEqual([403, "forbidden"]);
		expect((await sign(id, "commune-2", [mayor], caf)).status).toBe(204);
		await tab.until(() => tab.doc.getMap("structure").has("signatories/commune-2"));
		const html = await (await ask("GET", `/api/conventions/${id}/text?format=html`, caf)).text();
		expect(html).toContain("la Commune de Sainte-Aubeline");
		expect(html).toContain("représentée par la Maire, ");
		expect(html).toContain("Madame Odile Garance");
		expect(html).toContain("dûment autorisée à signer");
		tab.close();
	});

	it("may be one that is described, and is in the journal", async () => {
		const id = await opened();
		expect((await add(id, { kind: "msa", name: "MSA Nord-Pas de Calais" })).status).toBe(201);
		expect((await partiesOf(id)).at(-1)).toMatchObject({
			id: "msa",
			alias: "la MSA",
			signatories: [{ title: "Le Directeur" }],
		});
		const journal = await journalOf(id);
		expect(journal.at(-1)).toMatchObject({ act: "addParty", person: "ines-vasseur" });
		expect(await firstBreak(journal, sha256)).toBeNull();
	});

	it("is added by who coordinates for the Caf, once, while it is drafted", async () => {
		const id = await opened();
		expect(await code(await add(id, { organisation: "sainte-aubeline" }, commune))).toEqual([403, "forbidden"]);
		expect(await code(await add(id, { organisation: "sainte-aubeline" }, await signIn("paul-derville")))).toEqual([
			403,
			"forbidden",
		]);
		expect(await code(await add(id, { organisation: "sainte-aubeline" }, other))).toEqual([404, "unknownConvention"]);
		expect(await code(await add(id, { organisation: "nowhere" }))).toEqual([400, "invalidField"]);
		expect(await code(await add(id, { kind: "commune", name: "Hem", siret: "1" }))).toEqual([400, "invalidField"]);
		expect((await add(id, { organisation: "sainte-aubeline" })).status).toBe(201);
		expect(await code(await add(id, { organisation: "sainte-aubeline" }))).toEqual([409, "alreadyParty"]);
	});

	it("is finished when asked for again after the directory could not be reached", async () => {
		const id = await opened();
		await add(id, { organisation: "sainte-aubeline" });
		await env.DB.prepare("DELETE FROM party WHERE convention = ? AND id = 'commune-2'").bind(id).run();
		const again = await add(id, { organisation: "sainte-aubeline" });
		expect(await again.json()).toEqual({ id: "commune-2", organisation: "sainte-aubeline" });
		expect(
			(await journalOf(id)).filter(({ act }) => act === "addParty"),
			"one act",
		).toHaveLength(1);
		expect(await partiesOf(id)).toHaveLength(3);
	});

	it("is the sixty-first in vain", async () => {
		const newParties = Array.from({ length: 60 }, (_, n) => ({ kind: "commune", name: `Bourg-${n}` }));
		const answer = await ask("POST", "/api/conventions", caf, { model: "ctg-2024", newParties });
		const { id } = await answer.json<{ id: string }>();
		expect(await code(await add(id, { organisation: "sainte-aubeline" }))).toEqual([409, "tooManyParties"]);
	});
});

describe("a co-signatory who goes", () => {
	it("takes its people along, and its id is free again", async () => {
		const id = await opened();
		await add(id, { organisation: "sainte-aubeline" });
		await join(id, "commune-2");
		const tab = await Tab.open("odile-garance", { convention: id });
		await tab.until(() => tab.synced);
		expect((await remove(id, "commune-2")).status).toBe(204);
		expect((await tab.closed).code).toBe(4403);
		expect((await ask("GET", `/api/conventions/${id}`, other)).status).toBe(404);
		expect(await partiesOf(id)).toHaveLength(2);
		expect((await journalOf(id)).at(-1)).toMatchObject({ act: "removeParty", detail: { party: "commune-2" } });
		await add(id, { kind: "commune", name: "Leers" });
		expect((await partiesOf(id)).at(-1)).toMatchObject({ id: "commune-2", shortName: "Commune de Leers" });
	});

	it("takes along whom it had invited: they do not come in for the party that gets its id", async () => {
		const id = await opened();
		await add(id, { kind: "commune", name: "Leers" });
		const email = "maire@leers.test";
		const invitation = { email, party: "commune-2", roles: ["coordinates"] };
		expect((await ask("POST", `/api/conventions/${id}/invitations`, caf, invitation)).status).toBe(201);
		const token = await invitationTo(email);
		expect((await remove(id, "commune-2")).status).toBe(204);
		await add(id, { kind: "commune", name: "Toufflers" });
		expect((await partiesOf(id)).at(-1)).toMatchObject({ id: "commune-2", shortName: "Commune de Toufflers" });
		const mayor = await signInByMail(email);
		const answer = { token, name: "Anne Morel", siret: newSiret() };
		await expectRefusal(ask("POST", "/api/invitations/accept", mayor, answer), 410, "invitationWithdrawn");
		expect((await ask("GET", `/api/conventions/${id}`, mayor)).status).toBe(404);
	});

	it("goes when asked for again after the directory could not be reached", async () => {
		const id = await opened();
		await add(id, { organisation: "sainte-aubeline" });
		await join(id, "commune-2");
		await env.DB.prepare("ALTER TABLE invitation RENAME TO invitation_away").run();
		expect((await remove(id, "commune-2")).status).toBe(500);
		await env.DB.prepare("ALTER TABLE invitation_away RENAME TO invitation").run();
		expect((await ask("GET", `/api/conventions/${id}`, other)).status).toBe(200);
		expect((await remove(id, "commune-2")).status).toBe(204);
		expect((await ask("GET", `/api/conventions/${id}`, other)).status).toBe(404);
		expect(await code(await remove(id, "commune-2"))).toEqual([404, "unknownParty"]);
	});

	it("stays once its people have written or done something, whatever others said of it", async () => {
		const id = await opened();
		await add(id, { organisation: "sainte-aubeline" });
		await join(id, "commune-2");
		const tab = await Tab.open("odile-garance", { convention: id });
		await tab.until(() => tab.synced);
		tab.type("article-3", "Nos mots.");
		tab.send(Uint8Array.of(64));
		await tab.until(() => tab.saved !== null);
		expect(await code(await remove(id, "commune-2"))).toEqual([409, "hasWritten"]);
		expect(await partiesOf(id)).toHaveLength(3);
		tab.close();

		const mayor = [{ title: "La Maire", civility: "Madame", name: "Odile Garance" }];
		const named = await opened();
		await add(named, { organisation: "sainte-aubeline" });
		expect((await sign(named, "commune-2", mayor, caf)).status).toBe(204);
		expect((await remove(named, "commune-2")).status).toBe(204);
		await add(named, { organisation: "sainte-aubeline" });
		expect((await partiesOf(named)).at(-1)).toMatchObject({ id: "commune-2", signatories: [{ name: "" }] });
		await join(named, "commune-2");
		expect(await code(await sign(named, "commune-2", mayor, caf))).toEqual([403, "notYours"]);
		expect((await sign(named, "commune-2", mayor, other)).status).toBe(204);
		expect(await code(await remove(named, "commune-2"))).toEqual([409, "hasWritten"]);
	});

	it("is not the Caf, nor the last local authority, nor one that is not there", async () => {
		const id = await opened();
		expect(await code(await remove(id, "caf"))).toEqual([409, "neededParty"]);
		expect(await code(await remove(id, "commune"))).toEqual([409, "neededParty"]);
		expect(await code(await remove(id, "msa"))).toEqual([404, "unknownParty"]);
		expect(await code(await remove(id, "commune", commune))).toEqual([403, "forbidden"]);
	});
});

describe("who signs for a party", () => {
	it("is said by its own people, cleaned, journalled once, and keeps its id", async () => {
		const id = await opened();
		const said = [
			{ title: " La  Maire ", name: "Mme Anne Le Goff" },
			{ title: "Le Premier adjoint", name: "M. Luc Roy", delegation: "par délégation du Maire" },
		];
		expect((await sign(id, "commune", said, commune)).status).toBe(204);
		const stands = (await partiesOf(id)).find((party) => party.id === "commune")?.signatories ?? [];
		expect(stands).toEqual([
			{ id: stands[0]?.id, title: "La Maire", civility: "Madame", name: "Anne Le Goff", delegation: "" },
			{ id: stands[1]?.id, title: "Le Premier adjoint", civility: "Monsieur", name: "Luc Roy", delegation: "du Maire" },
		]);
		expect((await sign(id, "commune", stands, commune)).status).toBe(204);
		const acts = (await journalOf(id)).filter(({ act }) => act === "setSignatories");
		expect(acts).toMatchObject([{ detail: { party: "commune", signatories: stands, isAbsent: false } }]);
		const [first] = stands;
		expect((await sign(id, "commune", [{ ...first, name: "Anne Morel" }], commune)).status).toBe(204);
		expect((await partiesOf(id)).find((party) => party.id === "commune")?.signatories).toMatchObject([
			{ id: first?.id, name: "Anne Morel" },
		]);
	});

	it("is refused in words where it says nobody, or no title", async () => {
		const id = await opened();
		expect(await code(await sign(id, "commune", [], commune))).toEqual([400, "invalidField"]);
		const answer = await sign(id, "commune", [{ title: " " }], commune);
		expect(await answer.json()).toMatchObject({
			error: { code: "invalidField", field: "signatories.0.title", problems: [{ field: "signatories.0.title" }] },
		});
		expect(await code(await sign(id, "commune", [{ title: "Le Maire", civility: "Docteur" }], commune))).toEqual([
			400,
			"invalidField",
		]);
		expect(await code(await sign(id, "nobody", [{ title: "Le Maire" }], caf))).toEqual([404, "unknownParty"]);
	});
});

describe("a name typed into its field", () => {
	it("is the signatory's, from the party whose own it is, until its people say who signs", async () => {
		const id = await opened();
		const typed = await Tab.open("thomas-marchal", { convention: id });
		await typed.until(() => typed.synced);
		typed.doc.getMap("fields").set("signataire.commune-1", "Monsieur  Paul EXEMPLE");
		const html = async () => (await ask("GET", `/api/conventions/${id}/text?format=html`, caf)).text();
		await expect.poll(html).toContain("Monsieur  Paul EXEMPLE");
		expect((await partiesOf(id)).find((party) => party.id === "commune")?.signatories).toEqual([
			{ id: "commune-1", title: "Le Maire", civility: "Monsieur", name: " Paul EXEMPLE", delegation: "" },
		]);
		expect((await sign(id, "commune", [{ title: "La Maire", name: "Anne Morel" }], commune)).status).toBe(204);
		await typed.until(() => !typed.doc.getMap("fields").has("signataire.commune-1"));
		expect(await html()).toContain("Anne Morel");
		typed.close();
		const other = await Tab.open("ines-vasseur", { convention: id });
		await other.until(() => other.synced);
		other.doc.getMap("fields").set("signataire.commune-1", "x");
		expect((await other.closed).code).toBe(4403);
	});
});

describe("the page of the parties", () => {
	it("lets the Caf's coordinator change them, and everybody else of the convention read them", async () => {
		const id = await opened();
		const page = async (cookie: string) => (await ask("GET", `/conventions/${id}/parties`, cookie)).text();
		expect(await page(caf)).toContain('"mayChange":true');
		expect(await page(commune)).toContain('"mayChange":false');
		expect((await ask("GET", `/conventions/${id}/parties`, other)).status).toBe(404);
	});
});
