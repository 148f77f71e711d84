import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { browser } from "./support/browse.ts";
import { url } from "./support/serve.ts";

interface Focus {
	name: string;
	/** Whether something is drawn around it, or around the section or the field that it stands in. */
	visible: boolean;
}

/** What has the focus; fails when nothing has: it was lost. */
async function focus(page: Page): Promise<Focus> {
	const found = await page.evaluate<Focus | null>(`(() => {
		const element = document.activeElement;
		if (!element || element === document.body) return null;
		const drawn = (each) => {
			const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
			return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
		};
		const places = [element, element.closest(".field, .free, .cell"), element.previousElementSibling];
		return {
			name: element.getAttribute("aria-label") ?? element.textContent.trim(),
			visible: places.some((each) => each && drawn(each)),
		};
	})()`);
	if (found === null) throw new Error("the focus is lost");
	return found;
}

/** Presses Tab until what is named so has the focus; each stop on the way is visible. */
async function tabTo(page: Page, name: RegExp, key = "Tab", most = 60) {
	for (let stops = 0; stops < most; stops++) {
		await page.keyboard.press(key);
		const { name: found, visible } = await focus(page);
		expect(visible, `focus on ${found}`).toBe(true);
		if (name.test(found)) return;
	}
	throw new Error(`${name} is not within ${most} stops`);
}

it("a convention is signed in to, found, read and filled without a mouse", async () => {
	const context = await browser.newContext({ baseURL: url, locale: "fr-FR" });
	const page = await context.newPage();
	await page.goto("/demo");
	await page.getByRole("heading", { name: "Démonstration" }).waitFor();
	await tabTo(page, /Inès Vasseur/);
	await Promise.all([page.waitForURL(/conventions/), page.keyboard.press("Enter")]);
	await page.getByText("Enregistré", { exact: true }).first().waitFor();

	// The skip links come first; the second leads to the sommaire, whose line leads to Article 2.
	await tabTo(page, /Aller au texte/, "Tab", 1);
	await tabTo(page, /Aller au sommaire/, "Tab", 1);
	await page.keyboard.press("Enter");
	await tabTo(page, /2 · Les champs d’intervention de la Caf/);
	await page.keyboard.press("Enter");
	await page.waitForURL(/#article-2$/);

	// The free section: what is typed is on the server's disk, and Tab leads out of it again.
	await tabTo(page, /^Interventions de la Caf/);
	await page.keyboard.press("Control+End");
	await page.keyboard.type(" Écrit sans souris.");
	await page.locator("#article-2").getByText("Écrit sans souris.").waitFor();
	await page.locator('.saved-mark[data-saved="saved"]').waitFor();
	expect((await focus(page)).name).toMatch(/^Interventions de la Caf/);
	await page.keyboard.press("Shift+Tab");
	expect((await focus(page)).visible).toBe(true);

	// A field: the next of the convention.
	await tabTo(page, /année de fin/);
	await page.keyboard.press("Control+A");
	await page.keyboard.type("2027");
	await tabTo(page, /./, "Tab", 1);
	await page.locator("#couverture").getByText("2027").first().waitFor();
	await page.locator('.saved-mark[data-saved="saved"]').waitFor();
	const text = await (await page.request.get("/api/conventions/demonstration-lys-lez-lannoy/text")).text();
	expect(text).toContain("Écrit sans souris.");
});

it("nothing of the page holds the keyboard: Tab goes through it and comes out, forwards and backwards", async () => {
	const context = await browser.newContext({ baseURL: url, locale: "fr-FR" });
	await context.request.post("/demo/session", { data: { person: "thomas-marchal" } });
	const page = await context.newPage();
	await page.goto("/conventions/demonstration-lys-lez-lannoy");
	await page.getByText("Enregistré", { exact: true }).first().waitFor();
	for (const key of ["Tab", "Shift+Tab"]) {
		const met = new Set<string>();
		for (let stops = 0; stops < 200; stops++) {
			await page.keyboard.press(key);
			const place = await page.evaluate<string>("document.activeElement === document.body ? '' : 'on the page'");
			if (place === "" && met.size > 0) break;
			if (place !== "") met.add((await focus(page)).name);
		}
		expect(met.size, key).toBeGreaterThan(25);
		expect(await page.evaluate("document.activeElement === document.body"), key).toBe(true);
	}
});
