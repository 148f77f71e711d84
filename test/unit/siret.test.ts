import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { departmentOf, departments } from "../../shared/party/departments.ts";
import { cafNames, refusesDescription } from "../../shared/party/organisation.ts";
import { isSiret, siretDigits } from "../../shared/party/siret.ts";

const digits = (count: number) =>
	fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((each) => each.join(""));

/** The 13 digits before it, and the only digit that makes a SIRET of them: found by trying, not by Luhn's sum. */
const withKey = (body: string) => [..."0123456789"].map((key) => body + key).filter(isSiret);

describe("a SIRET", () => {
	it.each(["73282932000074", "21590350100017", "35600000000048", "35600000049837"])("may be %s", (siret) =>
		expect(isSiret(siret)).toBe(true),
	);

	it.each([
		["a digit too few", "7328293200007"],
		["a digit too many", "732829320000740"],
		["a wrong key", "73282932000075"],
		["nothing", ""],
		["zeros only", "00000000000000"],
		["letters", "7328293200007A"],
		["digits of another script", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"],
		["a La Poste whose digits add up to no multiple of 5", "35600000049838"],
		["a La Poste with Luhn's key, which it does not use", "35600000000014"],
	])("is not %s", (_, siret) => expect(isSiret(siret)).toBe(false));

	it("has one key for whatever stands before it", () => {
		fc.assert(
			fc.property(digits(13), (body) => {
				fc.pre(!body.startsWith("356000000") && !body.startsWith("000000000"));
				expect(withKey(body)).toHaveLength(1);
			}),
		);
	});

	it("shows any one digit mistyped, and any two neighbours swapped but 0 and 9", () => {
		fc.assert(
			fc.property(digits(13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
				fc.pre(!body.startsWith("356000000") && !body.startsWith("000000000"));
				const siret = withKey(body)[0] ?? "";
				const other = String((Number(siret[at]) + by) % 10);
				const mistyped = siret.slice(0, at) + other + siret.slice(at + 1);
				fc.pre(!mistyped.startsWith("356000000"));
				expect(isSiret(mistyped)).toBe(false);
				const pair = siret.slice(at, at + 2);
				fc.pre(pair.length === 2 && pair[0] !== pair[1] && pair !== "09" && pair !== "90");
				const swapped = `${siret.slice(0, at)}${pair[1]}${pair[0]}${siret.slice(at + 2)}`;
				fc.pre(!swapped.startsWith("356000000"));
				expect(isSiret(swapped)).toBe(false);
			}),
		);
	});

	it("is read however its digits are grouped", () => {
		for (const typed of [
			"732 829 320 00074",
			"732.829.320.00074",
			" 732829320-00074 ",
			"732\u00a0829\u202f320 00074",
		]) {
			expect(siretDigits(typed)).toBe("73282932000074");
		}
	});

	it("may be left out of a description, and is named when it is wrong", () => {
		const lys = { kind: "commune", name: "commune de Lys", shortName: "Lys", alias: "la Commune" } as const;
		expect(refusesDescription({ ...lys, siret: null, department: null })).toBeNull();
		expect(refusesDescription({ ...lys, siret: "1", department: "59" })).toMatchObject({ code: "wrongSiret" });
		expect(refusesDescription({ ...lys, siret: null, department: "20" })).toMatchObject({ where: "department" });
	});
});

describe("the departments", () => {
	it("are 96 in Europe and 8 overseas, each once, Corsica being two", () => {
		const codes = departments.map(({ code }) => code);
		expect(new Set(codes).size).toBe(codes.length);
		expect(codes.filter((code) => code.length === 2)).toHaveLength(96);
		expect(codes.filter((code) => /^97\d$/.test(code))).toHaveLength(8);
		expect(codes).not.toContain("20");
	});

	it("give a Caf its names", () => {
		expect(departmentOf("59")?.name).toBe("Nord");
		expect(departmentOf("95")?.name).toBe("Val-d'Oise");
		expect(cafNames("59")).toEqual({ name: "Caisse d'allocations familiales du Nord", shortName: "Caf du Nord" });
		expect(cafNames("01")?.shortName).toBe("Caf de l'Ain");
		expect(cafNames("99")).toBeNull();
	});
});
