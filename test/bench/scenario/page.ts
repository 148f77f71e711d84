import type { Browser } from "playwright-core";
import { openBrowser, signedIn } from "../../e2e/support/browser.ts";
import { Hand } from "../../e2e/support/hand.ts";
import { Server } from "../../e2e/support/server.ts";
import { COLLEAGUE, fullConvention, OTHER_SECTIONS, OWN_SECTION, TYPIST } from "../page/convention.ts";
import { measureOpening } from "../page/opening.ts";
import { addProbe, keysToPaint } from "../page/typing.ts";
import { median, percentile } from "../statistics.ts";
import type { Effort, Sample, Scenario } from "./scenario.ts";

/** So many others type, in other sections, so often. */
const OTHERS = 10;
const KEYS_PER_SECOND = 5;
const KEYS = 100;
const PAUSE_MS = 80;

/** The page of a full convention in a real Chromium, served by the worker as `npm start` serves it. */
export const fullPage: Scenario = {
	name: "page",
	title:
		"P. The page of a convention of twenty pages and eighteen sections, in Chromium; opened on a CPU slowed 4 times",
	targets: ["copacte"],
	columns: [
		{ metric: "scriptKb", label: "JS kB", digits: 1 },
		{ metric: "editorKb", label: "editor kB", digits: 1 },
		{ metric: "firstText", label: "first text ms", digits: 0 },
		{ metric: "live", label: "live ms", digits: 0 },
		{ metric: "firstKeystroke", label: "first key ms", digits: 0 },
		{ metric: "alone", label: "key to paint alone, p50 ms", digits: 1 },
		{ metric: "among", label: "among ten, p50 ms", digits: 1 },
		{ metric: "amongWorst", label: "p95", digits: 1 },
		{ metric: "across", label: "to another's paint, p50 ms", digits: 1 },
		{ metric: "acrossWorst", label: "p95", digits: 1 },
	],
	goals: [
		{ text: "kB of JavaScript before the first editor", metric: "scriptKb", atMost: 120 },
		{ text: "key to paint among ten, against alone", metric: "crowding", atMost: 1.5 },
	],
	measure: async (_deployment, effort) => measurePage(effort),
};

async function measurePage(effort: Effort): Promise<Sample> {
	const server = new Server();
	const browser = await openBrowser();
	try {
		await server.start();
		const convention = await fullConvention(server.url);
		const opening = await measureOpening(browser, server.url, convention);
		const typing = await measureTyping(browser, server.url, convention, effort.quick ? KEYS / 4 : KEYS);
		return { ...opening, ...typing };
	} finally {
		await browser.close();
		await server.dispose();
	}
}

async function measureTyping(browser: Browser, url: string, convention: string, keys: number): Promise<Sample> {
	const page = await openAt(browser, url, convention, TYPIST);
	const alone = await keysToPaint(page, page, OWN_SECTION, keys, PAUSE_MS);
	const others = await Promise.all(Array.from({ length: OTHERS }, () => Hand.open(url, convention, COLLEAGUE)));
	const typing = others.map((hand, at) => keepTyping(hand, OTHER_SECTIONS[at % OTHER_SECTIONS.length] ?? ""));
	const among = await keysToPaint(page, page, OWN_SECTION, keys, PAUSE_MS);
	for (const timer of typing) clearInterval(timer);
	for (const hand of others) hand.close();
	const colleague = await openAt(browser, url, convention, COLLEAGUE);
	const across = await keysToPaint(page, colleague, OWN_SECTION, keys, PAUSE_MS);
	return {
		alone: median(alone),
		among: median(among),
		amongWorst: percentile(among, 0.95),
		crowding: median(among) / median(alone),
		across: median(across),
		acrossWorst: percentile(across, 0.95),
	};
}

/** The page with its editor standing, and the caret at the end of the section. */
async function openAt(browser: Browser, url: string, convention: string, person: string) {
	const context = await signedIn(browser, url, person, { viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	await addProbe(page);
	await page.goto(`/conventions/${convention}`);
	const place = page.locator(`[data-stop="${OWN_SECTION}"]`);
	await place.evaluate((section) => section.scrollIntoView({ block: "center" }));
	await place.locator(".writing").click();
	await page.keyboard.press("Control+End");
	return page;
}

const keepTyping = (hand: Hand, section: string) => setInterval(() => hand.type(section, "a"), 1000 / KEYS_PER_SECOND);
