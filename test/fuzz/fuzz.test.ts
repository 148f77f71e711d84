import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import { Campaign } from "./campaign.ts";

/** A few thousand updates on each run of the tests; `npm run fuzz` goes further. */
it.each([
	["a fixed seed", 20_240_101],
	["a new seed", randomInt(2 ** 31)],
])("people and attackers in a room, %s (%i)", { timeout: 60_000 }, (_, seed) => {
	const { hostile, honest, violation } = new Campaign({ seed }).run(1000);
	expect(violation, `replay with: npm run fuzz -- --seed ${seed} --updates 1000`).toBeNull();
	expect(hostile.accepted, "attacks that are harmless, such as text of one's own").toBeGreaterThan(0);
	expect((honest.sent - honest.accepted) / honest.sent, "honest updates refused").toBeLessThan(0.01);
});
