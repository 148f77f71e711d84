import { describe, expect, it } from "vitest";
import type { Structure } from "../../shared/convention/state.ts";
import { writingOf } from "../../shared/convention/writable.ts";
import type { Model } from "../../shared/model/model.ts";
import { models } from "../../shared/model/models.ts";
import { party } from "./text-builder.ts";

const EMPTY: Structure = { phase: "drafting", parties: [], options: {}, variants: {}, rows: {}, files: {}, logos: {} };

const model = (id: string) => models.find((each) => each.id === id) as Model;
const ctg = writingOf(model("ctg-2024"));
const acte = writingOf(model("acte-engagement-ctg"));

describe("what may be written in a convention", () => {
	it("is what its model leaves free, each with its owner", () => {
		const { sections, fields, annexes } = ctg(EMPTY);
		expect(sections.find(({ id }) => id === "article-2")?.owner).toBe("caf");
		expect(sections.find(({ id }) => id === "article-3")?.owner).toBe("commune");
		expect(fields.find(({ key }) => key === "pilotage.nom")?.owner).toBe("commune");
		expect(annexes.map(({ id }) => id)).toEqual(
			model("ctg-2024").parts.flatMap((part) => (part.kind === "annex" ? [part.id] : [])),
		);
	});

	it("is nothing that only the délibération or the signature makes known (R29)", () => {
		const { sections, fields, annexes } = ctg(EMPTY);
		const keys = fields.map(({ key }) => key);
		expect(keys.filter((key) => /^commune\.deliberation|^signature\.date/.test(key))).toEqual([]);
		expect(keys).toContain("signature.lieu");
		expect(sections.map(({ id }) => id)).not.toContain("annexe-3");
		expect(annexes.map(({ owner }) => owner)).toEqual(["all", "all", null]);
		expect(acte(EMPTY).annexes.map(({ owner }) => owner)).toEqual(["commune", "all", "all", null]);
	});

	it("is what the parties choose, too", () => {
		const { options, variants } = ctg(EMPTY);
		expect(options.length).toBeGreaterThan(0);
		expect(new Set(options).size).toBe(options.length);
		expect(variants).toContainEqual({ id: "annexe-2-pilotage", choices: expect.arrayContaining(["propre"]) });
	});

	it("follows the rows of tables, and brings a section for each of their cells", () => {
		const [table] = acte(EMPTY).tables;
		if (!table) throw new Error("the model has no table with rows to add");
		const rows = [...table.rows, "r-new"];
		const after = acte({ ...EMPTY, rows: { [table.id]: rows } });
		expect(after.tables.find(({ id }) => id === table.id)).toEqual({ ...table, rows });
		const cells = after.sections.filter(({ id }) => id.startsWith(`${table.id}/r-new/`));
		expect(cells.length).toBeGreaterThan(0);
		expect(new Set(cells.map(({ owner }) => owner))).toEqual(new Set([table.owner]));
	});

	it("is the name of a signatory for their party alone", () => {
		const { fields } = ctg({ ...EMPTY, parties: [party("commune", "commune", ["Le Maire"])] });
		expect(fields.filter((field) => field.party !== null)).toMatchObject([
			{ key: "signataire.commune-1", party: "commune" },
		]);
	});
});
