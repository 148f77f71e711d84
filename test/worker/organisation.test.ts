import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { png } from "../files.ts";
import { ask, asked, expectRefusal, newSiret, signInByMail } from "./support/asking.ts";
import { invitationTo, lettersTo } from "./support/letters.ts";
import { ORIGIN, signIn } from "./support/tab.ts";

const ain = {
	kind: "caf",
	name: "Caisse d'allocations familiales de l'Ain",
	shortName: "Caf de l'Ain",
	alias: "la Caf",
	department: "01",
};

interface Seen {
	organisation: { name: string; siret: string };
	manages: boolean;
	people: { person: string; name: string; title: string; manages: boolean }[];
	invitations: { id: string; email: string; state: string }[];
}

let director = "";
beforeAll(async () => {
	director = await signInByMail("directrice@caf01.test");
});

const signUp = (siret: string, cookie = director, more: object = {}) =>
	ask("POST", "/api/organisations", cookie, {
		organisation: { ...ain, siret, ...more },
		title: "Directrice générale",
		name: "Jeanne Aubry",
	});

describe("an organisation", () => {
	it("signs up: who does it is its first member, has a title and a name, and manages it", async () => {
		const siret = newSiret();
		const grouped = siret.replace(/^(...)(...)(...)/, "$1 $2 $3 ");
		const answer = await signUp(grouped);
		expect(answer.status).toBe(201);
		const { id } = await answer.json<{ id: string }>();
		const seen = await asked<Seen>("GET", `/api/organisations/${id}`, director);
		expect(seen.organisation).toMatchObject({ ...ain, siret });
		expect(seen.people).toMatchObject([{ name: "Jeanne Aubry", title: "Directrice générale", manages: true }]);
		const opened = await ask("POST", "/api/conventions", director, { model: "ctg-2024", territory: "Bourg" });
		expect(opened.status).toBe(201);
	});

	it("is there once for a SIRET; the second who signs it up is not told who is there", async () => {
		const siret = newSiret();
		expect((await signUp(siret)).status).toBe(201);
		const other = await signInByMail("autre@caf01.test");
		const answer = await signUp(siret, other);
		expect(await answer.clone().text()).not.toMatch(/Jeanne|directrice@/);
		await expectRefusal(answer, 409, "siretTaken", "siret");
	});

	it("is there once also when two sign it up at the same moment", async () => {
		const siret = newSiret();
		const answers = await Promise.all([signUp(siret), signUp(siret)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
	});

	it.each([
		["a wrong SIRET", { siret: "73282932000075" }, "wrongSiret", "siret"],
		["a department that does not exist", { department: "20" }, "wrongDepartment", "department"],
		["a kind that does not exist", { kind: "mairie" }, "invalidField", "organisation.kind"],
		["no name", { name: "  " }, "invalidField", "organisation.name"],
	])("refuses %s, naming the field", async (_, more, code, field) => {
		await expectRefusal(signUp(newSiret(), director, more), 400, code, field);
	});

	it("asks for a name from who has none", async () => {
		const nameless = await signInByMail("sans-nom@caf01.test");
		const body = { organisation: { ...ain, siret: newSiret() }, title: "" };
		await expectRefusal(ask("POST", "/api/organisations", nameless, body), 400, "nameless", "name");
	});

	it("takes no name of its first member that is none: it will stand in letters", async () => {
		const nameless = await signInByMail("faux-nom@caf01.test");
		const body = { organisation: { ...ain, siret: newSiret() }, title: "", name: "Gagnez sur www.ailleurs.test" };
		await expectRefusal(ask("POST", "/api/organisations", nameless, body), 400, "invalidName", "name");
		expect(await asked("GET", "/api/account", nameless)).toMatchObject({ name: "" });
	});

	it("does not exist for those who are not of it, and asks strangers to sign in", async () => {
		const outsider = await signInByMail("dehors@ailleurs.test");
		for (const [method, path, body] of [
			["GET", "/api/organisations/caf-du-nord", undefined],
			["POST", "/api/organisations/caf-du-nord/invitations", { email: "a@b.test" }],
			["PATCH", "/api/organisations/caf-du-nord/people/paul-derville", { title: "Chef" }],
			["DELETE", "/api/organisations/caf-du-nord/people/paul-derville", undefined],
		] as const) {
			await expectRefusal(ask(method, path, outsider, body), 404, "unknownOrganisation");
			await expectRefusal(ask(method, path, "", body), 401, "signedOut");
		}
	});
});

describe("the people of an organisation", () => {
	let ines = "";
	let paul = "";
	beforeAll(async () => {
		ines = await signIn("ines-vasseur");
		paul = await signIn("paul-derville");
	});
	const nord = "/api/organisations/caf-du-nord";

	it("come by invitation, as colleagues under the title they were given", async () => {
		await asked("POST", `${nord}/invitations`, ines, { email: " Lea.Roux@CAF59.test ", title: "Conseillère" });
		const [letter] = await lettersTo("lea.roux@caf59.test");
		expect(letter?.subject).toBe("Inès Vasseur (Caf du Nord) vous invite dans Copacte");
		expect(letter?.text).toContain(`${ORIGIN}/invitation#`);
		expect((await asked<Seen>("GET", nord, ines)).invitations).toMatchObject([
			{ email: "lea.roux@caf59.test", state: "pending" },
		]);
		expect((await asked<Seen>("GET", nord, paul)).invitations).toEqual([]);
		const lea = await signInByMail("lea.roux@caf59.test");
		const token = await invitationTo("lea.roux@caf59.test");
		const accepted = await asked("POST", "/api/invitations/accept", lea, { token, name: "Léa Roux" });
		expect(accepted).toEqual({ convention: null, organisation: "caf-du-nord" });
		const { people, manages } = await asked<Seen>("GET", nord, lea);
		expect(manages).toBe(false);
		expect(people).toContainEqual(expect.objectContaining({ name: "Léa Roux", title: "Conseillère", manages: false }));
		// Being a colleague is no part in a convention.
		expect(await asked("GET", "/api/conventions", lea)).toMatchObject({ conventions: [] });
	});

	it("are seen to by who manages them, of whom one stays", async () => {
		await expectRefusal(ask("POST", `${nord}/invitations`, paul, { email: "x@y.test" }), 403, "notManager");
		await expectRefusal(ask("PATCH", `${nord}/people/paul-derville`, paul, { manages: true }), 403, "notManager");
		await expectRefusal(ask("PATCH", `${nord}/people/ines-vasseur`, ines, { manages: false }), 409, "lastManager");
		await asked("PATCH", `${nord}/people/paul-derville`, ines, { title: "Responsable", manages: true });
		const { people } = await asked<Seen>("GET", nord, paul);
		expect(people).toContainEqual(
			expect.objectContaining({ person: "paul-derville", title: "Responsable", manages: true }),
		);
		await asked("PATCH", `${nord}/people/paul-derville`, ines, { manages: false });
	});

	it("who leave lose at once their part in its conventions, unless nobody would coordinate them", async () => {
		const path = "/api/conventions/demonstration-lys-lez-lannoy";
		const helene = await signIn("helene-courtois");
		expect((await ask("GET", path, helene)).status).toBe(200);
		await asked("DELETE", `${nord}/people/helene-courtois`, ines);
		await expectRefusal(ask("GET", path, helene), 404, "unknownConvention");
		await asked("PATCH", `${nord}/people/paul-derville`, ines, { manages: true });
		const refused = await ask("DELETE", `${nord}/people/ines-vasseur`, ines);
		expect(await refused.clone().text()).toContain("« CTG 2024-2028 · Lys-lez-Lannoy »");
		await expectRefusal(refused, 409, "lastCoordinator", "CTG 2024-2028 · Lys-lez-Lannoy");
		await asked("PATCH", `${nord}/people/paul-derville`, ines, { manages: false });
	});

	it("take what they invited another party to along when they leave", async () => {
		const people = [{ person: "paul-derville", roles: ["coordinates"] }];
		const { id } = await asked<{ id: string }>("POST", "/api/conventions", ines, { model: "ctg-2024", people });
		const party = { kind: "commune", name: "Bois-Noir" };
		await asked("POST", `/api/conventions/${id}/parties`, ines, party);
		const invitation = { email: "maire@bois-noir.test", party: "commune", roles: ["coordinates"] };
		await asked("POST", `/api/conventions/${id}/invitations`, await signIn("paul-derville"), invitation);
		const token = await invitationTo("maire@bois-noir.test");
		await asked("DELETE", `${nord}/people/paul-derville`, ines);
		const mayor = await signInByMail("maire@bois-noir.test");
		const answer = { token, name: "Anne Morel", siret: newSiret() };
		await expectRefusal(ask("POST", "/api/invitations/accept", mayor, answer), 410, "invitationWithdrawn");
		await env.DB.prepare("INSERT INTO membership (person, organisation) VALUES ('paul-derville', 'caf-du-nord')").run();
	});

	it("take what they invited others to along when they stop managing", async () => {
		await asked("PATCH", `${nord}/people/paul-derville`, ines, { manages: true });
		await asked("POST", `${nord}/invitations`, paul, { email: "ami@ailleurs.test" });
		const token = await invitationTo("ami@ailleurs.test");
		await asked("PATCH", `${nord}/people/paul-derville`, ines, { manages: false });
		const ami = await signInByMail("ami@ailleurs.test");
		await expectRefusal(ask("POST", "/api/invitations/accept", ami, { token }), 410, "invitationWithdrawn");
	});
});

describe("the logo of an organisation", () => {
	const nord = "/api/organisations/caf-du-nord";
	const put = (cookie: string, bytes: Uint8Array) =>
		SELF.fetch(`${ORIGIN}${nord}/logo?name=caf.png`, {
			method: "PUT",
			headers: { cookie, origin: ORIGIN },
			body: bytes as Uint8Array<ArrayBuffer>,
		});

	it("is set by who manages it, seen by who is of it, and stands on the conventions opened from then on", async () => {
		const ines = await signIn("ines-vasseur");
		const paul = await signIn("paul-derville");
		const image = png(40, 12);
		await expectRefusal(put(paul, image), 403, "notManager");
		await expectRefusal(put(await signIn("thomas-marchal"), image), 404, "unknownOrganisation");
		await expectRefusal(put(ines, new TextEncoder().encode("<svg onload='alert(1)'/>")), 415, "fileType", "caf.png");
		expect((await put(ines, image)).status).toBe(204);

		const { organisation } = await asked<{ organisation: { logo: string } }>("GET", nord, paul);
		const seen = await ask("GET", `${nord}/logo`, paul);
		expect(seen.headers.get("content-type")).toBe("image/png");
		expect(seen.headers.get("content-security-policy")).toContain("sandbox");
		expect(new Uint8Array(await seen.arrayBuffer())).toEqual(image);
		await expectRefusal(ask("GET", `${nord}/logo`, await signIn("thomas-marchal")), 404, "unknownOrganisation");

		const opened = await asked<{ id: string }>("POST", "/api/conventions", ines, { model: "ctg-2024" });
		const borne = await ask("GET", `/api/conventions/${opened.id}/files/${organisation.logo}`, ines);
		expect(borne.status).toBe(200);
		await asked("DELETE", `${nord}/logo`, ines);
		await expectRefusal(ask("GET", `${nord}/logo`, paul), 404, "unknownFile");
		// What a convention began with it keeps.
		expect((await ask("GET", `/api/conventions/${opened.id}/files/${organisation.logo}`, ines)).status).toBe(200);
	});

	it("comes along with a co-signatory, and goes with it", async () => {
		const ines = await signIn("ines-vasseur");
		const odile = await signIn("odile-garance");
		const image = png(30, 10);
		const path = "/api/organisations/sainte-aubeline/logo?name=aubeline.png";
		const body = image as Uint8Array<ArrayBuffer>;
		await SELF.fetch(ORIGIN + path, { method: "PUT", headers: { cookie: odile, origin: ORIGIN }, body });
		const seen = await asked<{ organisation: { logo: string } }>("GET", "/api/organisations/sainte-aubeline", odile);
		const { id } = await asked<{ id: string }>("POST", "/api/conventions", ines, {
			model: "ctg-2024",
			parties: ["lys-lez-lannoy"],
		});
		const added = { organisation: "sainte-aubeline" };
		const party = await asked<{ id: string }>("POST", `/api/conventions/${id}/parties`, ines, added);
		const logo = `/api/conventions/${id}/files/${seen.organisation.logo}`;
		expect((await ask("GET", logo, ines)).status).toBe(200);
		await asked("DELETE", `/api/conventions/${id}/parties/${party.id}`, ines);
		await expectRefusal(ask("GET", logo, ines), 404, "unknownFile");
	});
});
