import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStamp } from "../../shared/version/stamp.ts";
import { textOfPages } from "../../web/convention/stamp/pages.ts";
import { printedPdf } from "../pdf.ts";

const ID = "059-215903680-20260410-2026_04_05-DE";
const WHOLE = {
	receipt: ID,
	number: "2026_04_05",
	date: "2026-04-10",
	transmittedAt: "2026-04-12",
	publishedAt: "2026-04-13",
};

describe("the stamp of a délibération", () => {
	it.each([
		[
			"in four lines",
			`Envoyé en préfecture le 11/04/2026\nReçu en préfecture le 12/04/2026\nPublié le 13/04/2026\nID : ${ID}`,
		],
		[
			"with an empty label",
			`Envoyé en préfecture le 11/04/2026 Reçu en préfecture le 12/04/2026 Affiché le Publié le 13/04/2026 ID : ${ID}`,
		],
		[
			"with both labels on one line",
			`Envoyé en préfecture le 11/04/2026 Reçu en préfecture le 12/04/2026 Affiché le / Publié le 13/04/2026 ID : ${ID}`,
		],
		[
			"of a sous-préfecture, affichée",
			`Envoyé en sous-préfecture le 11/04/2026 Reçu en sous-préfecture le 12/04/2026 Affiché le 13/04/2026 ID : ${ID}`,
		],
		[
			"as an accusé de réception",
			`Accusé de réception en préfecture\n${ID}\nDate de télétransmission : 11/04/2026\nDate de réception préfecture : 12/04/2026\nPublication : 13/04/2026`,
		],
		[
			"of the ministry",
			`Accusé de réception - Ministère de l'Intérieur\n${ID}\nAccusé certifié exécutoire\nRéception par le préfet : 12/04/2026\nPublication : 13/04/2026`,
		],
		["in two lines", `AR Prefecture\n${ID}\nReçu le 12/04/2026\nPublié le 13/04/2026`],
		[
			"before its own words",
			`ID : ${ID} Mis en ligne le 13-04-2026 Reçu au contrôle de légalité le 12 avril 2026 Envoyé le 11 avril 2026`,
		],
		[
			"cut at a hyphen",
			`059-215903680-20260410-\n2026_04_05-DE Reçu en préfecture le 12.04.2026 Publié le 13 avril 2026`,
		],
		["without accents", `Recu en prefecture le 12/04/2026 Publie le 13/04/2026 ID : ${ID}`],
		["on each page", `Reçu en préfecture le 12/04/2026 Publié le 13/04/2026 ID : ${ID} `.repeat(3)],
		[
			"beside a text that speaks of another",
			`Reçu en préfecture le 12/04/2026 Publié le 13/04/2026 ID : ${ID}${" Vu ce qui précède,".repeat(40)} reçue en préfecture le 03/02/2020, publiée le 04/02/2020`,
		],
	])("is read %s", (_, text) => {
		expect(readStamp(text)).toEqual(WHOLE);
	});

	it("keeps the number as it is printed where that is the same number", () => {
		expect(readStamp(`DÉLIBÉRATION N° 2026/04/05 OBJET : CTG ${ID}`).number).toBe("2026/04/05");
		expect(readStamp(`Délibération n°2026-04-05 ${ID}`).number).toBe("2026-04-05");
		expect(readStamp(`Délibération n° 2026-04-06 ${ID}`).number).toBe("2026_04_05");
	});

	it("knows the departments of Corsica and overseas, and numbers with hyphens", () => {
		expect(readStamp("02A-212000046-20260410-12-DE").receipt).toBe("02A-212000046-20260410-12-DE");
		expect(readStamp("974-219740115-20260410-2026-04-05-DE-1-1_0.PDF")).toMatchObject({ number: "2026-04-05" });
	});

	it.each([
		["nothing", ""],
		["a text without a stamp", "Le conseil municipal, après en avoir délibéré, autorise Madame la Maire à signer."],
		["a sending alone", "Envoyé en préfecture le 12/04/2026 Reçu en préfecture le Affiché le"],
		["days that do not exist", "Reçu en préfecture le 31/02/2026 Publié le 45/04/2026"],
		["two receptions", "Reçu en préfecture le 12/04/2026 Reçu en préfecture le 13/04/2026"],
		["a number too long to be one", `1${ID}`],
	])("says nothing where there is %s", (_, text) => {
		expect(readStamp(text)).toMatchObject({ receipt: null, transmittedAt: null, publishedAt: null });
	});

	it("says nothing where two acts are stamped", () => {
		const other = ID.replace("2026_04_05", "2026_04_06");
		expect(readStamp(`${ID} ${other}`)).toMatchObject({ receipt: null, number: null, date: null });
	});

	it("takes the day of the séance where there is no identifier", () => {
		expect(readStamp("Extrait du registre. Séance ordinaire du vendredi 10 avril 2026").date).toBe("2026-04-10");
	});

	it("ends soon on any text", () => {
		const words = [
			"reçu ",
			"en préfecture ",
			"le ",
			"059-",
			"215903680-",
			"20260410-",
			"A",
			"-",
			" ",
			"_",
			"n° ",
			"1/",
			"publié ",
		];
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ maxLength: 500 }),
					fc.array(fc.constantFrom(...words), { maxLength: 400 }).map((all) => all.join("")),
				),
				(text) => {
					expect(Object.keys(readStamp(text))).toEqual(Object.keys(WHOLE));
				},
			),
			{ numRuns: 2_000 },
		);
		const before = performance.now();
		for (const word of words) readStamp(word.repeat(100_000));
		expect(performance.now() - before).toBeLessThan(5_000);
	});
});

describe("the pages of a PDF", () => {
	it("say what is printed on them, accents and all", async () => {
		const printed = [
			"Envoyé en préfecture le 11/04/2026",
			"Reçu en préfecture le 12/04/2026",
			"Publié le 13/04/2026",
			`ID : ${ID}`,
			"DÉLIBÉRATION N° 2026-04-05",
		];
		const text = await textOfPages(printedPdf(printed));
		expect(text.split("\n").map((line) => line.trim())).toEqual(printed);
		expect(readStamp(text)).toEqual({ ...WHOLE, number: "2026-04-05" });
	});

	it("cannot be read where there is no PDF", async () => {
		await expect(textOfPages(new Uint8Array(100))).rejects.toThrow();
	});
});
