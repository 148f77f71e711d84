import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../worker/hash.ts";
import { ask, asked, expectRefusal, newSiret, signInByMail } from "./support/asking.ts";
import { invitationTo, lettersTo } from "./support/letters.ts";
import { CONVENTION, signIn } from "./support/tab.ts";

const invitations = `/api/conventions/${CONVENTION}/invitations`;
const people = `/api/conventions/${CONVENTION}/people`;

interface Listed {
	id: string;
	email: string;
	party: string;
	state: string;
}
interface Seen {
	parties: { id: string; name: string; people: { person: string; name: string; roles: string[] }[] }[];
	invitations: Listed[];
}

let caf = "";
let commune = "";
beforeAll(async () => {
	caf = await signIn("ines-vasseur");
	commune = await signIn("thomas-marchal");
});

let addresses = 0;
const newAddress = () => `personne-${++addresses}@lys.test`;

/** Invites somebody new for the commune. */
async function invite(more: object = {}, cookie = commune) {
	const email = newAddress();
	const body = { email, party: "commune", roles: ["drafts"], ...more };
	const { id } = await asked<{ id: string }>("POST", invitations, cookie, body);
	return { email, id, token: await invitationTo(email) };
}

const accept = (cookie: string, body: object) =>
	ask("POST", "/api/invitations/accept", cookie, { name: "Anne Morel", ...body });
const read = (token: string) => ask("POST", "/api/invitations/read", "", { token });
const age = (id: string, days: number) =>
	env.DB.prepare("UPDATE invitation SET expires_at = datetime('now', ?) WHERE id = ?").bind(`${-days} days`, id).run();

describe("an invitation to a convention", () => {
	it("says who invites to what, under which roles, and lets in who accepts with the address", async () => {
		const { email, token } = await invite({ roles: ["drafts", "signs"], title: "Première adjointe" });
		const [letter] = await lettersTo(email);
		expect(letter?.text).toContain("CTG 2024-2028 · Lys-lez-Lannoy");
		expect(letter?.text).toContain("rédige, signe");
		const told = await (await read(token)).json();
		expect(told).toMatchObject({
			by: "Thomas Marchal",
			byOrganisation: "Commune de Lys-lez-Lannoy",
			organisation: "Commune de Lys-lez-Lannoy",
			convention: { id: CONVENTION, title: "CTG 2024-2028 · Lys-lez-Lannoy" },
			roles: ["drafts", "signs"],
			state: "pending",
			asksSiret: false,
		});
		const cookie = await signInByMail(email);
		expect(await asked("GET", "/api/invitations", cookie)).toMatchObject({ invitations: [{ email }] });
		await asked("PATCH", "/api/account", cookie, { name: "Anne Morel" });
		const home = await (await ask("GET", "/", cookie)).text();
		expect(home).toContain("Une invitation vous attend");
		// There is something better to do than to make an organisation of one's own.
		expect(home).not.toContain("Vous ne faites partie");
		expect(await (await accept(cookie, { token })).json()).toMatchObject({ convention: CONVENTION });
		const { parties } = await asked<Seen>("GET", people, cookie);
		expect(parties.find(({ id }) => id === "commune")?.people).toContainEqual(
			expect.objectContaining({ name: "Anne Morel", title: "Première adjointe", roles: ["drafts", "signs"] }),
		);
		expect((await ask("GET", `/api/conventions/${CONVENTION}`, cookie)).status).toBe(200);
	});

	it("keeps its token as a hash only", async () => {
		const { id, token } = await invite();
		const row = await env.DB.prepare("SELECT * FROM invitation WHERE id = ?").bind(id).first();
		expect(JSON.stringify(row)).not.toContain(token);
		expect(row?.token).toMatch(/^[0-9a-f]{64}$/);
	});

	it("serves its address only, which must be proved", async () => {
		const { token, id, email } = await invite();
		await expectRefusal(accept("", { token }), 401, "signedOut");
		const other = await signInByMail(newAddress());
		await expectRefusal(accept(other, { token }), 403, "notInvited");
		await expectRefusal(accept(other, { invitation: id }), 404, "unknownInvitation");
		await expectRefusal(accept(other, { token: "x".repeat(43) }), 404, "unknownInvitation");
		expect(await asked("GET", "/api/invitations", other)).toEqual({ invitations: [] });
		const cookie = await signInByMail(email);
		// ProConnect proves no address: with it one needs what the letter holds.
		await env.DB.prepare("UPDATE person SET emailVerified = 0 WHERE email = ?").bind(email).run();
		expect(await asked("GET", "/api/invitations", cookie)).toEqual({ invitations: [] });
		await expectRefusal(accept(cookie, { invitation: id }), 404, "unknownInvitation");
		await expectRefusal(ask("GET", `/api/conventions/${CONVENTION}`, cookie), 404, "unknownConvention");
		expect((await accept(cookie, { token })).status).toBe(200);
	});

	it("takes no name that is none", async () => {
		const { token, email } = await invite();
		const cookie = await signInByMail(email);
		for (const name of ["<b>Anne</b>", "https://ailleurs.test"]) {
			await expectRefusal(accept(cookie, { token, name }), 400, "invalidName", "name");
		}
		await expectRefusal(accept(cookie, { token, name: "Anne \u202e leroM" }), 400, "invalidField", "name");
		expect((await accept(cookie, { token })).status).toBe(200);
	});

	it("holds one link, whatever those who invite have called things", async () => {
		const title = "Votre accès expire : https://ailleurs.test/x ou www.ailleurs.test";
		const { id } = await asked<{ id: string }>("POST", "/api/conventions", caf, { model: "ctg-2024", title });
		const email = newAddress();
		const body = { email, party: "caf", roles: ["reads"] };
		await asked("POST", `/api/conventions/${id}/invitations`, caf, body);
		const [letter] = await lettersTo(email);
		expect(letter?.text.match(/\S+:\/\/\S+|www\.\S+/g)).toEqual([
			expect.stringMatching(/^http:\/\/copacte\.test\/invitation#\S+$/),
		]);
		expect(`${letter?.text}${letter?.html}`).not.toMatch(/ailleurs\.test|:\/\/ailleurs/);
	});

	it("serves once, also when it is accepted twice at the same moment", async () => {
		const { token, email } = await invite();
		const cookie = await signInByMail(email);
		const answers = await Promise.all([accept(cookie, { token }), accept(cookie, { token })]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
		await expectRefusal(accept(cookie, { token }), 410, "invitationUsed");
		expect(await (await read(token)).json()).toMatchObject({ state: "accepted" });
	});

	it("expires, and can be sent again: the link before is dead", async () => {
		const { token, email, id } = await invite();
		await age(id, 1);
		const cookie = await signInByMail(email);
		expect(await (await read(token)).json()).toMatchObject({ state: "expired" });
		await expectRefusal(accept(cookie, { token }), 410, "invitationExpired");
		await asked("POST", `/api/invitations/${id}/resend`, commune);
		await expectRefusal(accept(cookie, { token }), 404, "unknownInvitation");
		expect((await accept(cookie, { token: await invitationTo(email) })).status).toBe(200);
	});

	it("that has expired can be asked for again, once a day: who sent it hears of it", async () => {
		const { token, email, id } = await invite();
		const again = () => ask("POST", "/api/invitations/again", "", { token });
		expect((await again()).status).toBe(204);
		const letters = () => lettersTo("thomas-marchal@demonstration.test");
		const before = (await letters()).length;
		await age(id, 1);
		expect((await again()).status).toBe(204);
		const [letter, ...others] = await letters();
		expect(others).toHaveLength(before);
		expect(letter?.subject).toBe(`${email} vous demande une nouvelle invitation`);
		expect(letter?.text).toContain(`/conventions/${CONVENTION}/personnes`);
		await expectRefusal(again(), 429, "askedAgain");
		await asked("DELETE", `/api/invitations/${id}`, commune);
		await expectRefusal(again(), 410, "invitationWithdrawn");
		await expectRefusal(ask("POST", "/api/invitations/again", "", { token: "x".repeat(43) }), 404, "unknownInvitation");
	});

	it("may be replaced by another once it has expired", async () => {
		const { email, id } = await invite();
		const body = { email, party: "commune", roles: ["reads"] };
		await expectRefusal(ask("POST", invitations, commune, body), 409, "alreadyInvited", "email");
		await age(id, 1);
		expect((await ask("POST", invitations, commune, body)).status).toBe(201);
	});

	it("may be withdrawn, and declined without an account", async () => {
		const withdrawn = await invite();
		await asked("DELETE", `/api/invitations/${withdrawn.id}`, commune);
		const cookie = await signInByMail(withdrawn.email);
		await expectRefusal(accept(cookie, { token: withdrawn.token }), 410, "invitationWithdrawn");
		await expectRefusal(ask("DELETE", `/api/invitations/${withdrawn.id}`, commune), 410, "invitationWithdrawn");
		const declined = await invite();
		await asked("POST", "/api/invitations/decline", "", { token: declined.token });
		const refused = accept(await signInByMail(declined.email), { token: declined.token });
		await expectRefusal(refused, 410, "invitationUsed");
		const listed = (await asked<Seen>("GET", people, commune)).invitations;
		expect(listed).toContainEqual(expect.objectContaining({ email: declined.email, state: "declined" }));
		expect(listed.map(({ email }) => email)).not.toContain(withdrawn.email);
	});

	it("is seen to by who coordinates its party, and does not exist for others", async () => {
		const { id } = await invite();
		const outsider = await signIn("odile-garance");
		const rose = await signIn("rose-delmotte");
		for (const [method, path] of [
			["POST", `/api/invitations/${id}/resend`],
			["DELETE", `/api/invitations/${id}`],
		] as const) {
			await expectRefusal(ask(method, path), 401, "signedOut");
			await expectRefusal(ask(method, path, outsider), 404, "unknownInvitation");
			await expectRefusal(ask(method, path, rose), 403, "forbidden");
			await expectRefusal(ask(method, path, caf), 403, "otherParty");
		}
		expect((await asked<Seen>("GET", people, rose)).invitations).toEqual([]);
		expect((await asked<Seen>("GET", people, caf)).invitations.map((each) => each.id)).not.toContain(id);
	});

	it("from a coordinator who loses that role is withdrawn with it", async () => {
		await asked("PATCH", `${people}/rose-delmotte`, commune, { roles: ["coordinates", "drafts"] });
		const { token, email } = await invite({}, await signIn("rose-delmotte"));
		await asked("PATCH", `${people}/rose-delmotte`, commune, { roles: ["drafts"] });
		await expectRefusal(accept(await signInByMail(email), { token }), 410, "invitationWithdrawn");
	});

	it.each([
		["an address that is none", { email: "mairie" }, 400, "invalidAddress", "email"],
		["an address that nobody could enter with", { email: "a!b@lys.test" }, 400, "invalidAddress", "email"],
		["an address that no letter reaches", { email: "hélène@lys.test" }, 400, "invalidAddress", "email"],
		["one's own address", { email: "Thomas-Marchal@demonstration.test" }, 409, "yourself", "email"],
		["somebody who is in already", { email: "ines-vasseur@demonstration.test" }, 409, "alreadyIn", "email"],
		["an unknown role", { roles: ["boss"] }, 400, "unknownRole", "roles"],
		["no role", { roles: [] }, 400, "noRole", "roles"],
		["roles that are no list", { roles: "drafts" }, 400, "invalidField", "roles"],
		["another party", { party: "caf" }, 403, "otherParty", undefined],
		["a party that does not exist", { party: "msa" }, 400, "invalidField", "party"],
	])("refuses %s, naming the field", async (_, more, status, code, field) => {
		const body = { email: newAddress(), party: "commune", roles: ["reads"], ...more };
		await expectRefusal(ask("POST", invitations, commune, body), status, code, field);
	});

	it("does not tell an address that has an account from one that has none", async () => {
		await signInByMail("compte@lys.test");
		const known = await ask("POST", invitations, commune, {
			email: "compte@lys.test",
			party: "commune",
			roles: ["reads"],
		});
		const unknown = await ask("POST", invitations, commune, {
			email: newAddress(),
			party: "commune",
			roles: ["reads"],
		});
		expect(known.status).toBe(unknown.status);
		const shape = async (answer: Response) => Object.keys(await answer.json<object>());
		expect(await shape(known)).toEqual(await shape(unknown));
	});

	it("goes to no address more often than eight times a day", async () => {
		const { id } = await invite();
		for (let times = 0; times < 7; times++) await asked("POST", `/api/invitations/${id}/resend`, commune);
		await expectRefusal(ask("POST", `/api/invitations/${id}/resend`, commune), 429, "tooManyInvitations");
	});

	it("comes from nobody, and from no organisation, more often than an agglomération needs", async () => {
		const used = (key: string, count: number) =>
			env.DB.prepare("UPDATE rateLimit SET count = ? WHERE key = ?").bind(count, key).run();
		for (const [who, most] of [
			["person thomas-marchal", 150],
			["organisation lys-lez-lannoy", 400],
		] as const) {
			const key = sha256(`tooManyInvitations ${who}`);
			await invite();
			await used(key, most - 1);
			await invite();
			const body = { email: newAddress(), party: "commune", roles: ["reads"] };
			await expectRefusal(ask("POST", invitations, commune, body), 429, "tooManyInvitations");
			await used(key, 0);
		}
	});

	it("is not kept when its letter could not be sent", async () => {
		const email = newAddress();
		await env.DB.prepare("ALTER TABLE outbox RENAME TO outbox_away").run();
		const body = { email, party: "commune", roles: ["reads"] };
		try {
			await expectRefusal(ask("POST", invitations, commune, body), 503, "mailNotSent");
		} finally {
			await env.DB.prepare("ALTER TABLE outbox_away RENAME TO outbox").run();
		}
		expect((await ask("POST", invitations, commune, body)).status).toBe(201);
	});
});

describe("an organisation that was described, and nobody is of yet", () => {
	const described = { kind: "commune", name: "Bois-Clair" };
	/** A convention of the Caf alone. */
	const open = async () => {
		const { id } = await asked<{ id: string }>("POST", "/api/conventions", caf, { model: "ctg-2024" });
		return id;
	};
	/** Adds it to the convention, and invites who is to coordinate it. */
	const describeIn = async (convention: string, email: string, body: object) => {
		const path = `/api/conventions/${convention}`;
		const { id: party } = await asked<{ id: string }>("POST", `${path}/parties`, caf, body);
		return ask("POST", `${path}/invitations`, caf, { email, roles: ["coordinates", "drafts"], party });
	};

	it("is confirmed by who accepts, who gives its SIRET and manages it", async () => {
		const convention = await open();
		const email = newAddress();
		expect((await describeIn(convention, email, described)).status).toBe(201);
		const about = await asked<{ parties: { id: string; name: string }[] }>(
			"GET",
			`/api/conventions/${convention}`,
			caf,
		);
		expect(about.parties).toMatchObject([{ id: "caf" }, { id: "commune", name: "commune de Bois-Clair" }]);
		const cookie = await signInByMail(email);
		const token = await invitationTo(email);
		expect(await (await read(token)).json()).toMatchObject({ asksSiret: true });
		await expectRefusal(accept(cookie, { token }), 400, "wrongSiret", "siret");
		await expectRefusal(accept(cookie, { token, siret: "1" }), 400, "wrongSiret", "siret");
		const siret = newSiret();
		const { organisation } = await (await accept(cookie, { token, siret })).json<{ organisation: string }>();
		expect(await asked("GET", `/api/organisations/${organisation}`, cookie)).toMatchObject({
			organisation: { siret },
			manages: true,
		});
	});

	it("is managed by who was of it already by ProConnect's word, and accepts for it", async () => {
		const convention = await open();
		const [email, another] = [newAddress(), newAddress()];
		await describeIn(convention, email, { ...described, siret: newSiret() });
		const { organisation } = (await env.DB.prepare("SELECT organisation FROM invitation WHERE email = ?")
			.bind(email)
			.first<{ organisation: string }>()) ?? { organisation: "" };
		const [mayor, clerk] = [await signInByMail(email), await signInByMail(another)];
		const seen = async (cookie: string) =>
			(await asked<{ manages: boolean }>("GET", `/api/organisations/${organisation}`, cookie)).manages;
		await env.DB.prepare("INSERT INTO membership (person, organisation) SELECT id, ? FROM person WHERE email IN (?, ?)")
			.bind(organisation, email, another)
			.run();
		expect(await seen(mayor)).toBe(false);
		expect((await accept(mayor, { token: await invitationTo(email) })).status).toBe(200);
		expect([await seen(mayor), await seen(clerk)]).toEqual([true, false]);
	});

	it("is the one that stands in the directory, where its SIRET says so", async () => {
		const mayor = await signInByMail("maire@bois-clair.test");
		const siret = newSiret();
		const names = { name: "commune de Bois-Clair", shortName: "Commune de Bois-Clair", alias: "la Commune" };
		const body = { organisation: { kind: "commune", ...names, siret }, title: "Maire", name: "Luc Ferrand" };
		const { id } = await asked<{ id: string }>("POST", "/api/organisations", mayor, body);
		const convention = await open();
		expect((await describeIn(convention, "maire@bois-clair.test", { ...described, siret })).status).toBe(201);
		const token = await invitationTo("maire@bois-clair.test");
		expect(await (await accept(mayor, { token })).json()).toMatchObject({ organisation: id });
		// Described without it, it is found when who accepts gives it: they are of it.
		const second = await open();
		await describeIn(second, "maire@bois-clair.test", described);
		const again = await invitationTo("maire@bois-clair.test");
		expect(await (await accept(mayor, { token: again, siret })).json()).toMatchObject({ organisation: id });
		expect(await asked<Seen>("GET", `/api/conventions/${second}/people`, mayor)).toMatchObject({
			parties: [{ id: "caf" }, { id: "commune", people: [{ name: "Luc Ferrand" }] }],
		});
		// Somebody else may not take its SIRET.
		const third = await open();
		const email = newAddress();
		await describeIn(third, email, described);
		const stranger = await signInByMail(email);
		const stolen = await invitationTo(email);
		await expectRefusal(accept(stranger, { token: stolen, siret }), 409, "siretTaken", "siret");
	});

	it("is coordinated first, by somebody whom the Caf's coordinator invites", async () => {
		const convention = await open();
		await asked("POST", `/api/conventions/${convention}/parties`, caf, { organisation: "lys-lez-lannoy" });
		const path = `/api/conventions/${convention}/invitations`;
		const first = { email: newAddress(), party: "commune" };
		await expectRefusal(ask("POST", path, caf, { ...first, roles: ["signs"] }), 409, "coordinatorFirst", "roles");
		expect((await ask("POST", path, caf, { ...first, roles: ["coordinates"] })).status).toBe(201);
	});

	it("gets no colleague from a Caf once it has people of its own", async () => {
		const convention = await open();
		const email = newAddress();
		expect((await describeIn(convention, email, { organisation: "sainte-aubeline" })).status).toBe(201);
		const cookie = await signInByMail(email);
		expect((await accept(cookie, { token: await invitationTo(email) })).status).toBe(200);
		expect((await ask("GET", `/api/conventions/${convention}`, cookie)).status).toBe(200);
		await expectRefusal(ask("GET", "/api/organisations/sainte-aubeline", cookie), 404, "unknownOrganisation");
	});
});
