import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldType } from "../../shared/model/model.ts";
import { checkField, shown } from "../../shared/text/field.ts";
import { readDate, stored } from "../../shared/text/value.ts";
import { field } from "./text-builder.ts";

test.each<[FieldType, string, string]>([
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

test.each([
	["2024-01-01", "2024"],
	["bientôt", "bientôt"],
	["", "[x]"],
])("the year of %j is shown %j", (value, expected) => {
	expect(shown(field("x", { type: "date" }), value, "year")).toBe(expected);
});

describe("checkField", () => {
	test.each<[FieldType, string, string | null]>([
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
	test.each([
		[end, "2028", "2024-01-01", null],
		[end, "2029", "2024-01-01", "Choisissez une année de 2024 à 2028."],
		[end, "2023", "2024-01-01", "Choisissez une année de 2024 à 2028."],
		[end, "2029", "", null],
		[end, "2029", "plus tard", null],
		[due, "2025-12-31", "2024", null],
		[due, "2026-01-01", "2024", "Choisissez une date de 2025."],
	])("%o %s after %s: %j (R8, R10)", (checked, value, debut, said) => {
		expect(checkField(checked, value, { debut })).toBe(said);
	});
});

describe("what is typed", () => {
	test.each<[FieldType, string, string]>([
		["date", "01/01/2024", "2024-01-01"],
		["date", "1er janvier 2024", "2024-01-01"],
		["date", " 31 Août 2024 ", "2024-08-31"],
		["date", "31/02/2024", "31/02/2024"],
		["date", "31 brumaire 2024", "31 brumaire 2024"],
		["date", "2024-01-01", "2024-01-01"],
		["amount", "12 500,50 €", "12500.50"],
		["percent", "2,3 %", "2.3"],
		["number", "environ 3", "environ 3"],
		["text", " 1,5 ", " 1,5 "],
	])("as a %s %j is stored as %j", (type, typed, value) => {
		expect(stored(type, typed)).toBe(value);
	});

	test("what is shown is stored as the same value", () => {
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

	test("a date is read exactly when the calendar has it", () => {
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
