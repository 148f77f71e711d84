import { describe, expect, it } from "vitest";
import { type Putting, puttingsFor } from "../../web/convention/live/put-back.ts";

/** The paragraphs after the words were put into them. */
function put(paragraphs: string[], puttings: Putting[]): string[] {
	const after = [...paragraphs];
	for (const { paragraph, at, text } of puttings) {
		if (paragraph === null) after.push(text);
		else after[paragraph] = after[paragraph]?.slice(0, at) + text + after[paragraph]?.slice(at);
	}
	return after;
}
const back = (kept: string, paragraphs: string[]) => put(paragraphs, puttingsFor(kept, paragraphs));

describe("words that were refused", () => {
	it.each<[string, string, string[], string[]]>([
		["continue their paragraph", "Un relais ouvre en mai.", ["Un relais ouvre."], ["Un relais ouvre en mai."]],
		[
			"go into its middle",
			"Un grand relais ouvre.",
			["Un relais ouvre.", "Autre."],
			["Un grand relais ouvre.", "Autre."],
		],
		["fill an empty section", "Un relais ouvre.", [""], ["Un relais ouvre."]],
		[
			"follow what others rewrote",
			"Un relais ouvre en mai.",
			["Rien ne s'ouvre."],
			["Rien ne s'ouvre.", "Un relais ouvre en mai."],
		],
		["are not put twice", "Un relais ouvre.", ["Ici, Un relais ouvre. Enfin."], ["Ici, Un relais ouvre. Enfin."]],
		["go each to its own", "A b c.\nA d c.", ["A c."], ["A b c.", "A d c."]],
	])("%s", (_, kept, paragraphs, expected) => {
		expect(back(kept, paragraphs)).toEqual(expected);
	});

	it("never go into a table", () => {
		expect(puttingsFor("Mots.", [null])).toEqual([{ paragraph: null, at: 0, text: "Mots." }]);
	});

	it("take nothing of others away, and end up there whole", () => {
		let seed = Number(process.env.SEED ?? Date.now() % 1e9);
		const first = seed;
		const random = (below: number) => {
			seed = (seed * 1103515245 + 12345) % 2 ** 31;
			return Math.floor((seed / 2 ** 31) * below);
		};
		const words = () => Array.from({ length: random(6) }, () => "ab ."[random(4)]).join("");
		for (let round = 0; round < 3_000; round++) {
			const paragraphs = Array.from({ length: 1 + random(3) }, words);
			const kept = Array.from({ length: 1 + random(3) }, words).join("\n");
			const after = back(kept, paragraphs);
			for (const line of kept.split("\n"))
				if (line.trim())
					expect(
						after.some((each) => each.includes(line)),
						`seed ${first}`,
					).toBe(true);
			for (const [at, before] of paragraphs.entries()) {
				// A letter was put in at most: what stood there is still a part of it, in order.
				let read = 0;
				for (const letter of after[at] ?? "") if (letter === before[read]) read++;
				expect(read, `seed ${first}`).toBe(before.length);
			}
		}
	});
});
