import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 320, height: 640 } };

const open = async (person: string, options = desktop) => openConvention(await signedIn(browser, url, person, options));
const rail = (page: Page) => page.getByRole("complementary", { name: "À propos du texte" });
const card = (page: Page, title: string | RegExp) => rail(page).locator(".finding").filter({ hasText: title });
const years = (page: Page) => page.getByRole("textbox", { name: "année de fin" });

/** The driver's accents are no keys: its editor must stand. */
async function enterSection(section: Locator) {
	await section.click();
	await section.and(section.page().locator(".ProseMirror-focused")).waitFor();
}

const soon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });

interface Landing {
	part: string;
	tag: string;
	selected: string;
	inSight: boolean;
}

/** Where the focus is, what is selected, and whether the reader sees it. */
const landing = (page: Page) =>
	page.evaluate<Landing>(`(() => {
		const here = document.activeElement;
		const { top, bottom } = here.getBoundingClientRect();
		const inSight = bottom > 100 && top < innerHeight;
		return { part: here.closest(".part")?.id, tag: here.tagName, selected: String(getSelection()), inSight };
	})()`);

/** What a highlight marks on the page. */
const highlighted = (page: Page, name: string) =>
	page.evaluate<string[]>(`[...(CSS.highlights.get("${name}") ?? [])].map(String)`);

describe("the rail", () => {
	it("shows the seeds' own faults, each with the way to its words", async () => {
		const ines = await open("ines-vasseur");
		await card(ines, "Annexes 4, 5 et 6 introuvables").getByRole("button").click();
		expect(await highlighted(ines, "at-fault")).toEqual(["annexe 6"]);
		expect(await landing(ines)).toMatchObject({ part: "article-5", selected: "annexe 6", inSight: true });

		await card(ines, "Liste annoncée, absente").getByRole("button").click();
		await soon(() => landing(ines)).toMatchObject({ part: "article-4", inSight: true });
		expect((await highlighted(ines, "at-fault"))[0]).toMatch(/^tels que\s:$/);

		const terms = card(ines, /«\sCollectivité\s»\set\s«\sVille\s»/);
		await terms.getByRole("button", { name: "Voir les 10 autres" }).click();
		const places = terms.locator("ol button");
		expect(await places.count()).toBe(14);
		const marked = [];
		for (const place of await places.all()) {
			await place.click();
			marked.push(...(await highlighted(ines, "at-fault")));
		}
		expect(
			marked.map((words) => words.toLowerCase()).filter((words) => /^la (collectivité|ville)$/.test(words)),
		).toHaveLength(14);
		expect(new Set(await highlighted(ines, "warning")).size).toBeGreaterThan(2);
	});

	it("follows what is typed: a year filled goes, one too late comes back in other words", async () => {
		const ines = await open("ines-vasseur");
		await years(ines).first().fill("");
		const blank = card(ines, "Champ vide")
			.filter({ hasText: "à vous" })
			.getByRole("button", { name: /année de fin/ });
		await blank.waitFor();
		await blank.focus();
		await ines.keyboard.press("Enter");
		expect(await landing(ines)).toMatchObject({ part: "couverture", tag: "INPUT", inSight: true });
		await ines.keyboard.type("2028");
		await blank.waitFor({ state: "detached" });
		await ines
			.getByRole("status")
			.filter({ hasText: "Point réglé : Champ vide, année de fin." })
			.waitFor({ state: "attached" });
		await ines.keyboard.type("0");
		await card(ines, "Valeur à corriger").filter({ hasText: "année de fin" }).waitFor();
	});

	it("follows what is written in a section, and puts the caret with the words at fault", async () => {
		const ines = await open("ines-vasseur");
		const section = ines.getByRole("textbox", { name: /Interventions de la Caf/ });
		await enterSection(section);
		await ines.keyboard.press("Control+End");
		await ines.keyboard.press("Enter");
		await ines.keyboard.type("Voir l'annexe 9 du présent texte.");
		const missing = card(ines, "Annexe 9 introuvable");
		await missing.waitFor();
		await ines.reload();
		await missing.getByRole("button").click();
		await soon(() => landing(ines)).toMatchObject({ part: "article-2", selected: "annexe 9", inSight: true });
		await ines.keyboard.type("annexe 1");
		await missing.waitFor({ state: "detached" });
		expect(await section.textContent()).toContain("Voir l’annexe 1 du présent texte.");
	});

	it("says what falls to the other party, and leads there without a caret", async () => {
		const ines = await open("ines-vasseur");
		const theirs = card(ines, "Champ vide").filter({ hasText: "à la commune" });
		await theirs.getByRole("button", { name: /nom du chef de projet/ }).click();
		expect(await landing(ines)).toMatchObject({ part: "annexe-2", tag: "BDI", inSight: true });
		const thomas = await open("thomas-marchal");
		const mine = card(thomas, "Champ vide").filter({ hasText: "à vous" });
		await mine.getByRole("button", { name: /Le Maire/ }).click();
		expect(await landing(thomas)).toMatchObject({ part: "parties", tag: "BUTTON", inSight: true });
		expect(await rail(thomas).getByText("à la commune", { exact: true }).count()).toBe(0);
	});

	it("is a sheet on a phone, which closes on the way to a place", async () => {
		const ines = await open("ines-vasseur", phone);
		await ines.getByRole("button", { name: /^Contrôles \d+$/ }).click();
		const sheet = ines.getByRole("dialog", { name: "À propos du texte" });
		await sheet.getByRole("button", { name: /lieu de signature/ }).click();
		await sheet.waitFor({ state: "detached" });
		expect(await landing(ines)).toMatchObject({ part: "signatures", tag: "INPUT", inSight: true });
	});
});

/** Opens the search with its key and types. */
async function search(page: Page, words: string): Promise<Locator> {
	await page.locator(".open-find").waitFor();
	await page.keyboard.press("Control+f");
	const input = page.getByRole("textbox", { name: "Rechercher dans la convention" });
	await input.fill(words);
	return input;
}

describe("the search", () => {
	it("finds words in locked text, in a field and in a section, whatever their accents and apostrophes", async () => {
		const ines = await open("ines-vasseur");
		await search(ines, "solene aubriot");
		await soon(() => highlighted(ines, "found-here")).toEqual(["Solène Aubriot"]);
		await search(ines, "L'EVALUATION");
		await soon(() => highlighted(ines, "found-here")).toEqual(["l’évaluation"]);
		const input = await search(ines, "metropole.");
		await soon(() => highlighted(ines, "found-here")).toEqual(["métropole."]);
		await input.press("Escape");
		await soon(() => landing(ines)).toMatchObject({
			part: "article-2",
			tag: "DIV",
			selected: "métropole.",
			inSight: true,
		});
	});

	it("goes round, counts aloud, keeps up with what others write, and ends where it is", async () => {
		const ines = await open("ines-vasseur");
		const thomas = await open("thomas-marchal");
		await enterSection(thomas.getByRole("textbox", { name: /Interventions de la collectivité/ }));
		await thomas.keyboard.type("Zébulon ici.");
		await ines.locator("#article-3").getByText("Zébulon ici.").waitFor();
		const input = await search(ines, "zebulon");
		const counts = ines.getByRole("search").getByRole("status");
		await counts.getByText(/^Résultat 1 sur 1, Article 3/).waitFor({ state: "attached" });
		await thomas.keyboard.type(" Zébulon là.");
		await counts.getByText(/^Résultat 1 sur 2/).waitFor({ state: "attached" });
		await input.press("Enter");
		await counts.getByText(/^Résultat 2 sur 2/).waitFor({ state: "attached" });
		await input.press("ArrowDown");
		await counts.getByText(/^Résultat 1 sur 2/).waitFor({ state: "attached" });
		await input.press("Shift+Enter");
		await counts.getByText(/^Résultat 2 sur 2/).waitFor({ state: "attached" });
		await input.press("Escape");
		await ines.getByRole("search").waitFor({ state: "detached" });
		await soon(() => landing(ines)).toMatchObject({ part: "article-3", inSight: true });
		expect(await highlighted(ines, "found")).toEqual([]);
	});

	it("leaves its second key to the browser", async () => {
		const ines = await open("ines-vasseur");
		await ines.evaluate(`addEventListener("keydown", (event) => {
			if (event.key === "f") setTimeout(() => (document.body.dataset.ours = String(event.defaultPrevented)));
		})`);
		await search(ines, "caf");
		await ines.locator("body[data-ours=true]").waitFor();
		await ines.keyboard.press("Control+f");
		await ines.locator("body[data-ours=false]").waitFor();
	});
});

describe.each([
	["wide", desktop],
	["narrow", phone],
])("on a %s window", (_, options) => {
	it.each(["ines-vasseur", "karim-lepage"])("rail, sheet and search are accessible to %s, and fit", async (person) => {
		const page = await open(person, options);
		if (options === phone) await page.getByRole("button", { name: /^Contrôles \d+$/ }).click();
		await page.locator(".finding").first().waitFor();
		await page.getByText("Ce que Copacte vérifie").click();
		expect(await findings(page)).toEqual([]);
		if (options === phone) await page.getByRole("button", { name: "Fermer" }).click();
		await search(page, "caf");
		await soon(() => highlighted(page, "found-here")).toHaveLength(1);
		expect(await findings(page)).toEqual([]);
		expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
		for (const each of await page.locator(".dock button:visible, .find button").all()) {
			const box = await each.boundingBox();
			expect(box && box.x >= 0 && box.x + box.width <= options.viewport.width).toBe(true);
		}
	});
});
