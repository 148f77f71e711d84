import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

/** A person on the convention, once what tells of the others has come. */
async function open(person: string, options: BrowserContextOptions = {}) {
	const page = await openConvention(await signedIn(browser, url, person, options));
	await page.locator("[data-announcements]").waitFor({ state: "attached" });
	return page;
}

const article2 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la Caf/ });
const article3 = (page: Page) => page.getByRole("textbox", { name: /Interventions de la collectivité/ });
const dot = (page: Page, name: string) =>
	page.getByRole("navigation").getByRole("button", { name: new RegExp(`Aller à ${name}`) });
const face = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`Suivre ${name}`) });
const notice = (page: Page) => page.locator(".same-sentence");
const said = (page: Page, words: string) => page.locator("[data-announcements]").getByText(words).waitFor();

async function write(page: Page, section: (page: Page) => ReturnType<typeof article2>, words: string) {
	await section(page).click();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(words);
}

/** Resolves once the place is where one reads, between the bars. */
const isInWindow = (page: Page, selector: string) =>
	page.evaluate(`new Promise((seen) => new IntersectionObserver(
		(entries) => entries.some((entry) => entry.isIntersecting) && seen(),
		{ rootMargin: "-100px 0px -70px" },
	).observe(document.querySelector(${JSON.stringify(selector)})))`);
const place = (page: Page) => page.evaluate<number>("scrollY");

describe("the sommaire", () => {
	it("shows who is where; their dot leads to the very paragraph, also in a part one may not write", async () => {
		const ines = await open("ines-vasseur");
		const thomas = await open("thomas-marchal");
		await write(thomas, article3, "La ludothèque ouvre.");
		await dot(ines, "Thomas Marchal").waitFor();
		expect(await dot(ines, "Thomas Marchal").getAttribute("aria-label")).toBe("Aller à Thomas Marchal, article 3");
		expect(await ines.locator("a button, button a").count()).toBe(0);
		await dot(ines, "Thomas Marchal").press("Enter");
		await ines.locator(".arrived", { hasText: "La ludothèque ouvre." }).waitFor();
		await isInWindow(ines, "#article-3 [data-section]");
		expect(await ines.evaluate("document.activeElement.dataset.section")).toBe("article-3");
	});

	it("leads to a field", async () => {
		const ines = await open("ines-vasseur");
		const thomas = await open("thomas-marchal");
		await thomas.locator("#article-11 input").first().focus();
		await dot(ines, "Thomas Marchal").click();
		await isInWindow(ines, "#article-11 [data-field][tabindex]");
	});

	it("says how much is filled and whose is what is missing", async () => {
		const ines = await open("ines-vasseur");
		const meter = ines.locator(".column .meter");
		expect(await meter.textContent()).toMatch(/\d+ sur \d+ prêts/);
		await meter.getByRole("link", { name: /à la commune : \d+ à compléter/ }).click();
		expect(await ines.evaluate("location.hash")).not.toBe("");
	});

	it("on a phone shows the same in a sheet, as wide as a finger", async () => {
		const ines = await open("ines-vasseur");
		const thomas = await open("thomas-marchal", { viewport: { width: 320, height: 640 } });
		await write(ines, article2, " ");
		await thomas.getByRole("button", { name: "Sommaire" }).click();
		const there = thomas.getByRole("dialog").getByRole("button", { name: /Aller à Inès Vasseur, article 2/ });
		await there.waitFor();
		const targets = await thomas.locator("dialog[open] :is(a, button)").all();
		for (const target of targets) {
			const box = await target.boundingBox();
			expect(Math.min(box?.width ?? 0, box?.height ?? 0), await target.innerText()).toBeGreaterThanOrEqual(44);
		}
		await there.click();
		await thomas.getByRole("dialog").waitFor({ state: "hidden" });
		await isInWindow(thomas, "#article-2 [data-section]");
	});
});

describe("carets", () => {
	it("show a name while its person moves, then a thin line; the pointer brings it back", async () => {
		const ines = await open("ines-vasseur");
		const paul = await open("paul-derville");
		await article2(ines).click();
		await write(paul, article2, " Paul passe.");
		const caret = ines.locator('#article-2 .caret[data-name="Paul"]');
		await ines.locator('#article-2 .caret[data-name="Paul"][data-awake]').waitFor();
		await ines.locator('#article-2 .caret[data-name="Paul"]:not([data-awake])').waitFor();
		expect(await caret.getAttribute("aria-hidden")).toBe("true");
		const box = await caret.boundingBox();
		await ines.mouse.move((box?.x ?? 0) - 3, (box?.y ?? 0) + 8);
		await ines.locator('#article-2 .caret[data-name="Paul"][data-awake]').waitFor();
		await ines.mouse.move(5, 5);
		await ines.locator('#article-2 .caret[data-name="Paul"]:not([data-awake])').waitFor();
		// My typing before it moves it along, and wakes nobody.
		await article2(ines).press("Control+End");
		await ines.keyboard.press("Home");
		await ines.keyboard.type("Ici ");
		await ines.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
		expect(await caret.getAttribute("data-awake")).toBeNull();
		await paul.keyboard.type(" Encore.");
		await ines.locator('#article-2 .caret[data-name="Paul"][data-awake]').waitFor();
	});
});

describe("following someone", () => {
	it("goes where they go, within a frame in their colour, until I do something", async () => {
		const ines = await open("ines-vasseur");
		const thomas = await open("thomas-marchal");
		await write(thomas, article3, "Suivi.");
		await face(ines, "Thomas Marchal").click();
		await ines.getByText("Vous suivez Thomas — Échap pour arrêter").waitFor();
		expect(await face(ines, "Thomas Marchal").getAttribute("aria-pressed")).toBe("true");
		await isInWindow(ines, "#article-3 [data-section]");
		await thomas.locator("#article-11 input").first().focus();
		await isInWindow(ines, "#article-11 [data-field]");
		await thomas.locator("#couverture input").first().focus();
		await isInWindow(ines, "#couverture [data-field]");
		await ines.keyboard.press("Escape");
		await ines.locator(".following p").waitFor({ state: "detached" });
		expect(await face(ines, "Thomas Marchal").getAttribute("aria-pressed")).toBe("false");
		const before = await place(ines);
		await thomas.locator("#article-11 input").first().focus();
		await dot(ines, "Thomas Marchal")
			.and(ines.getByLabel(/article 11/))
			.waitFor();
		expect(await place(ines)).toBe(before);
	});

	it.each([
		["a turn of the wheel", (page: Page) => page.mouse.wheel(0, 40)],
		["a click", (page: Page) => page.locator("#preambule").click()],
		["a key", (page: Page) => page.keyboard.press("ArrowDown")],
		["its button", (page: Page) => page.getByRole("button", { name: "Arrêter" }).click()],
		["a second press", (page: Page) => face(page, "Thomas Marchal").click()],
	])("stops at %s", async (_, act) => {
		const ines = await open("ines-vasseur", { reducedMotion: "reduce" });
		await open("thomas-marchal");
		await face(ines, "Thomas Marchal").press("Enter");
		await ines.getByText("Vous suivez Thomas, qui n’écrit pas pour l’instant").waitFor();
		await act(ines);
		await ines.locator(".following p").waitFor({ state: "detached" });
	});

	it("stops when they leave, and shows a person with two tabs once", async () => {
		const ines = await open("ines-vasseur");
		const context = await signedIn(browser, url, "thomas-marchal");
		const first = await openConvention(context);
		const second = await openConvention(context);
		await second.bringToFront();
		await write(second, article3, " ");
		await dot(ines, "Thomas Marchal").waitFor();
		expect(await face(ines, "Thomas Marchal").count()).toBe(1);
		await face(ines, "Thomas Marchal").click();
		await ines.locator(".following p").waitFor();
		await first.close();
		expect(await ines.locator(".following p").count()).toBe(1);
		await context.close();
		await ines.locator(".following p").waitFor({ state: "detached" });
	});
});

describe("a shared sentence", () => {
	it("is said at the section's edge and once to a screen reader, and goes away by itself", async () => {
		const rose = await open("rose-delmotte");
		const thomas = await open("thomas-marchal");
		await write(rose, article3, " Une phrase. Une autre phrase à deux.");
		await thomas.locator("#article-3").getByText("Une autre phrase à deux.").waitFor();
		await article3(thomas).click();
		await thomas.keyboard.press("Control+End");
		await notice(thomas).getByText("Rose écrit dans la même phrase").waitFor();
		await notice(rose).getByText("Thomas écrit dans la même phrase").waitFor();
		await said(thomas, "Rose Delmotte écrit dans la même phrase que vous.");
		await rose.keyboard.press("Control+Home");
		// Sooner than it would fade because nobody moves.
		await notice(thomas).waitFor({ state: "detached", timeout: 7_000 });
		await notice(rose).waitFor({ state: "detached" });
	});
});

describe("a screen reader", () => {
	it("is told who comes and who leaves, together, and not of what they type", async () => {
		const ines = await open("ines-vasseur");
		const thomas = await open("thomas-marchal");
		await said(ines, "Thomas Marchal a rejoint la convention.");
		await write(thomas, article3, " Ni ceci.");
		await ines.locator("#article-3").getByText("Ni ceci.").waitFor();
		await thomas.context().close();
		await said(ines, "Thomas Marchal a quitté la convention.");
		expect(await ines.locator("[aria-live]:not([role=status]), [role=status] [data-section]").count()).toBe(0);
	});

	it("is told of a big change in the section where one writes", async () => {
		const ines = await open("ines-vasseur");
		const paul = await open("paul-derville");
		await article2(ines).click();
		await article2(paul).click();
		await paul.keyboard.press("Control+End");
		await paul.keyboard.insertText(` ${"Un long passage collé. ".repeat(15)}`);
		await said(ines, "Paul Derville vient de beaucoup changer la partie où vous écrivez.");
	});
});
