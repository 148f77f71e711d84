import { expect, it } from "vitest";
import { ChromiumCampaign, Stage } from "../../laws/chromium/campaign.ts";
import { openBrowser } from "../support/browser.ts";

/** Known seeds; `npm run laws:chromium` goes further, and draws its own. */
const SEEDS = [8, 10, 28];

it(`no word of two people in a real Chromium is lost or doubled, seeds ${SEEDS.join(", ")}`, {
	timeout: 60_000,
}, async () => {
	const browser = await openBrowser();
	try {
		const stage = await Stage.open(browser);
		for (const seed of SEEDS) {
			const { typed, carets, log, ...broken } = await new ChromiumCampaign(stage, seed).run();
			expect(Math.min(typed, carets), `seed ${seed}`).toBeGreaterThan(0);
			const nothing = Object.fromEntries(Object.keys(broken).map((what) => [what, 0]));
			const replay = `npm run laws:chromium -- --from ${seed} --runs 1 --verbose`;
			expect(broken, `replay with: ${replay}\n${log.join("\n")}`).toEqual(nothing);
		}
	} finally {
		await browser.close();
	}
});
