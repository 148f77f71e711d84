import { describe, expect, it } from "vitest";
import type { Finding } from "../../shared/controls/finding.ts";
import { assemble } from "../../shared/text/assemble.ts";
import type { Whose } from "../../shared/text/outline.ts";
import { cardsOf, countOf } from "../../web/convention/controls/cards.ts";
import { share } from "../../web/convention/live/share.ts";
import * as build from "./text-builder.ts";

const model = build.model(
	[
		build.part("article", 1, [build.paragraph("p1", "Du ", build.blank("debut"), " au ", build.blank("fin"))], "Durée"),
		build.part("article", 2, [{ type: "section", id: "caf" }]),
		build.part("annex", 1, [
			{ type: "section", id: "nous" },
			{ type: "section", id: "caf-2" },
		]),
	],
	{
		fields: [build.field("debut", { owner: "commune" }), build.field("fin", { owner: "commune" })],
		sections: [
			build.section("caf", { owner: "caf" }),
			build.section("caf-2", { owner: "caf" }),
			build.section("nous", { owner: "commune" }),
		],
	},
);
const text = assemble(model, build.state());

const finding = (more: Partial<Finding>): Finding => ({
	rule: "R5",
	severity: "blocking",
	title: "Titre",
	message: "Phrase.",
	where: { part: "article-1", kind: "clause", id: "p1" },
	...more,
});
const blank = (id: string) =>
	finding({
		title: "Champ vide",
		message: `${id} est vide.`,
		about: id,
		where: { part: "article-1", kind: "field", id },
	});
const empty = (id: string, part: string) => finding({ where: { part, kind: "section", id } });

const commune = { isMine: ({ owner }: Whose) => owner !== "caf", to: ({ owner }: Whose) => `à ${owner}` };
const cards = (...findings: Finding[]) => cardsOf(findings, text, commune);

describe("the cards of the rail", () => {
	it("show several blanks as one, with each place under its label", () => {
		const [card, ...none] = cards(blank("debut"), blank("fin"));
		expect(none).toEqual([]);
		expect(card).toMatchObject({ title: "Champ vide", message: null, whose: "mine", to: "à vous", count: 2 });
		expect(card?.places.map(({ label, part, partInFull }) => [label, part, partInFull])).toEqual([
			["debut", "art. 1", "article 1"],
			["fin", "art. 1", "article 1"],
		]);
	});

	it("keep the sentence of a blank that is alone", () => {
		expect(cards(blank("fin"))).toMatchObject([{ message: "fin est vide.", count: 1 }]);
	});

	it("never hide a sentence behind another", () => {
		expect(cards(finding({ message: "Une." }), finding({ message: "Deux." }))).toHaveLength(2);
		expect(cards(finding({}), finding({}))).toMatchObject([{ message: "Phrase.", count: 2 }]);
	});

	it("lead to every place of one fault, and to the right one of two in a clause, whatever their case", () => {
		const where = { part: "article-1", kind: "clause", id: "p1" } as const;
		const also = [
			{ ...where, quote: "la Ville" },
			{ ...where, id: "p2", quote: "la ville" },
		];
		const found = cards(finding({ where: { ...where, quote: "la ville" }, also }));
		expect(found[0]?.places.map(({ where, nth }) => [where.id, nth])).toEqual([
			["p1", 0],
			["p1", 1],
			["p2", 0],
		]);
		expect(countOf(found)).toBe(1);
	});

	it("put what blocks first, then what the reader can settle; the rest stays in reading order", () => {
		const order = cards(
			finding({ title: "avis", severity: "warning" }),
			{ ...empty("caf", "article-2"), title: "la leur" },
			finding({ title: "de personne" }),
			{ ...empty("nous", "annexe-1"), title: "la mienne" },
		);
		expect(order.map(({ title, whose, to }) => [title, whose, to])).toEqual([
			["la mienne", "mine", "à vous"],
			["de personne", null, null],
			["la leur", "theirs", "à caf"],
			["avis", null, null],
		]);
	});

	it("give a part, and what blocks in its clauses, to those who write in it", () => {
		const inPart = (id: string) => finding({ where: { part: id, kind: "part", id } });
		expect(cards(inPart("article-2"))).toMatchObject([{ whose: "theirs", to: "à caf" }]);
		expect(cards(inPart("annex-1"))).toMatchObject([{ whose: "mine" }]);
		const clause = finding({ where: { part: "article-2", kind: "clause", id: "x" } });
		expect(cards(clause)).toMatchObject([{ whose: "theirs" }]);
		expect(cards({ ...clause, severity: "warning" })).toMatchObject([{ whose: null }]);
	});

	it("stay the same objects while nothing about them changes", () => {
		const before = cards(blank("debut"), finding({}));
		expect(share(before, cards(blank("debut"), finding({})))).toBe(before);
		const after = share(before, cards(blank("debut"), finding({ message: "Autre." })));
		expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false]);
	});
});
