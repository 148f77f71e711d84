import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, openConvention, signedIn } from "./browser.ts";

const url = inject("url");
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

	it("home, demonstration, signed out and not found have none, and nothing needs sideways scrolling", async () => {
		const context = await signedIn(browser, url, "ines-vasseur", { viewport });
		const page = await context.newPage();
		for (const path of ["/", "/demo", "/conventions/nothing", "/nothing"]) {
			await page.goto(path, { waitUntil: "networkidle" });
			expect(await findings(page), path).toEqual([]);
			expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path).toBe(true);
		}
		await context.clearCookies();
		await page.goto("/", { waitUntil: "networkidle" });
		expect(await findings(page)).toEqual([]);
		await context.close();
	});

	it("the convention fits its window", async () => {
		const context = await signedIn(browser, url, "ines-vasseur", { viewport });
		const page = await openConvention(context);
		expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		await context.close();
	});
});
