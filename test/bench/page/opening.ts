import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { signedIn } from "../../e2e/support/browser.ts";
import { OWN_SECTION, TYPIST } from "./convention.ts";
import { addProbe } from "./typing.ts";

/** How much slower than this machine's the reader's processor is. */
const SLOWDOWN = 4;

export interface OpeningTimes {
	/** JavaScript that was asked for before the first text was live, gzipped, in kB (1,000 bytes). */
	scriptKb: number;
	/** JavaScript that was asked for from then to the first letter, gzipped, in kB. */
	editorKb: number;
	/** Milliseconds from the start of the navigation to the first words on the screen … */
	firstText: number;
	/** … to fields that can be written in … */
	live: number;
	/** … and to a letter, typed in a free section as soon as it can be seen, on the screen. */
	firstKeystroke: number;
}

/** Opens a convention with an empty cache on a slow processor, and types in it at once. */
export async function measureOpening(browser: Browser, url: string, convention: string): Promise<OpeningTimes> {
	const context = await signedIn(browser, url, TYPIST, { viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	const scripts = collectScripts(page);
	await addProbe(page);
	await slowDown(page);
	await page.goto(`/conventions/${convention}`, { waitUntil: "commit" });
	const begun = (await page.evaluate("performance.timeOrigin")) as number;
	const live = (await page.evaluate("probe.live")) as number;
	const place = page.locator(`[data-stop="${OWN_SECTION}"]`);
	await place.evaluate((section) => section.scrollIntoView({ block: "center", behavior: "instant" }));
	await place.click();
	await page.keyboard.type("§");
	await place.getByText("§").waitFor();
	const firstKeystroke = await now(page);
	const firstText = (await page.evaluate("probe.firstText()")) as number;
	const before = await scripts.kilobytes(live);
	scripts.stop();
	const editorKb = (await scripts.kilobytes()) - before;
	await context.close();
	return { scriptKb: before, editorKb, firstText, live: live - begun, firstKeystroke };
}

/** Milliseconds since the navigation began. */
const now = async (page: Page) => (await page.evaluate("performance.now()")) as number;

async function slowDown(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
}

/** The scripts a page has loaded, each counted as the network would carry it. */
function collectScripts(page: Page) {
	const scripts: Promise<{ askedAt: number; bytes: number }>[] = [];
	const count = (response: Response) => {
		if (response.request().resourceType() !== "script") return;
		const askedAt = response.request().timing().startTime;
		scripts.push(response.body().then((body) => ({ askedAt, bytes: gzipSync(body, { level: 9 }).byteLength })));
	};
	page.on("response", count);
	return {
		/** Those asked for before this moment, in milliseconds since the epoch. */
		kilobytes: async (before = Number.POSITIVE_INFINITY) => {
			const counted = (await Promise.all(scripts)).filter(({ askedAt }) => askedAt < before);
			return counted.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
		},
		/** What comes from now on is not counted: a page that is closed takes the rest of a script with it. */
		stop: () => page.off("response", count),
	};
}
