import { describe, expect, it } from "vitest";
import { assemble } from "../../shared/text/assemble.ts";
import { alsoIn, usesOf } from "../../shared/text/uses.ts";
import { article, blank, field, item, list, model, paragraph, part, party, state } from "./text-builder.ts";

const parts = [
	part("cover", null, [paragraph("c", blank("debut", "year"))]),
	article(paragraph("a", "du ", blank("debut")), paragraph("b", blank("debut"), blank("lieu"))),
	part("annex", 2, [list({ ...item("o", true), content: [blank("debut")] })]),
];
const more = { fields: [field("debut", { type: "date" }), field("lieu")] };
const text = (options = {}) => assemble(model(parts, more), state({ structure: { options } }));

describe("where a field stands (R13)", () => {
	it("is told part by part, in reading order", () => {
		expect(usesOf(text(), "debut")).toEqual([
			{ part: "cover", words: "en page de garde", times: 1 },
			{ part: "article-1", words: "à l'art. 1", times: 2 },
			{ part: "annex-2", words: "en annexe 2", times: 1 },
		]);
	});

	it("leaves out what the parties left out", () => {
		expect(usesOf(text({ o: false }), "debut").map((use) => use.part)).toEqual(["cover", "article-1"]);
	});

	it("is nowhere for a field that the text does not hold", () => {
		expect(usesOf(text(), "autre")).toEqual([]);
	});

	it("names the signatures", () => {
		const signed = model([part("closing", null, [{ type: "signatures" }])]);
		const parties = [party("caf", "caf", ["La Directrice"])];
		const [use] = usesOf(assemble(signed, state({ structure: { parties } })), "signataire.caf-1");
		expect(use).toMatchObject({ words: "aux signatures", times: 1 });
	});
});

it.each([
	["cover", "Aussi à l'art. 1 et en annexe 2 (3 endroits)"],
	["article-1", "Aussi en page de garde, une autre fois ici et en annexe 2"],
	["annex-2", "Aussi en page de garde et à l'art. 1 (3 endroits)"],
])("seen from %s: %s", (from, said) => {
	expect(alsoIn(usesOf(text(), "debut"), from)).toBe(said);
});

it("a field that stands once has nothing to say", () => {
	expect(alsoIn(usesOf(text(), "lieu"), "article-1")).toBeNull();
});
