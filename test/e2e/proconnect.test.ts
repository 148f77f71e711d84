import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { CLIENT_ID, CLIENT_SECRET, startProvider } from "../outside/provider.ts";
import { browser } from "./support/browse.ts";
import { signedIn } from "./support/browser.ts";
import { inLetter } from "./support/letters.ts";
import { Server } from "./support/server.ts";

const server = new Server(inject("migrated"));
const provider = await startProvider(await server.reserve());
const { url } = server;

beforeAll(async () => {
	await server.start({
		PROCONNECT_ISSUER: provider.issuer,
		PROCONNECT_CLIENT_ID: CLIENT_ID,
		PROCONNECT_CLIENT_SECRET: CLIENT_SECRET,
	});
});
afterAll(async () => {
	provider.close();
	await server.dispose();
});

const somebody = (): Promise<BrowserContext> => browser.newContext({ baseURL: url, locale: "fr-FR" });

it("signs somebody in with ProConnect, and says plainly that their establishment is not known", async () => {
	const siret = "21590367600019";
	provider.become({
		wrong: null,
		person: { sub: "anne", given_name: "Anne", usual_name: "Deschamps", email: "anne@lys.example", siret },
	});
	const context = await somebody();
	const page = await context.newPage();
	await page.goto("/connexion/proconnect");
	await page.getByRole("heading", { name: "Votre établissement n’est pas encore là" }).waitFor();
	await page.getByText("aucun organisme de Copacte n’a le SIRET 215 903 676 00019.").waitFor();
	const session = (await context.cookies()).find(({ name }) => name.endsWith("session_token"));
	expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

it("lets the owner of an account join ProConnect to it", async () => {
	provider.become({
		wrong: null,
		person: { sub: "odile", given_name: "Odile", usual_name: "Garance", email: "mairie@sainte-aubeline.example" },
	});
	const page = await (await signedIn(browser, url, "odile-garance")).newPage();
	await page.goto("/compte/proconnect");
	await page.getByRole("button", { name: "Continuer avec ProConnect" }).click();
	await page.getByRole("heading", { name: "ProConnect est relié à votre compte" }).waitFor();
	// Without an establishment of theirs, anybody else would be told that there is nothing for them.
	const later = await (await somebody()).newPage();
	await later.goto("/connexion/proconnect");
	expect(later.url()).toBe(`${url}/`);
});

it("lets somebody who was invited enter with ProConnect, and accept", async () => {
	const email = "nadia.lefort@caf.example";
	const ines = await signedIn(browser, url, "ines-vasseur");
	const invitations = "/api/conventions/demonstration-lys-lez-lannoy/invitations";
	const invited = await ines.request.post(invitations, { data: { email, party: "caf", roles: ["drafts"] } });
	expect(invited.status()).toBe(201);
	provider.become({ wrong: null, person: { sub: "nadia", given_name: "Nadia", usual_name: "Lefort", email } });
	const page = await (await somebody()).newPage();
	await page.goto(`/invitation#${await inLetter(email, url, "invitation#")}`);
	await page.getByRole("link", { name: "Entrer avec ProConnect" }).click();
	await page.getByRole("button", { name: "Accepter l’invitation" }).click();
	await page.waitForURL("**/conventions/demonstration-lys-lez-lannoy");
	await page.getByRole("textbox", { name: /Interventions de la Caf/ }).waitFor();
});
