import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { Campaign } from "./campaign.ts";
import { flat } from "./editor.ts";

/** A few runs each time the tests run; `npm run laws` goes further. */
const RUNS = 12;

test.each([
	["a fixed seed", 20_240_101],
	["a new seed", randomInt(2 ** 31)],
])("no word of two or three editors is lost or doubled, %s (%i)", { timeout: 60_000 }, (_, from) => {
	for (let seed = from; seed < from + RUNS; seed++) {
		const { typed, carets, cleanups, followed, cut, ...broken } = new Campaign(flat, seed).run();
		expect(typed).toBeGreaterThan(0);
		const nothing = Object.fromEntries(Object.keys(broken).map((what) => [what, what === "errors" ? [] : 0]));
		expect(broken, `replay with: npm run laws -- --from ${seed} --runs 1 --verbose`).toEqual(nothing);
	}
});
