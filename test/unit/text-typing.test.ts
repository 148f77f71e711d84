import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBefore, addressOf } from "../../shared/text/address.ts";
import { corrected, correction } from "../../shared/text/typing.ts";
import { typeset } from "../../shared/text/typography.ts";

/** Types a text key by key; raised letters stand between ^ and ^. */
function typed(keys: string): string {
	let line = "";
	const raised: [number, number][] = [];
	for (const key of keys) {
		line += key;
		const found = correction(line);
		if (found?.text === null) raised.push([line.length - found.back, line.length - found.back + found.length]);
		if (found) line = corrected(line, found);
	}
	return raised.reduceRight(
		(text, [from, to]) => `${text.slice(0, from)}^${text.slice(from, to)}^${text.slice(to)}`,
		line,
	);
}

describe("what is typed", () => {
	it.each([
		["Vraiment ?", "Vraiment\u202F?"],
		["un ; deux", "un\u202F; deux"],
		["Hourra !", "Hourra\u202F!"],
		["suivantes :", "suivantes\u00A0:"],
		["Vraiment? Oui", "Vraiment\u202F? Oui"],
		["tels que: un", "tels que\u00A0: un"],
		["quoi?! Oui", "quoi\u202F?! Oui"],
		['dite "la Caf" et', "dite «\u00A0la Caf\u00A0» et"],
		['dite "la Caf " et', "dite «\u00A0la Caf\u00A0» et"],
		["« la Caf »", "«\u00A0la Caf\u00A0»"],
		["«la Caf»", "«\u00A0la Caf\u00A0»"],
		["d'un l'", "d’un l’"],
		["un -- deux", "un – deux"],
		["etc... Puis", "etc… Puis"],
		["2,3 % et 10 €", "2,3\u00A0% et 10\u00A0€"],
		["n° 5", "n°\u00A05"],
		["le 1er mars", "le 1^er^ mars"],
		["la 1re, la 2e fois", "la 1^re^, la 2^e^ fois"],
		["au XIXe siècle", "au XIX^e^ siècle"],
		["François Ier.", "François I^er^."],
	])("%j becomes %j", (keys, set) => expect(typed(keys)).toBe(set));

	it.each([
		"à 18:30 précises",
		"https://caf.fr/?a=1;b ",
		"www.caf.fr/l'aide ",
		"mairie@lys.fr; ",
		"le poste de 5' et 5\" de",
		"......",
		"..........",
		"--help",
		"Le De Ce Vie mise",
		"A1e 12.3e ",
		"C:\\dossier\\l'aide ",
	])("%j stays", (keys) => expect(typed(keys)).toBe(keys));

	it("a guillemet that is typed before a space that holds takes none of its own", () => {
		expect(correction("«", "\u00A0la")).toBeNull();
	});
});

const seed = 20_261;
const line = fc.string({ unit: fc.constantFrom(..."ae1X \u00A0\u202F;:!?«»\"%€'’.-…°/@"), maxLength: 24 });

it(`a correction owes nothing more, and the text is as the locked clauses show it (seed ${seed})`, () => {
	const check = fc.property(line, (keys) => {
		let text = "";
		for (const key of keys) {
			text += key;
			const found = correction(text);
			if (!found || found.text === null) continue;
			const after = corrected(text, found);
			expect(correction(after)?.text ?? null).toBeNull();
			// What it put there is what `typeset` would have put there.
			expect(typeset(after).endsWith(after.slice(after.length - found.back))).toBe(true);
			text = after;
		}
	});
	fc.assert(check, { seed, numRuns: 2_000 });
});

it(`a correction says what it takes, so that one step takes it back (seed ${seed})`, () => {
	const check = fc.property(line, (before) => {
		const found = correction(before);
		if (!found) return;
		const from = before.length - found.back;
		expect(from).toBeGreaterThanOrEqual(0);
		const kept = corrected(before, found);
		const length = found.text === null ? found.length : found.text.length;
		const taken = before.slice(from, from + found.length);
		expect(kept.slice(0, from) + taken + kept.slice(from + length)).toBe(before);
	});
	fc.assert(check, { seed, numRuns: 2_000 });
});

describe("an address", () => {
	it.each([
		["voir https://caf.fr/aide. ", "https://caf.fr/aide", "https://caf.fr/aide"],
		["voir (www.caf.fr) ", "www.caf.fr", "https://www.caf.fr"],
		["écrire à mairie@lys.fr, ", "mairie@lys.fr", "mailto:mairie@lys.fr"],
	])("in %j is %j", (before, words, href) => {
		const found = addressBefore(before);
		expect(before.slice(found?.from, found?.to)).toBe(words);
		expect(found?.href).toBe(href);
	});

	it.each(["R.A.M ", "fin.Puis ", "javascript:alert(1) ", "18:30 ", "https:// ", "a@b "])("is not in %j", (before) => {
		expect(addressBefore(before)).toBeNull();
	});

	it.each(["javascript:alert(1)", "ftp://caf.fr", "file:///c", "data:text/html,x", "", "caf"])("is not %j", (words) => {
		expect(addressOf(words)).toBeNull();
	});
});
