import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, sectionsOf } from "../../shared/convention/writable.ts";
import { acteOf, MAX_OBJECT, type Said } from "../../shared/council/acte.ts";
import { type CouncilKind, calendarOf, type Due } from "../../shared/council/calendar.ts";
import { calendarPaper } from "../../shared/council/calendar-paper.ts";
import { type Case, councilParty } from "../../shared/council/case.ts";
import { noteOf } from "../../shared/council/note.ts";
import { resolutionOf } from "../../shared/council/resolution.ts";
import { slipOf } from "../../shared/council/slip.ts";
import { isWorkday, lastWorkday } from "../../shared/council/workday.ts";
import { daysAfter } from "../../shared/day.ts";
import { isFailure } from "../../shared/failure.ts";
import { modelOf } from "../../shared/model/models.ts";
import type { Party } from "../../shared/party/party.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { plainText } from "../../shared/text/plain.ts";
import { docxOf } from "../../shared/version/docx/docx.ts";
import { freeze } from "../../shared/version/freeze.ts";
import { actsOf } from "../../shared/version/recorded.ts";
import { textOf } from "../../shared/version/thaw.ts";
import type { Version } from "../../shared/version/version.ts";
import { Docx } from "../docx.ts";
import { lines, party, state } from "./text-builder.ts";

describe("days on which people work", () => {
	it("are none of the public holidays, of those that move either", () => {
		const holidays = [
			"2026-01-01",
			"2026-04-06",
			"2026-05-01",
			"2026-05-08",
			"2026-05-14",
			"2026-05-25",
			"2026-07-14",
			"2026-08-15",
			"2026-11-01",
			"2026-11-11",
			"2026-12-25",
			"2027-03-29",
			"2028-04-17",
			"2038-04-26",
			"2008-03-24",
		];
		expect(holidays.filter(isWorkday)).toEqual([]);
		expect(["2026-04-07", "2026-05-15", "2026-12-24"].filter(isWorkday)).toHaveLength(3);
	});

	it("are found from any day back, within a few days", () => {
		expect(lastWorkday("2026-04-06")).toBe("2026-04-03");
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 30_000 }), (count) => {
				const day = daysAfter("2020-01-01", count);
				const found = lastWorkday(day);
				expect(isWorkday(found) && found <= day && found >= daysAfter(day, -5)).toBe(true);
			}),
		);
	});
});

describe("the calendar counted backwards", () => {
	const sitting = { kind: "commune" as CouncilKind, isLarge: true, council: "2026-12-10", signBy: "2026-12-31" };
	const dayOf = (due: Due[], step: Due["step"]) => due.find((each) => each.step === step)?.day;

	it.each([
		["a commune of 3,500 inhabitants", {}, "2026-12-04", "L. 2121-12"],
		["a small commune", { isLarge: false }, "2026-12-04", "L. 2121-11"],
		["an intercommunality", { kind: "epci" }, "2026-12-04", "L. 5211-1"],
		["a département", { kind: "departement" }, "2026-11-27", "L. 3121-19"],
	] as const)("leaves its clear days before the council of %s", (_, more, day, source) => {
		const { due, conflicts } = calendarOf({ ...sitting, ...more }, "2026-11-02");
		expect(due.find(({ step }) => step === "summons")).toMatchObject({ day, source: expect.stringContaining(source) });
		expect(conflicts).toEqual([]);
	});

	it("says the legal day as well where nobody works on it", () => {
		const { due } = calendarOf({ ...sitting, council: "2026-12-12" }, "2026-11-02");
		const summons = due.find(({ step }) => step === "summons");
		expect(summons?.day).toBe("2026-12-04");
		expect(summons?.detail).toContain("au plus tard le 6 décembre 2026");
	});

	it("leaves five days that are neither the sending's nor the sitting's, Sundays counted", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 3_000 }), fc.boolean(), (count, isLarge) => {
				const council = daysAfter("2026-01-01", count);
				const { due } = calendarOf({ ...sitting, isLarge, council, signBy: daysAfter(council, 60) }, "2025-01-01");
				const between = (Date.parse(council) - Date.parse(dayOf(due, "summons") ?? "")) / 86_400_000 - 1;
				expect(between).toBeGreaterThanOrEqual(isLarge ? 5 : 3);
				expect(due.map(({ day }) => day)).toEqual(due.map(({ day }) => day).toSorted());
			}),
		);
	});

	it("has the délibération transmitted on a working day before the signature's", () => {
		const { due } = calendarOf({ ...sitting, signBy: "2027-01-03" }, "2026-11-02");
		expect(dayOf(due, "signature")).toBe("2026-12-31");
		expect(dayOf(due, "transmission")).toBe("2026-12-30");
	});

	it("says what does not fit", () => {
		expect(calendarOf({ ...sitting, council: "2026-12-31" }, "2026-11-02").conflicts).toEqual([
			expect.stringContaining("trop tardive"),
		]);
		expect(calendarOf(sitting, "2026-12-07").conflicts).toEqual([expect.stringContaining("4 décembre 2026")]);
		expect(calendarOf(sitting, "2026-12-11").conflicts).toEqual([expect.stringContaining("est passée")]);
	});
});

const bodies: Party[] = [
	party(
		"caf",
		"caf",
		[{ title: "La Directrice Générale", name: "Hélène Courtois", civility: "Madame" }],
		"Caf du Nord",
	),
	party("lys", "commune", [{ title: "Le Maire", name: "Rose Lepage", civility: "Madame" }], "Commune de Lys"),
	party("annay", "commune", [{ title: "Le Maire", name: "" }], "Commune d'Annay"),
];
const [, lys] = bodies as [Party, Party];

function frozenCtg(parties = bodies) {
	const model = modelOf("ctg-2024");
	if (!model) throw new Error("no model");
	const { structure } = state({ structure: { parties, phase: "submitted" } });
	const values = { date: "2026-01-01", year: "2028", number: "3", percent: "3", amount: "3", text: "x", person: "x" };
	const fields = fieldsOf(model, structure).map(({ key, type }) => [key, values[type]]);
	const sections = sectionsOf(model, structure).map(({ id }) => [
		id,
		lines("La Commune verse 12 500 € par an à la crèche."),
	]);
	return freeze(
		assemble(model, { fields: Object.fromEntries(fields), sections: Object.fromEntries(sections), structure }),
		parties,
	);
}

const frozen = frozenCtg();
const text = textOf(frozen);
const about: Case = {
	party: lys,
	parties: bodies,
	council: "2026-12-10",
	version: { number: 2, digest: "ab".repeat(32), day: "2026-11-20" },
	link: null,
};

describe("what is laid before a council", () => {
	const note = noteOf(text, about);
	const resolution = resolutionOf(text, about);

	it("has a note that tells object, parties, duration, every article and every annexe", () => {
		const told = plainText(note);
		expect(told).toContain("définir le projet stratégique global du territoire");
		expect(told).toContain("Nom de annay");
		expect(told).toMatch(/conclue à compter du 1er janvier 2026 jusqu'au 31 décembre 2028/);
		expect(told).toContain("La Commune verse 12 500 € par an à la crèche.");
		for (const { kind, label, title } of text.parts) {
			if (kind === "article" || kind === "annex") expect(told).toContain(`${label} : ${title}`);
		}
		expect(told).toMatch(/La Caf s'engage, à l'issue .*\n.*la collectivité s'engage/);
		expect(told).toContain("autoriser le Maire, Madame Rose Lepage, à le signer");
		expect(told).toContain(about.version.digest);
	});

	it("has a délibération that approves this version alone, and no avenant to come", () => {
		const told = plainText(resolution);
		expect(told).toContain("Vu le Code de l'action sociale et des familles ;");
		expect(told.match(/code général des collectivités territoriales/gi)).toHaveLength(1);
		expect(told).toContain("AUTORISE le Maire, Madame Rose Lepage, à signer cette convention ;");
		expect(told).toContain("L. 2121-29 et L. 2131-1");
		expect(told).toContain(about.version.digest);
		expect(told).not.toMatch(/avenant/i);
		expect(told).not.toMatch(/date de la délibération du conseil municipal/);
	});

	it("is written for whichever council", () => {
		const epci = party("val", "epci", [{ title: "La Présidente", name: "" }], "Syndicat mixte du Val");
		const told = plainText(
			resolutionOf(text, { ...about, party: { ...epci, name: "syndicat mixte du Val" }, council: null }),
		);
		expect(told).toContain("Le comité syndical,");
		expect(told).toContain("Séance du [date]");
		expect(told).toContain("AUTORISE la Présidente à signer");
	});

	it("makes sound Word documents", async () => {
		const calendar = calendarPaper(
			text,
			about,
			calendarOf({ kind: "commune", isLarge: true, council: "2026-12-10", signBy: "2026-12-31" }, "2026-11-02"),
		);
		for (const each of [note, resolution, calendar]) {
			const docx = new Docx(await docxOf(each));
			docx.check();
			expect(docx.paragraphs()[0]?.style).toBe("Title");
		}
	});

	it("is of the party asked for, else one's own, else the first that votes; a Caf has no such council", () => {
		expect(councilParty(bodies, "annay", "lys")?.id).toBe("annay");
		expect(councilParty(bodies, null, "annay")?.id).toBe("annay");
		expect(councilParty(bodies, null, "caf")?.id).toBe("lys");
		expect(councilParty(bodies, "caf", "lys")).toBeNull();
	});
});

describe("the export for the contrôle de légalité", () => {
	const file = {
		hash: "cd".repeat(32),
		type: "application/pdf" as const,
		name: "délib 5.pdf",
		bytes: 90_000,
		size: null,
	};
	const by = { party: "lys", person: "p", name: "Rose" };
	const vote = {
		number: "2026-12-10-05",
		date: "2026-12-10",
		transmittedAt: null,
		publishedAt: null,
		enforceableAt: null,
	};
	const version: Version = {
		number: 2,
		digest: "ab".repeat(32),
		submittedAt: "2026-11-20T08:00:00.000Z",
		submittedBy: by,
		state: "submitted",
		ended: null,
		pdf: { digest: "ef".repeat(32), bytes: 800_000, pages: 20 },
		approvals: [],
		deliberations: [{ party: "lys", ...vote, file, recordedBy: by, recordedAt: "2026-12-11T08:00:00.000Z" }],
		signatures: [],
	};
	const nothing: Said = { number: null, object: null };
	const exported = (of: Version, said = nothing, from = frozen) => acteOf(from, of, actsOf(from, of), lys, said);
	const lacking = (of: Version, said = nothing) => {
		const outcome = exported(of, said);
		if (!isFailure(outcome)) return [];
		return (outcome.detail as { problems: { field: string; message: string }[] }).problems.map(({ field }) => field);
	};

	it("has nature, number, object and files as R28 wants them", () => {
		const acte = exported(version);
		if (isFailure(acte)) throw new Error(acte.code);
		expect(acte).toMatchObject({
			nature: { code: 4, label: "Contrats, conventions et avenants" },
			number: "2026_12_10_05",
			date: "2026-12-10",
		});
		expect(acte.object).toMatch(
			/^Convention territoriale globale.*, entre Caf du Nord, Commune de Lys, Commune d'Annay$/,
		);
		expect(acte.documents.map(({ path }) => path)).toEqual([
			"convention.pdf",
			"annexes/01-deliberation-commune-de-lys.pdf",
		]);
		expect(acte.remarks).toEqual([expect.stringContaining("Commune d'Annay"), expect.stringContaining("PROJET")]);
		expect(slipOf(acte)).toContain("Numéro de l'acte : 2026_12_10_05");
	});

	it("says everything that is missing", () => {
		expect(lacking({ ...version, pdf: null, deliberations: [] })).toEqual(["pdf", "deliberation"]);
		expect(lacking({ ...version, state: "refused" })).toEqual(["version"]);
		expect(lacking(version, { number: "2026-05", object: "" })).toEqual(["number", "object"]);
		expect(lacking({ ...version, pdf: { digest: "x", bytes: 150_000_000, pages: 9 } })).toEqual(["documents"]);
		expect(
			lacking({
				...version,
				deliberations: version.deliberations.map((each) => ({ ...each, number: "DELIBERATION-NUMERO-2026-5" })),
			}),
		).toEqual(["number"]);
	});

	it("proposes a number that the préfecture takes, or asks for one", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 30 }), (number) => {
				const acte = exported({
					...version,
					deliberations: version.deliberations.map((each) => ({ ...each, number })),
				});
				if (!isFailure(acte)) expect(acte.number).toMatch(/^[0-9A-Z_]{1,15}$/);
			}),
		);
	});

	it("names sixty parties in 499 characters", () => {
		const many = Array.from({ length: 60 }, (_, index) =>
			party(`c${index}`, "commune", [], `Commune de Saint-Martin-lez-Tatinghem ${index}`),
		);
		const acte = exported(version, nothing, frozenCtg([...bodies, ...many]));
		if (isFailure(acte)) throw new Error(acte.code);
		expect(acte.object.length).toBeLessThanOrEqual(MAX_OBJECT);
		expect(acte.object).toMatch(/ et \d+ autres$/);
	});
});
