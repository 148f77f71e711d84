import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings } from "./support/axe.ts";
import { browser } from "./support/browse.ts";
import { openConvention, signedIn } from "./support/browser.ts";
import { url } from "./support/serve.ts";

const TITLE = "CTG 2024-2028 · Lys-lez-Lannoy";

const open = async (options: object, person = "ines-vasseur") =>
	openConvention(await signedIn(browser, url, person, options));
const desktop = { viewport: { width: 1440, height: 900 } };

/** What the style sheets make of an element or of what stands before or after it. */
const styleOf = (page: Page, selector: string, property: string, pseudo = "") =>
	page
		.locator(selector)
		.first()
		.evaluate(
			(element, [name, before]) => {
				const { getComputedStyle } = element.ownerDocument.defaultView as unknown as typeof globalThis & {
					getComputedStyle(of: unknown, pseudo?: string): { getPropertyValue(name: string): string };
				};
				return getComputedStyle(element, before || undefined).getPropertyValue(name as string);
			},
			[property, pseudo] as const,
		);

/** axe gives up where an image lies under words: without PROJET it judges the paper itself. */
async function findingsOnPaper(page: Page): Promise<string[]> {
	await page.addStyleTag({ content: ".part { background-image: none !important }" });
	return findings(page);
}

describe("the sheets", () => {
	it("bear the title and PROJET at their head and across them, and neither mark once the text is no draft", async () => {
		const page = await open(desktop);
		const article = "#article-2";
		expect(await styleOf(page, article, "content", "::before")).toContain(TITLE);
		expect(await styleOf(page, article, "content", "::after")).toContain("PROJET");
		expect(await styleOf(page, article, "background-image")).toContain("PROJET");
		await page.locator("#paper").evaluate((paper) => paper.classList.remove("draft"));
		expect(await styleOf(page, article, "content", "::before")).toContain(TITLE);
		expect(await styleOf(page, article, "content", "::after")).toBe("none");
		expect(await styleOf(page, article, "background-image")).toBe("none");
	});

	it("begin with a cover as high as a page", async () => {
		const page = await open(desktop);
		const cover = await page.locator("#couverture").boundingBox();
		expect((cover?.height ?? 0) / (cover?.width ?? 1)).toBeCloseTo(Math.SQRT2, 1);
	});

	it("stand where the server drew them, with its fonts, when the program takes over", async () => {
		const still = await (
			await signedIn(browser, url, "ines-vasseur", { ...desktop, javaScriptEnabled: false })
		).newPage();
		await still.goto("/conventions/demonstration-lys-lez-lannoy");
		const page = await open(desktop);
		expect(await still.locator("#article-1 h2").boundingBox()).toMatchObject({
			x: (await page.locator("#article-1 h2").boundingBox())?.x,
		});
		expect((await still.locator("#couverture").boundingBox())?.y).toBe(
			(await page.locator("#couverture").boundingBox())?.y,
		);
		expect(await still.locator('link[rel="preload"][as="font"]').count()).toBe(2);
	});

	it("keep a title that looks like code of CSS or HTML what it is: a title", async () => {
		const context = await signedIn(browser, url, "ines-vasseur", desktop);
		const title = 'L’"été"; } body { display: none } \\ </style> <b>';
		const answer = await context.request.post("/api/conventions", { data: { model: "ctg-2024", title } });
		const page = await context.newPage();
		await page.goto(`/conventions/${(await answer.json()).id}`);
		// The program draws the sheets anew; until then one may ask a sheet that is going.
		await page.getByText("Enregistré", { exact: true }).first().waitFor();
		expect(await page.getByRole("heading", { level: 1 }).first().textContent()).toBe(title);
		const running = await styleOf(page, "#article-2", "content", "::before");
		expect(running.replaceAll("\\\\", "\\").replaceAll('\\"', '"')).toContain(title);
	});
});

describe("in print", () => {
	it("stands the text alone, with PROJET on each page, whatever the theme of the screen", async () => {
		const page = await open({ ...desktop, colorScheme: "dark" });
		await page.emulateMedia({ media: "print" });
		for (const frame of [".head", ".column", ".guidance", ".free-header", ".colophon", ".option-box"])
			expect(await styleOf(page, frame, "display"), frame).toBe("none");
		expect(await styleOf(page, "#paper", "content", "::before")).toContain("PROJET");
		expect(await styleOf(page, "#paper", "position", "::before")).toBe("fixed");
		expect(await styleOf(page, "#paper", "z-index", "::before")).toBe("-1");
		expect(await styleOf(page, "#paper", "color")).toBe("rgb(28, 27, 26)");
		expect(await styleOf(page, "#article-2 .free", "background-color")).toBe("rgba(0, 0, 0, 0)");
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
		const sheets = pdf.match(/\/Type \/Page\b/g) ?? [];
		// The cover, the sommaire and each annex on a page of its own, the articles on several.
		expect(sheets.length).toBeGreaterThan(10);
		expect(pdf).toMatch(/\/MediaBox \[0 0 59[45]\S* 84[12]/);
	});
});

const screens = ["/", "/demo", "/nothing"];

describe.each([
	["a desktop", desktop],
	["a phone", { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }],
])("in the dark, on %s", (_, options) => {
	it("no screen has a finding of axe", async () => {
		const page = await open({ ...options, colorScheme: "dark" }, "thomas-marchal");
		await page.locator("#article-3").scrollIntoViewIfNeeded();
		expect(await findingsOnPaper(page)).toEqual([]);
		for (const path of screens) {
			await page.goto(path, { waitUntil: "networkidle" });
			expect(await findingsOnPaper(page), path).toEqual([]);
		}
		await page.context().clearCookies();
		await page.goto("/", { waitUntil: "networkidle" });
		expect(await findingsOnPaper(page), "signed out").toEqual([]);
	});
});

it("in the light, the paper itself has no finding of axe", async () => {
	expect(await findings(await open(desktop))).toEqual([]);
});

describe.each([
	["320 px", { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }],
	["a zoom of 200 %", { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
	["a phone held sideways", { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true }],
	["a tablet", { viewport: { width: 1024, height: 768 } }],
	["a laptop", { viewport: { width: 1200, height: 700 } }],
	["4K", { viewport: { width: 3840, height: 2160 } }],
])("at %s", (_, options) => {
	it("nothing needs sideways scrolling", async () => {
		const page = await open(options);
		const fits = () => page.evaluate("document.documentElement.scrollWidth <= innerWidth");
		expect(await fits()).toBe(true);
		for (const path of screens) {
			await page.goto(path, { waitUntil: "networkidle" });
			expect(await fits(), path).toBe(true);
		}
	});
});

it("at 4K, the sheet and its letters have grown together", async () => {
	const wide = await open({ viewport: { width: 3840, height: 2160 } });
	const usual = await open(desktop);
	const size = async (page: Page) => {
		const sheet = await page.locator("#article-1").boundingBox();
		return { sheet: sheet?.width ?? 0, letter: Number.parseFloat(await styleOf(page, "#article-1 p", "font-size")) };
	};
	const [large, small] = [await size(wide), await size(usual)];
	expect(large.letter / small.letter).toBeGreaterThan(1.5);
	expect(large.sheet / large.letter).toBeGreaterThan(40);
	expect(small.sheet / small.letter).toBeGreaterThan(40);
});

it("on a phone, whose turn it is stays in view, and every button has room for a thumb", async () => {
	const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, "thomas-marchal");
	await page.locator("#annexe-2").evaluate((part) => part.scrollIntoView());
	const turn = await page.getByText("de jouer").boundingBox();
	expect(turn?.y).toBeGreaterThan(0);
	expect((turn?.y ?? 0) + (turn?.height ?? 0)).toBeLessThan(844);
	for (const button of await page.locator(".dock button:visible, .bar a").all())
		expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
});
