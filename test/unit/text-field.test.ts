import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FieldType } from "../../shared/model/model.ts";
import { checkField } from "../../shared/text/check.ts";
import { shown } from "../../shared/text/field.ts";
import { cleaned, stored, tidied } from "../../shared/text/typed.ts";
import { readDate } from "../../shared/text/value.ts";
import { field } from "./text-builder.ts";

it.each<[FieldType, string, string]>([
	["date", "2024-01-01", "1er janvier 2024"],
	["date", "2024-08-31", "31 août 2024"],
	["date", "2024-02-30", "2024-02-30"],
	["date", "bientôt", "bientôt"],
	["amount", "12500", "12\u202F500\u00A0€"],
	["amount", "12500.5", "12\u202F500,50\u00A0€"],
	["amount", "-3", "-3\u00A0€"],
	["amount", "beaucoup", "beaucoup"],
	["percent", "2.3", "2,3\u00A0%"],
	["percent", "2,3", "2,3"],
	["number", "1684", "1\u202F684"],
	["number", "999", "999"],
	["number", "1234567.125", "1\u202F234\u202F567,125"],
	["year", "2024", "2024"],
	["person", "Madame Inès D'Hulst", "Madame Inès D'Hulst"],
	["text", " ", "[x]"],
	["text", "\u200B", "[x]"],
])("a %s %j is shown %j", (type, value, expected) => {
	expect(shown(field("x", { type }), value)).toBe(expected);
});

it.each([
	["2024-01-01", "2024"],
	["bientôt", "bientôt"],
	["", "[x]"],
])("the year of %j is shown %j", (value, expected) => {
	expect(shown(field("x", { type: "date" }), value, "year")).toBe(expected);
});

describe("checkField", () => {
	it.each<[FieldType, string, string | null]>([
		["text", "", null],
		["text", "x".repeat(300), null],
		["text", "x".repeat(301), "300 caractères"],
		["text", "une\nligne", "une seule ligne"],
		["date", "2024-02-29", null],
		["date", "2023-02-29", "date du calendrier"],
		["date", "JJ/MM/AAAA", "date du calendrier"],
		["year", "2028", null],
		["year", "28", "quatre chiffres"],
		["number", "-4.5", null],
		["number", "4,5", "nombre"],
		["percent", "100", null],
		["percent", "100.1", "0 à 100"],
		["percent", "-1", "0 à 100"],
		["amount", "12500.50", null],
		["amount", "12500.505", "montant"],
		["amount", "-1", "montant"],
	])("of a %s %j speaks of %j", (type, value, about) => {
		const said = checkField(field("x", { type }), value, {});
		if (about === null) expect(said).toBeNull();
		else expect(said).toContain(about);
	});

	const end = field("fin", { type: "year", rule: { after: "debut", min: 0, max: 4 } });
	const due = field("plan", { type: "date", rule: { after: "debut", min: 1, max: 1 } });
	const year = field("fin", { type: "year", rule: { after: "debut", min: 0, max: 0 } });
	it.each([
		[end, "2028", "2024-01-01", null],
		[end, "2029", "2024-01-01", "Au plus tard 2028 : quatre ans après le début (2024)."],
		[end, "2023", "2024-01-01", "Au plus tôt 2024 : l'année du début."],
		[end, "2029", "", null],
		[end, "2029", "plus tard", null],
		[due, "2025-12-31", "2024", null],
		[due, "2026-01-01", "2024", "Choisissez une date de 2025 : un an après le début (2024)."],
		[due, "2024-12-31", "2024", "Choisissez une date de 2025 : un an après le début (2024)."],
		[year, "2025", "2024-06-01", "Écrivez 2024 : l'année du début."],
	])("%o %s after %s: %j (R8, R10)", (checked, value, debut, said) => {
		expect(checkField(checked, value, { debut })).toBe(said);
	});
});

describe("what is typed", () => {
	it.each<[FieldType, string, string]>([
		["date", "01/01/2024", "2024-01-01"],
		["date", "1er janvier 2024", "2024-01-01"],
		["date", " 31 Août 2024 ", "2024-08-31"],
		["date", "1/3/2024", "2024-03-01"],
		["date", "1.3.24", "2024-03-01"],
		["date", "01032024", "2024-03-01"],
		["date", "1er mars 2024", "2024-03-01"],
		["date", "le 1er mars 2024", "2024-03-01"],
		["date", "vendredi 1er mars 2024", "2024-03-01"],
		["date", "15 aout 2024", "2024-08-15"],
		["date", "15 FÉVR. 2024", "2024-02-15"],
		["date", "15 jui 2024", "15 jui 2024"],
		["date", "32/01/2024", "32/01/2024"],
		["date", "avant le 1er mars 2024", "avant le 1er mars 2024"],
		["date", "1/3/2", "1/3/2"],
		["date", "31/02/2024", "31/02/2024"],
		["year", " 2024 ", "2024"],
		["amount", "12.500,50 euros", "12500.50"],
		["amount", "1.234.567", "1234567"],
		["amount", "12\u202F500\u00A0€", "12500"],
		["amount", "douze mille", "douze mille"],
		["number", "−3", "-3"],
		["number", "12,", "12,"],
		["date", "31 brumaire 2024", "31 brumaire 2024"],
		["date", "2024-01-01", "2024-01-01"],
		["amount", "12 500,50 €", "12500.50"],
		["percent", "2,3 %", "2.3"],
		["number", "environ 3", "environ 3"],
		["text", " 1,5 ", " 1,5 "],
	])("as a %s %j is stored as %j", (type, typed, value) => {
		expect(stored(type, typed)).toBe(value);
	});

	it("what is shown is stored as the same value", () => {
		const days = fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
		fc.assert(
			fc.property(days, fc.nat(), fc.nat({ max: 99 }), (day, euros, cents) => {
				const date = day.toISOString().slice(0, 10);
				const amount = `${euros}.${String(cents).padStart(2, "0")}`;
				expect(stored("date", shown(field("x", { type: "date" }), date))).toBe(date);
				expect(stored("amount", shown(field("x", { type: "amount" }), amount))).toBe(amount);
			}),
		);
	});

	it("a date is read exactly when the calendar has it", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1000, max: 9999 }),
				fc.nat({ max: 13 }),
				fc.nat({ max: 32 }),
				(year, month, day) => {
					const value = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
					const date = new Date(`${value}T00:00:00Z`);
					const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
					expect(readDate(value) !== null).toBe(exists);
				},
			),
		);
	});
});

/** A run can be repeated: `SEED=… vitest`. */
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const told = () => console.info(`seed ${seed}`);

describe("whatever way it is typed", () => {
	const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
	const days = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });

	it("a day is stored the same", () => {
		told();
		fc.assert(
			fc.property(days, fc.constantFrom("/", "-", ".", " ", " / "), fc.nat({ max: 6 }), (date, between, way) => {
				const iso = date.toISOString().slice(0, 10);
				const [year = "", month = "", day = ""] = iso.split("-");
				const name = MONTHS[Number(month) - 1] ?? "";
				const ways = [
					[day, month, year].join(between),
					[Number(day), Number(month), year].join(between),
					[day, month, year.slice(2)].join(between),
					day + month + year,
					`${day === "01" ? "1er" : Number(day)} ${name} ${year}`,
					`  ${Number(day)} ${name.toUpperCase()} ${year} `,
					`${Number(day)} ${name.normalize("NFD")} ${year}`,
				];
				expect(stored("date", ways[way] ?? "")).toBe(iso);
			}),
			{ seed },
		);
	});

	it("an amount is stored the same", () => {
		told();
		const spaces = fc.constantFrom(" ", "\u00A0", "\u202F", "");
		fc.assert(
			fc.property(
				fc.nat(),
				fc.nat({ max: 99 }),
				spaces,
				fc.constantFrom("", " €", "€", " euros"),
				(euros, cents, space, unit) => {
					const grouped = String(euros).replace(/\B(?=(\d{3})+$)/g, space);
					const decimals = String(cents).padStart(2, "0");
					expect(stored("amount", `${grouped},${decimals}${unit}`)).toBe(`${euros}.${decimals}`);
				},
			),
			{ seed },
		);
	});

	it("nothing that cannot be read is changed, and nothing stored is read otherwise", () => {
		told();
		const types = fc.constantFrom<FieldType>("text", "person", "date", "year", "number", "percent", "amount");
		fc.assert(
			fc.property(types, fc.string({ unit: "grapheme" }), (type, typed) => {
				const value = stored(type, typed);
				expect(stored(type, value)).toBe(value);
			}),
			{ seed },
		);
	});
});

describe("what may be typed or pasted", () => {
	it.each([
		["Lys\nlez\r\nLannoy", "Lys lez Lannoy"],
		["a\u200Bb\uFEFFc", "abc"],
		["\u202Emoc.evil\u202C", "moc.evil"],
		["a\u0000b\u0007", "ab"],
		["moitié \uD83D", "moitié "],
		["👩🏽\u200D💻 👁️\u200D🗨️ é", "👩🏽\u200D💻 👁️\u200D🗨️ é"],
		["بلدية ليس", "بلدية ليس"],
	])("%j becomes %j", (typed, text) => {
		expect(cleaned(typed)).toEqual({ text, cut: false });
	});

	it("is cut where a field ends, never through a character, and said to be", () => {
		expect(cleaned("x".repeat(301))).toEqual({ text: "x".repeat(300), cut: true });
		expect(cleaned(`${"x".repeat(299)}😀`)).toEqual({ text: "x".repeat(299), cut: true });
	});

	it("is left in order", () => {
		expect(tidied("  Madame   Inès\u00A0 Vasseur ")).toBe("Madame Inès Vasseur");
	});

	it("is always what the room takes, and cleaning it again changes nothing", () => {
		told();
		// Halves of characters included.
		const any = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
		const characters = fc.oneof(any, fc.constantFrom("\u200D", "\uD83D", "\n", " ", "👩", "é"));
		fc.assert(
			fc.property(fc.array(characters, { maxLength: 400 }), (typed) => {
				const { text } = cleaned(typed.join(""));
				expect(text.length).toBeLessThanOrEqual(300);
				expect(text.isWellFormed()).toBe(true);
				expect(cleaned(text).text).toBe(text);
			}),
			{ seed },
		);
	});
});
