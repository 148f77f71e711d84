import { describe, expect, it } from "vitest";
import type { Party } from "../../shared/party/party.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { progressOf, turnLine, turnOf } from "../../shared/text/outline.ts";
import {
	article,
	blank,
	field,
	item,
	lines,
	list,
	model,
	paragraph,
	part,
	party,
	section,
	state,
} from "./text-builder.ts";

const fields = [field("a"), field("b"), field("c", { required: false })];
const parts = [
	part("cover", null, [paragraph("p1", blank("a"))]),
	part("article", 1, [paragraph("p2", blank("a"), blank("b"), blank("c")), { type: "section", id: "s" }]),
	part("article", 2, [paragraph("p3", "verrouillé")]),
];
const progress = (values: Record<string, string>, written: string) => {
	const given = state({ fields: values, sections: { s: lines(written) } });
	return progressOf(assemble(model(parts, { fields, sections: [section("s")] }), given));
};

describe("progress", () => {
	it.each<[Record<string, string>, string, string[], string, number]>([
		[{}, "", ["todo", "todo", "complete"], "a b s", 0],
		[{ b: "x" }, "", ["todo", "half", "complete"], "a s", 1],
		[{ a: "x", b: " " }, "oui", ["complete", "half", "complete"], "b", 2],
		[{ a: "x", b: "y" }, "oui", ["complete", "complete", "complete"], "", 3],
	])("with %j and %j: %j, missing %j", (values, written, marks, missing, done) => {
		const found = progress(values, written);
		expect(Object.values(found.parts)).toEqual(marks);
		expect(found.blanks.map((each) => each.id).join(" ")).toBe(missing);
		expect([found.done, found.total]).toEqual([done, 3]);
	});

	it("a blank is said once, where it first stands", () => {
		expect(progress({}, "").blanks[0]).toEqual({
			kind: "field",
			id: "a",
			label: "a",
			owner: "commune",
			party: null,
			part: "cover",
		});
	});

	it("nothing is asked inside an option left out, nor in a wording that was not chosen", () => {
		const left = item("x", true, paragraph("p", blank("a")));
		const variant = (id: string, key: string) => ({ id, label: id, blocks: [paragraph(id, blank(key))] });
		const variants = [variant("un", "c"), variant("deux", "b")];
		const text = assemble(
			model([article(list(left), { type: "variants", id: "v", label: "", initial: "un", variants })], { fields }),
			state({ structure: { options: { x: false } } }),
		);
		expect(progressOf(text).blanks).toEqual([]);
	});

	it("the names of signatories are asked for", () => {
		const given = state({ structure: { parties: [party("caf", "caf", ["La Directrice"])] } });
		const text = assemble(model([part("closing", null, [{ type: "signatures" }])]), given);
		expect(progressOf(text).blanks).toMatchObject([{ id: "signataire.caf-1", owner: "caf", part: "closing" }]);
	});
});

describe("whose turn it is", () => {
	const caf = party("caf", "caf");
	const lys = party("lys", "commune");
	const mel = party("mel", "epci");
	const line = (owned: [string, number, number][], parties = [caf, lys]) => {
		const asked = owned.flatMap(([owner, count, sections]) => ({
			fields: Array.from({ length: count }, (_, n) => field(`${owner}${n}`, { owner: owner as "caf" })),
			sections: Array.from({ length: sections }, (_, n) => section(`${owner}${n}`, { owner: owner as "caf" })),
		}));
		const blocks = asked.flatMap((each) => [
			paragraph("p", ...each.fields.map((one) => blank(one.key))),
			...each.sections.map(({ id }) => ({ type: "section" as const, id })),
		]);
		const more = {
			fields: asked.flatMap((each) => each.fields),
			sections: asked.flatMap((each) => each.sections),
		};
		return turnLine(turnOf(assemble(model([article(...blocks)], more), state({ structure: { parties } })), parties));
	};

	it.each<[string, [string, number, number][], (typeof caf)[]]>([
		["Tous les champs et toutes les parties libres sont remplis.", [], [caf, lys]],
		["À la commune de jouer : 3 champs à compléter.", [["commune", 3, 0]], [caf, lys]],
		["À la commune de jouer : 3 champs et une partie libre à compléter.", [["commune", 3, 1]], [caf, lys]],
		[
			"À la Caf de jouer : un champ à compléter. À la commune : 2 parties libres.",
			[
				["caf", 1, 0],
				["commune", 0, 2],
			],
			[caf, lys],
		],
		["Aux communes de jouer : un champ à compléter.", [["commune", 1, 0]], [caf, lys, lys]],
		["Aux collectivités de jouer : un champ à compléter.", [["commune", 1, 0]], [caf, lys, mel]],
		["À l'intercommunalité de jouer : un champ à compléter.", [["commune", 1, 0]], [caf, mel]],
		["Aux deux parties de jouer : une partie libre à compléter.", [["all", 0, 1]], [caf, lys]],
		["À toutes les parties de jouer : une partie libre à compléter.", [["all", 0, 1]], [caf, lys, mel]],
	])("%s", (said, owned, parties) => {
		expect(line(owned, parties)).toBe(said);
	});

	const signing = (...parties: Party[]) => {
		const text = assemble(model([part("closing", null, [{ type: "signatures" }])]), state({ structure: { parties } }));
		return turnOf(text, parties);
	};
	const mayors = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ ...party(`c${n}`, "commune", ["Le Maire"]), alias: `la Commune ${n}` }));
	const named = { ...party("n", "commune", [{ title: "La Maire", name: "Anne" }]), alias: "la Commune de Nommée" };
	const [boss] = [party("caf", "caf", ["La Directrice"])];

	it("what is a party's own is its side's where it is alone there", () => {
		expect(signing(boss, ...mayors(1)).map(({ owner, party }) => [owner, party])).toEqual([
			["caf", null],
			["commune", null],
		]);
	});

	it("is of each party among several, by its term, and of a body on no side by its own", () => {
		expect(signing(boss, ...mayors(1), named).map(({ party, to }) => [party, to])).toEqual([
			[null, "à la Caf"],
			["c0", "à la Commune 0"],
		]);
		const nord = { ...party("nord", "departement", ["Le Président"]), alias: "le Département" };
		expect(signing(nord).map(({ party, to }) => [party, to])).toEqual([["nord", "au Département"]]);
	});

	it("is said of sixty parties at once", () => {
		expect(turnLine(signing(boss, ...mayors(58), named))).toBe(
			"À la Caf de jouer : un champ à compléter. À 58 parties : un champ chacune.",
		);
		expect(turnLine(signing(...mayors(2)))).toBe("À 2 parties de jouer : un champ chacune à compléter.");
	});
});
