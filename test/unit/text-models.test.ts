import { describe, expect, it } from "vitest";
import { fieldsOf, sectionsOf } from "../../shared/convention/writable.ts";
import { clausesOf } from "../../shared/model/clauses.ts";
import type { Model } from "../../shared/model/model.ts";
import { models } from "../../shared/model/models.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { html } from "../../shared/text/html.ts";
import { awaitedIn } from "../../shared/text/late.ts";
import { outlineOf, progressOf, turnLine, turnOf } from "../../shared/text/outline.ts";
import { plainText } from "../../shared/text/plain.ts";
import { lines, party, state } from "./text-builder.ts";

const parties = [
	party(
		"caf",
		"caf",
		[
			{ title: "La Présidente du Conseil d'Administration", name: "x" },
			{ title: "La Directrice Générale", name: "x" },
		],
		"Caf du Nord",
	),
	party("lys", "commune", [{ title: "Le Maire", name: "x" }], "Commune de Lys"),
	party("msa", "msa", [{ title: "Le Directeur", name: "x" }], "MSA"),
];

const VALUES = { date: "2024-01-01", year: "2024", number: "3", percent: "3", amount: "3", text: "x", person: "x" };

function filled(model: Model, variants: Record<string, string>) {
	const { structure } = state({ structure: { parties, variants, phase: "signed" } });
	const fields = fieldsOf(model, structure).map(({ key, type }) => [key, VALUES[type]]);
	const sections = sectionsOf(model, structure).map(({ id }) => [id, lines("écrit")]);
	return { fields: Object.fromEntries(fields), sections: Object.fromEntries(sections), structure };
}

/** Each choice of wordings, so that every clause is drawn in one of them. */
function choices(model: Model): Record<string, string>[] {
	const blocks = model.parts.flatMap((part) => part.blocks).filter((block) => block.type === "variants");
	const each = blocks.flatMap((block) => block.variants.map((variant) => ({ [block.id]: variant.id })));
	return [{}, ...each];
}

describe.each(models.map((model) => [model.id, model] as const))("%s", (_, model) => {
	const texts = choices(model).map((variants) => assemble(model, filled(model, variants), 12));

	it("draws every clause, and each address once", () => {
		const drawn = texts.map((text) => [...html(text).matchAll(/ data-clause="([^"]+)"/g)].map((match) => match[1]));
		for (const ids of drawn) expect(new Set(ids).size).toBe(ids.length);
		expect(drawn.flat()).toEqual(expect.arrayContaining(clausesOf(model).map((clause) => clause.id)));
	});

	it("gives each element an address of its own", () => {
		const ids = [...html(texts[0] as (typeof texts)[0]).matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it("lists every article and annexe, and each line leads somewhere (R2)", () => {
		const [text] = texts;
		const outline = text ? outlineOf(text) : [];
		expect(outline.filter((entry) => entry.label !== "")).toHaveLength(
			model.parts.filter((part) => part.number).length,
		);
		for (const entry of outline) expect(text && html(text)).toContain(` id="${entry.part}"`);
	});

	it("starts with everything to fill", () => {
		const unnamed = parties.map((each) => ({
			...each,
			signatories: each.signatories.map((signatory) => ({ ...signatory, name: "" })),
		}));
		const text = assemble(model, state({ structure: { parties: unnamed } }));
		const { done, total, blanks } = progressOf(text);
		expect([done, blanks.length]).toEqual([0, total]);
		expect(turnLine(turnOf(text, parties))).toMatch(/ de jouer : /);
	});

	it("ends with no blank and no guidance (R5, R6), but for what is known later (R29)", () => {
		for (const text of texts) {
			expect(progressOf(text).blanks).toEqual([]);
			const holes = awaitedIn(text).map(({ hole }) => hole.shown);
			expect(holes.length).toBeGreaterThan(2);
			const rest = holes.reduce((words, hole) => words.replaceAll(hole, ""), plainText(text));
			expect(rest).not.toMatch(/\[(?!CTG|\d)|…/);
			for (const { guidance } of model.sections.filter((section) => section.guidance)) {
				expect(html(text)).not.toContain(guidance);
			}
		}
	});
});
