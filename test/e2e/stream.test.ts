import type { BrowserContext, Page, WebSocketRoute } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const CAF = "ines-vasseur";
const COMMUNE = "thomas-marchal";

const article2 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });
const article3 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la collectivité/ });

/** Puts the caret at the end of a section and types as a person does. */
async function type(page: Page, section: (page: Page) => ReturnType<typeof article2>, words: string) {
	await section(page).click();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(words);
}

/** A person behind a network that does this to every WebSocket; `tried` counts them. */
async function behind(person: string, meet: (socket: WebSocketRoute) => unknown) {
	const context = await signedIn(browser, url, person);
	const tried = { sockets: 0 };
	await context.routeWebSocket(/\/room/, (socket) => {
		tried.sockets++;
		return meet(socket) as Promise<void>;
	});
	return { context, tried };
}

/** Whether the page has asked for its stream. */
const streams = (context: BrowserContext) => {
	const asked: string[] = [];
	context.on("request", (request) => request.url().includes("/room/stream?") && asked.push(request.url()));
	return asked;
};

const enregistré = (page: Page) => page.getByText("Enregistré", { exact: true }).first().waitFor();

describe("a network that refuses WebSockets", { timeout: 120_000 }, () => {
	it.each([
		["closes them at once", (socket: WebSocketRoute) => socket.close()],
		["never lets them open", () => new Promise(() => {})],
	])("and %s: two people still write together, and see that it is saved", async (_, meet) => {
		const { context, tried } = await behind(CAF, meet);
		const asked = streams(context);
		const ines = await openConvention(context);
		expect(asked.length).toBe(1);
		const thomas = await openConvention(await signedIn(browser, url, COMMUNE));
		await type(ines, article2, " Sans WebSocket.");
		await thomas.locator("#article-2").getByText("Sans WebSocket.").first().waitFor();
		await type(thomas, article3, " Avec WebSocket.");
		await ines.locator("#article-3").getByText("Avec WebSocket.").first().waitFor();
		// Carets show where their editor is: in a part that both may write.
		const paul = await openConvention(await signedIn(browser, url, "paul-derville"));
		await type(paul, article2, " Ni Paul.");
		await paul.locator('#article-2 [data-name*="Inès"]').first().waitFor();
		await ines.locator('#article-2 [data-name*="Paul"]').first().waitFor();
		await enregistré(ines);
		// The tab knows its network now: it loses no time when it comes again.
		const before = tried.sockets;
		await ines.reload();
		await enregistré(ines);
		expect(tried.sockets).toBe(before);
		await ines.locator("#article-2").getByText("Sans WebSocket.").first().waitFor();
		// A person who goes takes their caret with them.
		await type(ines, article2, " Encore.");
		await paul.locator('#article-2 [data-name*="Inès"]').first().waitFor();
		await ines.close({ runBeforeUnload: false });
		await paul.locator('#article-2 [data-name*="Inès"]').first().waitFor({ state: "detached" });
	});

	it("keeps a person's words on the screen when the room refuses them, as everywhere", async () => {
		const { context } = await behind(CAF, (socket) => socket.close());
		let holds = false;
		await context.route(/\/room\/stream\/.+/, (route) => {
			if (!holds) return route.continue();
			holds = false;
			// A length, and a frame of no known kind.
			return route.continue({ postData: Buffer.from([0, 0, 0, 1, 99]) });
		});
		const ines = await openConvention(context);
		await article2(ines).click();
		await ines.keyboard.press("Control+End");
		holds = true;
		await ines.keyboard.type(" Des mots refusés.");
		const panel = ines.getByRole("dialog");
		await panel.waitFor();
		await panel.getByRole("button", { name: "Reprendre à partir du texte à jour" }).click();
		await panel.waitFor({ state: "detached" });
		await type(ines, article2, " Repris par événements.");
		await enregistré(ines);
	});

	it("tells a person why the room does not let them in", async () => {
		const { context } = await behind(CAF, (socket) => socket.close());
		const message = "Copacte a été mis à jour. Rechargez la page pour continuer à écrire.";
		await context.route(/\/room\/stream\?/, (route) =>
			route.fulfill({ status: 409, json: { error: { code: "outdated", message } } }),
		);
		const ines = await context.newPage();
		await ines.goto("/conventions/demonstration-lys-lez-lannoy");
		const panel = ines.getByRole("dialog", { name: "Copacte a été mis à jour" });
		await panel.getByRole("button", { name: "Recharger la page" }).waitFor();
	});
});

describe("a network that lets WebSockets through", () => {
	it("is asked for no stream", async () => {
		const context = await signedIn(browser, url, CAF);
		const asked = streams(context);
		const ines = await openConvention(context);
		await type(ines, article2, " Par socket.");
		await enregistré(ines);
		expect(asked).toEqual([]);
	});
});
