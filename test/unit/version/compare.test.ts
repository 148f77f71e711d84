import { describe, expect, it } from "vitest";
import type { State } from "../../../shared/convention/state.ts";
import { assemble } from "../../../shared/text/assemble.ts";
import { compare } from "../../../shared/version/compare.ts";
import { freeze } from "../../../shared/version/freeze.ts";
import type { Frozen } from "../../../shared/version/frozen.ts";
import { stretches } from "../../../shared/version/words.ts";
import { article, blank, field, lines, model, paragraph, party, section, state } from "../text-builder.ts";

const small = model(
	[article(paragraph("a1.p1", "Elle prend effet le ", blank("debut"), "."), { type: "section", id: "libre" })],
	{ sections: [section("libre", { owner: "all" })], fields: [field("debut", { owner: "all", type: "date" })] },
);
const parties = [party("caf", "caf", ["La Directrice"]), party("lys", "commune", ["Le Maire"])];

function frozen(text: string[], debut = "2026-01-01", more: Partial<State> = {}): Frozen {
	const of = state({ fields: { debut }, sections: { libre: lines(...text) }, structure: { parties }, ...more });
	return freeze(assemble(small, { ...of, structure: { ...of.structure, phase: "submitted" } }), parties);
}

const base = ["Un relais ouvre à Lys.", "La ludothèque rejoint ces services.", "Le comité se réunit deux fois par an."];
const kinds = (now: Frozen) => compare(frozen(base), now).map(({ kind, before, after }) => [kind, before, after]);

describe("two versions", () => {
	it("are unchanged only where they are the same", () => {
		expect(compare(frozen(base), frozen(base))).toEqual([]);
	});

	it("differ by a paragraph that was rewritten, added, or taken out", () => {
		const changed = ["Un relais petite enfance ouvre à Lys.", ...base.slice(1)];
		expect(kinds(frozen(changed))).toEqual([["replaceBlock", base[0], changed[0]]]);
		expect(kinds(frozen([...base, "Rien d'autre."]))).toEqual([["insertBlock", null, "Rien d'autre."]]);
		expect(kinds(frozen(base.slice(1)))).toEqual([["deleteBlock", base[0], null]]);
	});

	it("differ by a field once, and by no paragraph where it stands", () => {
		expect(compare(frozen(base), frozen(base, "2026-02-01"))).toEqual([
			{
				part: "article-1",
				section: "a1.p1",
				kind: "field",
				label: "debut",
				before: "1er janvier 2026",
				after: "1er février 2026",
			},
		]);
	});

	it("differ by marks alone: said as a matter of form", () => {
		const bold = { type: "text", text: base[0] as string, marks: [{ type: "bold" }] };
		const libre = [{ type: "paragraph", content: [bold] }, ...lines(...base.slice(1))];
		expect(kinds(frozen([], "2026-01-01", { sections: { libre } }))).toEqual([["format", base[0], base[0]]]);
	});

	it("differ in what no line shows, too", () => {
		const [first] = parties;
		const other = { ...frozen(base), parties: [{ ...(first as (typeof parties)[0]), alias: "la Caisse" }] };
		expect(kinds(other)).toEqual([["format", null, null]]);
	});

	it("are told as what they are, whatever is done to them", () => {
		let seed = Number(process.env.SEED ?? Date.now() % 1e9);
		const first = seed;
		const random = (below: number) => {
			seed = (seed * 1103515245 + 12345) % 2 ** 31;
			return Math.floor((seed / 2 ** 31) * below);
		};
		const sentences = ["Une phrase.", "Une autre phrase, plus longue.", "Rien.", ...base];
		for (let round = 0; round < 300; round++) {
			const draw = () => Array.from({ length: 1 + random(6) }, () => sentences[random(sentences.length)] as string);
			const [then, now] = [frozen(draw()), frozen(draw(), random(4) ? "2026-01-01" : "2027-01-01")];
			const found = compare(then, now);
			expect(found.length === 0, `seed ${first}`).toBe(JSON.stringify(then) === JSON.stringify(now));
			const all = (all: (string | null)[]) => all.filter((text) => text !== null).length;
			const told = all(found.map(({ after }) => after)) - all(found.map(({ before }) => before));
			const length = ({ parts }: Frozen) => JSON.stringify(parts).split('"type":"paragraph"').length;
			expect(told, `seed ${first}`).toBe(length(now) - length(then));
		}
	});
});

describe("the words of a sentence", () => {
	it("are struck and added, and both readings are whole", () => {
		const [one, other] = ["Un relais ouvre en septembre 2026.", "Un relais petite enfance ouvre en octobre 2026."];
		const found = stretches(one, other);
		expect(found.filter(({ is }) => is !== "kept")).toEqual([
			{ is: "added", text: "petite enfance " },
			{ is: "removed", text: "septembre " },
			{ is: "added", text: "octobre " },
		]);
		const without = (out: string) =>
			found
				.filter(({ is }) => is !== out)
				.map(({ text }) => text)
				.join("");
		expect([without("added"), without("removed")]).toEqual([one, other]);
	});

	it("of another sentence are not shown in crumbs", () => {
		expect(stretches("Un relais ouvre.", "La commune finance la crèche.").map(({ is }) => is)).toEqual([
			"removed",
			"added",
		]);
	});
});
