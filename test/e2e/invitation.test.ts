import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { inLetter } from "./support/letters.ts";
import { url } from "./support/serve.ts";

const section = (page: Page, name: RegExp) => page.getByRole("textbox", { name });
const cafs = /Interventions de la Caf/;
const communes = /Interventions de la collectivité/;

async function type(page: Page, name: RegExp, words: string) {
	await section(page, name).click();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(words);
}

/** Somebody at a computer of their own, who has not signed in. */
const visitor = () => browser.newContext({ baseURL: url, locale: "fr-FR" });

/** Enters by a link that came by mail. */
async function enter(context: BrowserContext, email: string) {
	const asked = await context.request.post("/api/sign-in/link", { data: { email } });
	expect(asked.status()).toBe(204);
	const token = await inLetter(email, url, "lien#");
	expect((await context.request.post("/api/sign-in/token", { data: { token } })).status()).toBe(200);
}

async function expectAccessible(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe("a Caf that begins", () => {
	it("signs up, opens a convention, invites a commune, and both write it", { timeout: 120_000 }, async () => {
		const caf = await visitor();
		await enter(caf, "directrice@caf01.test");
		const jeanne = await caf.newPage();
		await jeanne.goto("/organisations/nouvelle");
		await jeanne.getByLabel("Département").selectOption("01");
		expect(await jeanne.getByLabel("Nom court").inputValue()).toBe("Caf de l'Ain");
		await jeanne.getByLabel("Numéro SIRET").fill("732 829 320 00075");
		await jeanne.getByLabel("Votre prénom et votre nom").fill("Jeanne Aubry");
		await jeanne.getByLabel("Votre fonction").fill("Directrice générale");
		await jeanne.getByRole("button", { name: "Inscrire la Caf" }).click();
		await jeanne.getByText("Ce numéro SIRET n’est pas juste").waitFor();
		expect(await jeanne.getByLabel("Votre prénom et votre nom").inputValue()).toBe("Jeanne Aubry");
		await expectAccessible(jeanne);
		await jeanne.getByLabel("Numéro SIRET").fill("732 829 320 00074");
		await jeanne.getByRole("button", { name: "Inscrire la Caf" }).click();
		await jeanne.getByRole("heading", { name: "Caf de l'Ain" }).waitFor();
		await jeanne.getByText("Jeanne Aubry (vous)").waitFor();

		const opened = await caf.request.post("/api/conventions", { data: { model: "ctg-2024", territory: "Bois-Clair" } });
		const { id } = (await opened.json()) as { id: string };
		await jeanne.goto(`/conventions/${id}/personnes`);
		await jeanne.getByRole("link", { name: "Ajouter ou retirer un organisme" }).click();
		await jeanne.getByRole("heading", { name: "Parties de la convention" }).waitFor();
		const added = { kind: "commune", name: "Bois-Clair" };
		expect((await caf.request.post(`/api/conventions/${id}/parties`, { data: added })).status()).toBe(201);
		await jeanne.goto(`/conventions/${id}/personnes`);
		await jeanne.getByText("Inviter par e-mail").last().click();
		await jeanne.getByLabel("Adresse e-mail").last().fill("mairie@bois-clair.test");
		await jeanne.getByRole("button", { name: "Envoyer l’invitation" }).last().click();
		await jeanne.getByText("Invitation envoyée à mairie@bois-clair.test.").waitFor();
		await jeanne.getByRole("heading", { name: "Commune de Bois-Clair" }).waitFor();
		await expectAccessible(jeanne);

		const commune = await visitor();
		const clerk = await commune.newPage();
		await clerk.goto(`/invitation#${await inLetter("mairie@bois-clair.test", url, "invitation#")}`);
		await clerk.getByText("Jeanne Aubry (Caf de l'Ain) vous invite.").waitFor();
		await clerk.getByText("mairie@bois-clair.test").waitFor();
		await enter(commune, "mairie@bois-clair.test");
		await clerk.reload();
		await clerk.getByLabel("Votre prénom et votre nom").fill("Luc Ferrand");
		await clerk.getByLabel("Votre fonction").fill("Secrétaire de mairie");
		await clerk.getByLabel(/Numéro SIRET/).fill("21590350100017");
		await expectAccessible(clerk);
		await jeanne.goto(`/conventions/${id}`);
		await jeanne.getByText("Enregistré", { exact: true }).first().waitFor();
		await clerk.getByRole("button", { name: "Accepter l’invitation" }).click();
		await clerk.waitForURL(`**/conventions/${id}`);

		await type(jeanne, cafs, "La Caf ouvre un relais.");
		await clerk.locator("#article-2").getByText("La Caf ouvre un relais.").waitFor();
		await type(clerk, communes, "La commune ouvre une ludothèque.");
		await jeanne.locator("#article-3").getByText("La commune ouvre une ludothèque.").waitFor();
		// She had the page open before he came: it knows him all the same.
		await jeanne.getByRole("button", { name: "Suivre Luc Ferrand, Commune de Bois-Clair" }).waitFor();

		await clerk.goto(`/invitation#${await inLetter("mairie@bois-clair.test", url, "invitation#")}`);
		await clerk.getByRole("heading", { name: "Invitation déjà acceptée" }).waitFor();
	});
});

describe("whoever loses access while typing", () => {
	it("is told so, and keeps the words that did not arrive", async () => {
		const context = await signedIn(browser, url, "rose-delmotte");
		let holds = false;
		await context.routeWebSocket(/\/room/, (socket) => {
			const room = socket.connectToServer();
			socket.onMessage((frame) => {
				if (!holds) room.send(frame);
			});
		});
		const rose = await openConvention(context);
		const coordinator = await signedIn(browser, url, "thomas-marchal");
		const thomas = await openConvention(coordinator);
		await type(rose, communes, "Avant.");
		await thomas.locator("#article-3").getByText("Avant.").waitFor();
		holds = true;
		await rose.keyboard.type(" Des mots jamais partis.");
		await thomas.getByRole("link", { name: "Personnes" }).click();
		await thomas.getByText("Voir qui a ouvert la convention").click();
		await thomas.getByText(/^Rose Delmotte \(Commune de Lys-lez-Lannoy\)/).waitFor();
		await thomas.getByRole("button", { name: "Retirer Rose Delmotte" }).click();
		await thomas.getByRole("button", { name: "Retirer l’accès" }).click();
		await thomas.getByText("Rose Delmotte n’a plus accès à la convention.").waitFor();
		const panel = rose.getByRole("dialog");
		await panel.getByRole("heading", { name: "Vous n’avez plus accès à cette convention" }).waitFor();
		await panel.getByText("Des mots jamais partis.").waitFor();
		await expectAccessible(rose);
		await panel.getByRole("button", { name: "Revenir à mes conventions" }).click();
		await rose.waitForURL(`${url}/`);
		expect((await context.request.get("/api/conventions/demonstration-lys-lez-lannoy")).status()).toBe(404);
		// As it was before, for whoever comes after.
		const people = "/api/conventions/demonstration-lys-lez-lannoy/people";
		await coordinator.request.post(people, { data: { person: "rose-delmotte", roles: ["drafts"] } });
	});
});

describe("a role changed while the page is open", () => {
	it("takes the pen away and gives it back, without a reload", async () => {
		const paul = await openConvention(await signedIn(browser, url, "paul-derville"));
		const ines = await signedIn(browser, url, "ines-vasseur");
		const path = "/api/conventions/demonstration-lys-lez-lannoy/people/paul-derville";
		await section(paul, cafs).waitFor();
		await ines.request.patch(path, { data: { roles: ["reads"] } });
		await paul.getByText("vous pouvez lire ce texte, sans y écrire").waitFor();
		await section(paul, cafs).waitFor({ state: "detached" });
		await ines.request.patch(path, { data: { roles: ["drafts"] } });
		await paul.getByText("vous pouvez maintenant écrire ici").waitFor();
		await type(paul, cafs, " De nouveau.");
		const witness = await openConvention(ines);
		await witness.locator("#article-2").getByText("De nouveau.").waitFor();
	});
});
