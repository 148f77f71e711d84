import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";
import { Server } from "./support/server.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";

const open = async (person: string, at = url) => openConvention(await signedIn(browser, at, person));
const article2 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });
const article3 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la collectivité/ });

/** Puts the caret at the end of a section and types as a person does. */
async function type(page: Page, section: (page: Page) => ReturnType<typeof article2>, words: string) {
	await section(page).click();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(words);
}

describe("a Caf and a commune in one convention", () => {
	it("co-edit Article 2 and Article 3: words and carets arrive at once", async () => {
		const ines = await open(CAF);
		const thomas = await open(COMMUNE);
		await type(ines, article2, " Le relais petite enfance ouvre en septembre.");
		await thomas.locator("#article-2").getByText("Le relais petite enfance ouvre en septembre.").waitFor();
		await thomas.locator("#article-2").scrollIntoViewIfNeeded();
		await type(thomas, article3, "La commune ouvre une ludothèque.");
		await ines.locator("#article-3").getByText("La commune ouvre une ludothèque.").waitFor();
		// Two people of one party write in the same paragraph; each sees the other's caret, under the other's name.
		const rose = await open("rose-delmotte");
		await type(rose, article3, " Et un accueil de loisirs.");
		await thomas
			.locator("#article-3")
			.getByText("La commune ouvre une ludothèque. Et un accueil de loisirs.")
			.waitFor();
		await thomas.locator('#article-3 [data-name*="Rose"]').first().waitFor();
	});

	it("shows a field typed once everywhere it is used, to both", async () => {
		const ines = await open(CAF);
		const thomas = await open(COMMUNE);
		const year = ines.getByRole("textbox", { name: "année de fin" }).last();
		await year.fill("2028");
		await year.press("Tab");
		for (const page of [ines, thomas]) {
			await page.locator("#couverture").getByText("2028").first().waitFor();
			await page.locator("#article-11").getByText("2028").first().waitFor();
		}
	});

	it("leaves locked text as it is, whatever is typed, pasted or cut there", async () => {
		const ines = await open(CAF);
		const clause = ines.locator("#article-1 [data-clause]").nth(1);
		const before = await clause.textContent();
		await clause.click({ clickCount: 3 });
		await ines.keyboard.type("Autre chose.");
		await ines.keyboard.press("Delete");
		await ines.keyboard.press("Control+X");
		expect(await clause.textContent()).toBe(before);
		const text = await (await ines.request.get("/api/conventions/demonstration-lys-lez-lannoy/text")).text();
		expect(text).not.toContain("Autre chose.");
	});

	it("gives no editor in the other party's part, and none to who only reads", async () => {
		const ines = await open(CAF);
		await ines.locator("#article-3").scrollIntoViewIfNeeded();
		expect(await article3(ines).count()).toBe(0);
		const reader = await open("karim-lepage");
		await reader.locator("#article-2").scrollIntoViewIfNeeded();
		expect(await reader.getByRole("textbox").count()).toBe(0);
	});
});

describe("what the model leaves to choose", () => {
	it("is chosen by one and seen by the other: an option of article 5, a wording of annexe 2", async () => {
		const ines = await open(CAF);
		const thomas = await open(COMMUNE);
		const option = (page: Page) => page.getByRole("checkbox", { name: /cadre de vie de qualité/ });
		await option(ines).click();
		await thomas.locator("#article-5 .unchosen").waitFor();
		expect(await option(thomas).isChecked()).toBe(false);
		await option(thomas).click();
		await ines.locator("#article-5 .unchosen").waitFor({ state: "detached" });
		await ines.getByRole("radio", { name: "Modalités décrites par les parties" }).click();
		await thomas.getByRole("textbox", { name: "Modalités de pilotage décrites par les parties" }).waitFor();
		await thomas.getByRole("radio", { name: "Gestion en mode projet" }).click();
		await ines.locator("#annexe-2").getByText("mode projet, les engagements suivants").waitFor();
	});
});

describe("a refusal", () => {
	it("keeps the person's words on the screen, and starts again from the server's text", async () => {
		const context = await signedIn(browser, url, CAF);
		// Stands between the page and the room: it can hold the page's words back, and say what the page never would.
		let say = (_: Buffer) => {};
		let holds = false;
		await context.routeWebSocket(/\/room/, (socket) => {
			const server = socket.connectToServer();
			say = (frame) => server.send(frame);
			socket.onMessage((frame) => {
				if (!holds) server.send(frame);
			});
		});
		const ines = await openConvention(context);
		const thomas = await open(COMMUNE);
		holds = true;
		await type(ines, article2, " Des mots jamais partis.");
		say(Buffer.from([99]));
		const panel = ines.getByRole("dialog");
		await panel.getByText("Des mots jamais partis.").waitFor();
		holds = false;
		await panel.getByRole("button", { name: "Reprendre à partir du texte à jour" }).click();
		await panel.waitFor({ state: "detached" });
		await type(ines, article2, " Repris.");
		await thomas.locator("#article-2").getByText("Repris.").waitFor();
		expect(await thomas.locator("#article-2").textContent()).not.toContain("jamais partis");
	});
});

describe("a page that a bug stops", () => {
	it("says so, and leads on, instead of a white window", async () => {
		const context = await signedIn(browser, url, CAF);
		// Nothing that the page may expect: the parts of the model are missing from what the server put in it.
		await context.route(/\/conventions\/[^/]+$/, async (route) => {
			const response = await route.fetch();
			const body = (await response.text()).replace('"parts":[', '"pieces":[');
			await route.fulfill({ response, body });
		});
		const page = await context.newPage();
		await page.goto("/conventions/demonstration-lys-lez-lannoy");
		await page.getByRole("heading", { name: "La page s’est arrêtée" }).waitFor();
		await context.unrouteAll();
		await page.getByRole("button", { name: "Recharger la page" }).click();
		await page.getByText("Enregistré", { exact: true }).first().waitFor();
	});
});

describe("a server killed in the middle", () => {
	it("has lost nothing when it is back, and the pages go on by themselves", async () => {
		const server = new Server(inject("migrated"));
		try {
			await server.start();
			const ines = await open(CAF, server.url);
			const thomas = await open(COMMUNE, server.url);
			await type(ines, article2, " Vu avant la panne.");
			await thomas.locator("#article-2").getByText("Vu avant la panne.").waitFor();
			await server.kill();
			await ines.getByText("Hors ligne").first().waitFor();
			await type(ines, article2, " Écrit pendant la panne.");
			await server.start();
			await thomas.locator("#article-2").getByText("Vu avant la panne. Écrit pendant la panne.").waitFor();
			await ines.getByText("Enregistré", { exact: true }).first().waitFor();
			const later = await open("paul-derville", server.url);
			await later.locator("#article-2").getByText("Vu avant la panne. Écrit pendant la panne.").waitFor();
		} finally {
			await server.dispose();
		}
	});
});
