import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, matchesIn } from "../../web/convention/paper/fold.ts";

/** What a search marks in a text. */
const found = (text: string, words: string) =>
	[...matchesIn(fold(text), fold(words).text)].map(({ start, end }) => text.slice(start, end));

describe("a search finds what the reader means", () => {
	it.each([
		["L’évaluation annuelle", "l'evaluation", ["L’évaluation"]],
		["l'evaluation", "L’ÉVALUATION", ["l'evaluation"]],
		["les missions suivantes\u00A0: aider", "suivantes:", ["suivantes\u00A0:"]],
		["les missions suivantes\u202F; aider", "suivantes ;", ["suivantes\u202F;"]],
		["dit «\u00A0la Commune\u00A0»", '"la commune"', ["«\u00A0la Commune\u00A0»"]],
		["1\u202F684 allocataires, 2,1\u00A0%", "1 684", ["1\u202F684"]],
		["soit 2,1\u00A0% des", "2,1%", ["2,1\u00A0%"]],
		["mise en œuvre", "oeuvre", ["œuvre"]],
		["mise en oeuvre", "œuvre", ["oeuvre"]],
		["Lys\u2011lez\u2011Lannoy", "lys-lez-lannoy", ["Lys\u2011lez\u2011Lannoy"]],
		["deux   mots", "deux mots", ["deux   mots"]],
		["e\u0301te\u0301", "été", ["e\u0301te\u0301"]],
		["co\u00ADopération", "cooperation", ["co\u00ADopération"]],
		["une 👪 famille", "famille", ["famille"]],
		["annexe, annexes", "annexe", ["annexe", "annexe"]],
		["aaaa", "aa", ["aa", "aa"]],
		["annexe 1", " annexe ", ["annexe"]],
		["été", "ete ", ["été"]],
	])("in %j, %j", (text, words, expected) => expect(found(text, words)).toEqual(expected));

	it.each([
		["la Caf", ""],
		["la Caf", "  "],
		["la Caf", "\u200B"],
		["le code", "lecode"],
		["annexe", "annexes"],
	])("but in %j nothing for %j", (text, words) => expect(found(text, words)).toEqual([]));
});

it("whatever the text, each piece of it is found where it stands, and searching twice changes nothing", () => {
	const text = fc.string({ unit: fc.constantFrom(..."aéÉœ’'«» \u00A0\u202F;:%-–\u00AD\u0301👪ﬁ…²") });
	fc.assert(
		fc.property(text, fc.nat(), fc.nat(), (source, one, other) => {
			const { text: folded, from, to } = fold(source);
			expect(fold(folded).text).toBe(folded);
			expect([from.length, to.length]).toEqual([folded.length, folded.length]);
			const [start, end] = [one, other].map((at) => at % (folded.length + 1)).sort((a, b) => a - b) as [number, number];
			const words = folded.slice(start, end);
			if (words.trim() === "") return;
			const matches = [...matchesIn(fold(source), fold(words).text)];
			expect(matches.length).toBeGreaterThan(0);
			for (const match of matches) {
				expect(match.start).toBeLessThan(match.end);
				expect(match.end).toBeLessThanOrEqual(source.length);
			}
		}),
	);
});
