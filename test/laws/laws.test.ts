import { expect, it } from "vitest";
import { Campaign } from "./campaign.ts";
import { flat } from "./editor.ts";

/** A few runs each time the tests run, of known seeds; `npm run laws` goes further, and draws its own. */
const RUNS = 12;

it.each([20_240_101, 1])(
	"no word of two or three editors is lost or doubled, from seed %i",
	{ timeout: 60_000 },
	(from) => {
		for (let seed = from; seed < from + RUNS; seed++) {
			const { typed, carets, cleanups, followed, restoredTwice, cut, ...broken } = new Campaign(flat, seed).run();
			expect(typed).toBeGreaterThan(0);
			const nothing = Object.fromEntries(Object.keys(broken).map((what) => [what, what === "errors" ? [] : 0]));
			expect(broken, `replay with: npm run laws -- --from ${seed} --runs 1 --verbose`).toEqual(nothing);
		}
	},
);
