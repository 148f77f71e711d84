import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { expectSound } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const CONVENTION = "/conventions/demonstration-lys-lez-lannoy";

beforeAll(async () => {
	await fetch(`${url}/demo/people`);
});

const phone = { width: 320, height: 640 };
const openPage = async () => (await browser.newContext({ baseURL: url, locale: "fr-FR", viewport: phone })).newPage();
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

/** Asks for a link on this page, opens the newest letter of the outbox and follows its link. */
async function enterByMail(page: Page, email: string): Promise<void> {
	await page.getByLabel("Votre adresse e-mail").fill(email);
	await press(page, "Recevoir un lien");
	await heading(page, "Regardez votre boîte aux lettres");
	await page.getByRole("link", { name: "ouvrir la boîte d’envoi" }).click();
	await page
		.getByRole("article")
		.filter({ hasText: email })
		.first()
		.getByRole("link", { name: /connexion\/lien#/ })
		.click();
	await press(page, "Entrer dans Copacte");
}

/** Lets this page make and use passkeys, as a device with a fingerprint would. */
async function withAuthenticator(context: BrowserContext, page: Page): Promise<void> {
	const devtools = await context.newCDPSession(page);
	await devtools.send("WebAuthn.enable");
	await devtools.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}

it("a first-time person comes in by mail, says their name, and lands where they were going", async () => {
	const page = await openPage();
	await page.goto("/compte/donnees");
	await heading(page, "Vous n’êtes pas connecté");
	await expectSound(page, "signed out");
	await page.getByRole("link", { name: "Se connecter" }).click();
	await heading(page, "Entrer dans Copacte");
	await expectSound(page, "the door");

	await page.getByLabel("Votre adresse e-mail").fill("anne.morel@mairie");
	await press(page, "Recevoir un lien");
	const field = page.getByRole("textbox", { name: "Votre adresse e-mail", description: /prenom\.nom@commune\.fr/ });
	await field.waitFor();
	expect(await field.inputValue()).toBe("anne.morel@mairie");
	expect(await page.evaluate("document.activeElement.name")).toBe("email");
	await expectSound(page, "a wrong address");

	await enterByMail(page, "anne.morel@mairie.test");
	await heading(page, "Comment vous appelez-vous ?");
	await expectSound(page, "the name");
	await page.getByLabel("Prénom").fill("Anne");
	await press(page, "Continuer");
	await page.getByRole("textbox", { name: "Nom", description: "Écrivez votre nom." }).fill("Morel");
	await press(page, "Continuer");
	await heading(page, "Vos données");
	expect(new URL(page.url()).pathname).toBe("/compte/donnees");
	await page.getByText("Anne Morel, anne.morel@mairie.test").waitFor();
	await expectSound(page, "one's data");

	await page.getByLabel(/écrivez votre adresse/).fill("autre@mairie.test");
	await press(page, "Supprimer mon compte");
	await page
		.getByRole("textbox", { description: /Ce n’est pas l’adresse e-mail de ce compte/ })
		.fill("anne.morel@mairie.test");
	await press(page, "Supprimer mon compte");
	await heading(page, "Votre compte est supprimé");
	await page.goto("/compte");
	await heading(page, "Vous n’êtes pas connecté");
});

it("a link serves once, wherever it is opened again, and a new one is at hand", async () => {
	const page = await openPage();
	await page.goto(`/connexion?suite=${encodeURIComponent(CONVENTION)}`);
	await enterByMail(page, "thomas-marchal@demonstration.test");
	await page.waitForURL(url + CONVENTION);
	const outbox = await page.context().newPage();
	await outbox.goto("/demo/outbox");
	const other = await openPage();
	await other.goto(
		(await outbox
			.getByRole("link", { name: /connexion\/lien#/ })
			.first()
			.getAttribute("href")) ?? "",
	);
	await press(other, "Entrer dans Copacte");
	await heading(other, "Ce lien ne sert plus");
	await expectSound(other, "a spent link");
	await enterByMail(other, "thomas-marchal@demonstration.test");
	// It leads where the first one did.
	await other.waitForURL(url + CONVENTION);
});

it("a passkey is added, named, used to come in, and taken away", async () => {
	const context = await signedIn(browser, url, "paul-derville", { viewport: phone });
	const page = await context.newPage();
	await withAuthenticator(context, page);
	await page.goto("/compte");
	await press(page, "Ajouter une clé d’accès");
	await page.getByRole("status").getByText("La clé d’accès est enregistrée.").waitFor();
	await press(page, /^Renommer la clé/);
	await page.getByLabel("Nom de la clé").fill("Mon ordinateur");
	await page.keyboard.press("Enter");
	await page.getByText("Mon ordinateur", { exact: true }).waitFor();
	await expectSound(page, "the account");
	await press(page, "Se déconnecter");
	await page.waitForURL(`${url}/`);
	await page.goto("/connexion?suite=/compte");
	await press(page, "Entrer avec une clé d’accès");
	await heading(page, "Mon compte");
	await press(page, "Retirer la clé Mon ordinateur");
	await press(page, "Retirer la clé");
	await page.getByRole("status").getByText("La clé d’accès est retirée.").waitFor();
	await page.goto("/connexion?suite=/compte");
	await press(page, "Changer de compte");
	await page.getByText("Vous êtes déjà connecté").waitFor({ state: "detached" });
	await press(page, "Entrer avec une clé d’accès");
	await page.getByRole("alert").getByText("n’est pas reconnue ici").waitFor();
	await expectSound(page, "a key that is refused");
});

it("a session that ends while one writes leads to the door and back, and the words are there", async () => {
	const context = await signedIn(browser, url, "rose-delmotte");
	let holds = false;
	await context.routeWebSocket(/\/room/, (socket) => {
		const room = socket.connectToServer();
		socket.onMessage((message) => {
			if (!holds) room.send(message);
		});
	});
	const page = await openConvention(context);
	const section = page.getByRole("textbox", { name: /Interventions de la collectivité/ });
	await section.scrollIntoViewIfNeeded();
	await section.and(page.locator("[contenteditable]")).click();
	holds = true;
	await page.keyboard.type("Mots d’avant la fin de la session.");
	holds = false;
	const elsewhere = await signedIn(browser, url, "rose-delmotte");
	await elsewhere.request.delete("/api/account/sessions", { headers: { origin: url } });
	await page.getByRole("heading", { name: "Votre session a pris fin" }).waitFor();
	await press(page, "Se connecter");
	await heading(page, "Entrer dans Copacte");
	await enterByMail(page, "rose-delmotte@demonstration.test");
	await page.waitForURL(url + CONVENTION);
	await page.getByText("Mots d’avant la fin de la session.").first().waitFor();
	await expect
		.poll(async () => (await context.request.get(`/api${CONVENTION}/text`)).text())
		.toContain("Mots d’avant la fin de la session.");
});
