import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { personName } from "../../shared/account/name.ts";
import { cleanName, shortLine } from "../../shared/files/name.ts";
import { cleanSignatory } from "../../shared/party/said-signatory.ts";
import { cleanBehind, cleanCharacters, cleanLine, isClean, isCleanLine } from "../../shared/text/characters.ts";
import { cleaned } from "../../shared/text/typed.ts";

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const told = () => console.log(`characters: SEED=${seed}`);

describe("a character that nobody may write", () => {
	it.each([
		["a control", "\u0000"],
		["a bell", "\u0007"],
		["a carriage return", "\r"],
		["a next line", "\u0085"],
		["a control of the second set", "\u0090"],
		["a soft hyphen", "\u00AD"],
		["an Arabic letter mark", "\u061C"],
		["a zero width", "\u200B"],
		["a left-to-right mark", "\u200E"],
		["a right-to-left mark", "\u200F"],
		["a line separator", "\u2028"],
		["a paragraph separator", "\u2029"],
		["an embedding", "\u202A"],
		["an embedding the other way", "\u202B"],
		["the end of one", "\u202C"],
		["an override", "\u202D"],
		["the other override", "\u202E"],
		["an invisible plus", "\u2064"],
		["an isolate", "\u2066"],
		["the end of an isolate", "\u2069"],
		["a byte order mark", "\uFEFF"],
		["the place of an object", "\uFFFC"],
		["a lost character", "\uFFFD"],
		["no character", "\uFDD0"],
		["no character of another plane", "\u{1FFFE}"],
		["half a character", "\uD83D"],
		["five marks on a letter", "e\u0301\u0302\u0303\u0304\u0305"],
	])("%s is refused everywhere, and cleaned off before", (_, character) => {
		const typed = `Lys${character}lez`;
		expect(isClean(typed)).toBe(false);
		expect(isCleanLine(typed)).toBe(false);
		expect(isClean(cleanCharacters(typed).text)).toBe(true);
		for (const line of [cleanLine(typed), cleaned(typed).text, shortLine(typed, 100)])
			expect(isCleanLine(line)).toBe(true);
		expect(isCleanLine(cleanName(typed, "image/png"))).toBe(true);
		expect(isCleanLine(personName(typed) ?? "none")).toBe(true);
		expect(isCleanLine(cleanSignatory({ title: typed, name: typed, delegation: typed }, "s1").name)).toBe(true);
	});

	it("is none that people need", () => {
		const honest =
			"« L’île » : 12\u00A0500\u202F€, œuvre, e\u0301, Việt Nam, שָׁלוֹם, مرحبا می\u200Cخواهم, हिन्दी, 👨‍👩‍👧 1️⃣ 👍🏽";
		expect(cleanCharacters(honest)).toEqual({ text: honest, disguised: 0 });
		expect(isCleanLine(honest)).toBe(true);
	});

	it("is a line's end on one line alone", () => {
		expect([isClean("un\ndeux\ttrois"), isCleanLine("un\ndeux"), isCleanLine("un\tdeux")]).toEqual([
			true,
			false,
			false,
		]);
		expect(cleanLine("un \r\n deux\t\u2028trois\u0085")).toBe("un deux trois ");
	});
});

describe("marks on one letter", () => {
	it.each([
		["e", "\u0301", "\u0301"],
		["e\u0301\u0302\u0303\u0304", "\u0301", ""],
		["e\u0301\u0302\u0303", "\u0301\u0302x", "\u0301x"],
		["", "\u0301\u0302\u0303\u0304\u0305", "\u0301\u0302\u0303\u0304"],
		["e\u0301\u0302\u0303\u0304", "f\u0301", "f\u0301"],
	])("behind %j, %j comes as %j", (before, typed, comes) => expect(cleanBehind(before, typed)).toBe(comes));

	it("may be typed one at a time, and stay what the room takes as one", () => {
		let line = "e";
		for (let at = 0; at < 20; at++) line += cleanBehind(line, "\u0301");
		expect(isClean(line)).toBe(true);
	});
});

/** What is between honest and not, in every mixture. */
const odd = fc.constantFrom(
	..."ae \n\t.",
	..."\r\v\f\u0000\u0085\u00AD\u061C\u200B\u200C\u200D\u200E\u2028\u202E\u2066\uFEFF\uFFFC\uFFFD\uFDD0",
	"\uD83D",
	"\uDC68",
	"👨",
	"👍🏽",
	"🏴",
	"\u{E0067}",
	"م",
	"\u0301",
	"\u20E3",
	"\uFE0F",
);
const any = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
const text = fc.array(fc.oneof(odd, any), { maxLength: 60 }).map((units) => units.join(""));

describe("whatever is typed", () => {
	it("is taken by the room once it is clean, in pieces too, and cleaned again it is the same", () => {
		told();
		fc.assert(
			fc.property(text, fc.nat(), (typed, where) => {
				const { text: once } = cleanCharacters(typed);
				expect(isClean(once)).toBe(true);
				expect(cleanCharacters(once)).toEqual({ text: once, disguised: 0 });
				const letters = [...once];
				const at = where % (letters.length + 1);
				for (const piece of [letters.slice(0, at), letters.slice(at)]) expect(isClean(piece.join(""))).toBe(true);
				const line = cleanLine(typed);
				expect(isCleanLine(line)).toBe(true);
				expect(cleanLine(line)).toBe(line);
				for (const value of [cleaned(typed).text, shortLine(typed, 40), cleanName(typed, "application/pdf")])
					expect(isCleanLine(value)).toBe(true);
			}),
			{ seed, numRuns: 3_000 },
		);
	});

	it("loses nothing where the room would take it as it is, but idle joiners and tags", () => {
		told();
		fc.assert(
			fc.property(text, (typed) => {
				fc.pre(isClean(typed) && !/\p{Join_Control}|[\u{E0000}-\u{E007F}]/u.test(typed));
				expect(cleanCharacters(typed).text).toBe(typed);
			}),
			{ seed, numRuns: 3_000 },
		);
	});
});
