import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function findings(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
		.analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 320, height: 640 } };

const forAnybody = ["/demo", "/demo/outbox", "/connexion", "/connexion/lien", "/invitation", "/nothing"];
const forMembers = [
	"/",
	"/compte",
	"/compte/donnees",
	"/conventions/nothing",
	"/conventions/nouvelle",
	"/conventions/demonstration-lys-lez-lannoy/parties",
	"/conventions/demonstration-lys-lez-lannoy/personnes",
	"/organisations/nouvelle",
	"/organisations/caf-du-nord",
];

describe.each(Object.entries(sizes))("on a %s", (_, viewport) => {
	it("the convention has no finding, for a writer of either party and for a reader", async () => {
		for (const person of ["ines-vasseur", "thomas-marchal", "karim-lepage"]) {
			const context = await signedIn(browser, url, person, { viewport });
			const page = await openConvention(context);
			await page.locator("#article-3").scrollIntoViewIfNeeded();
			expect(await findings(page)).toEqual([]);
			await context.close();
		}
	});

	it.each(["light", "dark"] as const)(
		"the pages around the conventions have none, and nothing needs sideways scrolling, %s",
		async (colorScheme) => {
			const context = await signedIn(browser, url, "ines-vasseur", { viewport, colorScheme });
			const page = await context.newPage();
			const soundAt = async (path: string) => {
				await page.goto(path, { waitUntil: "networkidle" });
				expect(await findings(page), path).toEqual([]);
				expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path).toBe(true);
			};
			for (const path of [...forMembers, ...forAnybody]) await soundAt(path);
			await page.goto("/conventions/demonstration-lys-lez-lannoy/personnes");
			await page.getByRole("button", { name: "Modifier les rôles de Paul Derville" }).click();
			await page.getByRole("button", { name: "Retirer Paul Derville" }).click();
			await page.getByText("Inviter par e-mail").first().click();
			expect(await findings(page), "everything open").toEqual([]);
			expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "everything open").toBe(true);
			await context.clearCookies();
			for (const path of ["/", "/compte", ...forAnybody]) await soundAt(path);
			await context.close();
		},
		150_000,
	);

	it.each(["light", "dark"] as const)(
		"no state of the page has a finding, in a %s frame",
		async (colorScheme) => {
			let say = (_: Buffer) => {};
			const context = await signedIn(browser, url, "ines-vasseur", { viewport, colorScheme });
			await context.routeWebSocket(/\/room/, (socket) => {
				const server = socket.connectToServer();
				say = (frame) => server.send(frame);
			});
			const page = await openConvention(context);
			const others = await Promise.all(
				["paul-derville", "thomas-marchal"].map(async (each) => openConvention(await signedIn(browser, url, each))),
			);
			const sound = async (state: string) => {
				expect(await findings(page), state).toEqual([]);
				expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state).toBe(true);
			};
			const section = (of: Page) => of.getByRole("textbox", { name: /Interventions de la Caf/ });
			await others[0]?.locator("#article-2 [role=textbox]").click();
			await others[1]?.locator("#article-11 input").first().focus();
			await section(page).click();
			await page.locator(".toolbar").waitFor({ state: "attached" });
			await page.locator("#article-2 .caret").first().waitFor({ state: "attached" });
			await sound("the toolbar shown, someone in the same section");

			await page.locator("[data-announcements]").waitFor({ state: "attached" });
			await page.getByRole("button", { name: /Suivre Thomas/ }).click();
			await page.locator(".following p").waitFor();
			await sound("someone followed");
			await page.keyboard.press("Escape");

			const sommaire = page.getByRole("button", { name: "Sommaire" });
			if (await sommaire.isVisible()) {
				await sommaire.click();
				await page
					.getByRole("dialog")
					.getByRole("button", { name: /Aller à Thomas/ })
					.waitFor();
				await sound("the sommaire open");
				await page.getByRole("button", { name: "Fermer" }).click();
			}

			say(Buffer.from([99]));
			await page.locator("dialog.refusal").waitFor();
			await sound("a refusal");
			await Promise.all([...others, page].map((each) => each.context().close()));
		},
		150_000,
	);

	it("the convention fits its window", async () => {
		const context = await signedIn(browser, url, "ines-vasseur", { viewport });
		const page = await openConvention(context);
		expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		await context.close();
	});
});
