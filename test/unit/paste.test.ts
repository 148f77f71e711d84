import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanCharacters } from "../../shared/text/characters.ts";
import { droppedWords, nothingDropped } from "../../web/convention/editor/paste/dropped.ts";
import { fitText } from "../../web/convention/editor/paste/length.ts";
import { plainBlocks } from "../../web/convention/editor/paste/lines.ts";

describe("characters", () => {
	it.each([
		["zero\u200Bwidth\uFEFF", "zerowidth"],
		["con\u00ADven\u00ADtion", "convention"],
		["a\u0000b\u0007c", "abc"],
		["un\r\ndeux\u2028trois", "un\ndeux\ntrois"],
		["moitié \uD83D seule", "moitié  seule"],
		["👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 ❤️", "👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 ❤️"],
		["مرحبا می\u200Cخواهم", "مرحبا می\u200Cخواهم"],
		["a\u200Db", "ab"],
		["é e\u0301 œ ﬁ", "é e\u0301 œ ﬁ"],
	])("of %j are %j", (text, clean) => expect(cleanCharacters(text).text).toBe(clean));

	it("that turn the reading round are counted", () => {
		expect(cleanCharacters("payer \u202E000 1\u202C euros \u2066x\u2069")).toEqual({
			text: "payer 000 1 euros x",
			disguised: 4,
		});
	});

	it("cleaned twice are cleaned once (seed 7)", () => {
		const units = [
			..."ae \n",
			"\u200B",
			"\u200C",
			"\u200D",
			"\u202E",
			"\u2066",
			"👨",
			"🏴",
			"\u{E0067}",
			"م",
			"\uD83D",
			"\uDC68",
		];
		const text = fc.string({ unit: fc.constantFrom(...units) });
		fc.assert(
			fc.property(text, (value) => {
				const { text: once } = cleanCharacters(value);
				expect(cleanCharacters(once)).toEqual({ text: once, disguised: 0 });
				expect(once.isWellFormed()).toBe(true);
			}),
			{ seed: 7, numRuns: 2_000 },
		);
	});
});

const words = (text: string) => plainBlocks(text).map(({ type, text }) => (type === "bullet" ? `• ${text}` : text));

describe("a plain text", () => {
	it("from a PDF: the lines of a paragraph are one", () => {
		const pdf = [
			"La présente convention vise à définir le projet stratégique global du",
			"territoire à l’égard des familles ainsi que ses modalités de mise en œu-",
			"vre. Ce projet est établi à partir d’un diagnostic partagé tenant compte",
			"de l’ensemble des problématiques du territoire.",
			"Elle a pour objet :",
			"• d’identifier les besoins prioritaires sur la commune, en tenant compte",
			"de celui-",
			"ci ;",
			"• de définir les champs d’intervention.",
			"",
			"Article 2",
			"Fait à Lille",
		].join("\r\n");
		expect(words(pdf)).toEqual([
			"La présente convention vise à définir le projet stratégique global du territoire à l’égard des familles ainsi que ses modalités de mise en œuvre. Ce projet est établi à partir d’un diagnostic partagé tenant compte de l’ensemble des problématiques du territoire.",
			"Elle a pour objet :",
			"• d’identifier les besoins prioritaires sur la commune, en tenant compte de celui-ci ;",
			"• de définir les champs d’intervention.",
			"Article 2",
			"Fait à Lille",
		]);
	});

	it("from a notebook keeps its lines", () => {
		expect(words("Jean Petit\nMaire de Lys\n\n12 rue Haute")).toEqual(["Jean Petit", "Maire de Lys", "12 rue Haute"]);
		expect(words("1. Un\n2. Deux")).toEqual(["1. Un", "2. Deux"]);
		expect(words("- un\n- deux")).toEqual(["• un", "• deux"]);
		expect(words("un seul")).toEqual(["un seul"]);
		const long = "mot ".repeat(60).trim();
		expect(words(`${long}\n${long}`)).toEqual([long, long]);
	});
});

describe("the word on what was dropped", () => {
	it.each([
		[{}, null],
		[
			{ images: 2, colours: true, comments: 1 },
			"Collé sans 2 images, des couleurs et un commentaire. Joignez les images à une annexe.",
		],
		[{ colours: true }, "Collé sans des couleurs."],
		[{ columns: 5 }, "Collé sans 5 colonnes. Un tableau a 40 colonnes au plus."],
	])("of %j is %j", (some, said) => expect(droppedWords({ ...nothingDropped(), ...some })).toBe(said));

	it("says where a long text was cut", () => {
		expect(droppedWords({ ...nothingDropped(), cutAfter: "à la fin" })).toContain("jusqu’à «\u00A0à la fin\u00A0»");
	});
});

describe("a long text", () => {
	it("is cut after a whole line, within its bytes", () => {
		const line = `${"é".repeat(99)}\n`;
		const { text, cutAfter } = fitText(line.repeat(100), 1_000);
		expect(text).toBe(line.repeat(5).slice(0, -1));
		expect(cutAfter).not.toBeNull();
	});

	it("that fits is left", () => expect(fitText("court", 100)).toEqual({ text: "court", cutAfter: null }));

	it("without a line is cut between two words", () => {
		expect(fitText("mot ".repeat(100), 10).text).toBe("mot mot");
	});
});
