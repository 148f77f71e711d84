import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectSound, findings } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

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
				await expectSound(page, path);
			};
			for (const path of [...forMembers, ...forAnybody]) await soundAt(path);
			await page.goto("/conventions/demonstration-lys-lez-lannoy/personnes");
			await page.getByRole("button", { name: "Modifier les rôles de Paul Derville" }).click();
			await page.getByRole("button", { name: "Retirer Paul Derville" }).click();
			await page.getByText("Inviter par e-mail").first().click();
			await expectSound(page, "everything open");
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
			const section = (of: Page) => of.getByRole("textbox", { name: /Interventions de la Caf/ });
			await others[0]?.locator("#article-2 [role=textbox]").click();
			await others[1]?.locator("#article-11 input").first().focus();
			await section(page).click();
			await page.locator(".toolbar").waitFor({ state: "attached" });
			await page.locator("#article-2 .caret").first().waitFor({ state: "attached" });
			await expectSound(page, "the toolbar shown, someone in the same section");

			await page.locator("[data-announcements]").waitFor({ state: "attached" });
			await page.getByRole("button", { name: /Suivre Thomas/ }).click();
			await page.locator(".following p").waitFor();
			await expectSound(page, "someone followed");
			await page.keyboard.press("Escape");

			const sommaire = page.getByRole("button", { name: "Sommaire" });
			if (await sommaire.isVisible()) {
				await sommaire.click();
				await page
					.getByRole("dialog")
					.getByRole("button", { name: /Aller à Thomas/ })
					.waitFor();
				await expectSound(page, "the sommaire open");
				await page.getByRole("button", { name: "Fermer" }).click();
			}

			say(Buffer.from([99]));
			await page.locator("dialog.refusal").waitFor();
			await expectSound(page, "a refusal");
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
