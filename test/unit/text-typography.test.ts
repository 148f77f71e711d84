import fc from "fast-check";
import { expect, it } from "vitest";
import { ordinals, typeset } from "../../shared/text/typography.ts";

it.each([
	["services ; puis", "services\u202F; puis"],
	["Vraiment ?!", "Vraiment\u202F?!"],
	["suivantes :", "suivantes\u00A0:"],
	["« la Caf »", "«\u00A0la Caf\u00A0»"],
	["2,3 % et 10 €", "2,3\u00A0% et 10\u00A0€"],
	["2,3\u202F%", "2,3\u00A0%"],
	["d'un l'", "d’un l’"],
	["5' '", "5' '"],
	["à 12:30, https://caf.fr/?a", "à 12:30, https://caf.fr/?a"],
	["deux  mots", "deux  mots"],
])("%j is set as %j", (text, set) => {
	expect(typeset(text)).toBe(set);
});

it("twice is once", () => {
	const text = fc.string({ unit: fc.constantFrom(..."a1 \u00A0\u202F;:!?«»%€'’.er") });
	fc.assert(fc.property(text, (value) => void expect(typeset(typeset(value))).toBe(typeset(value))));
});

it.each([
	["1er janvier", ["1", "^er", " janvier"]],
	["le 1er", ["le 1", "^er"]],
	["21er, 1ers, A1er", ["21er, 1ers, A1er"]],
	["1er et 1er", ["1", "^er", " et 1", "^er"]],
	["hier", ["hier"]],
])("%j is cut into %j", (text, pieces) => {
	expect(ordinals(text).map((piece) => (piece.raised ? "^" : "") + piece.text)).toEqual(pieces);
});
