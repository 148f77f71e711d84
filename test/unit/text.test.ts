import { describe, expect, it } from "vitest";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Node } from "../../shared/convention/state.ts";
import type { Block, Inline, PartyText } from "../../shared/model/model.ts";
import type { Party } from "../../shared/party/party.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { awaitedIn } from "../../shared/text/late.ts";
import { progressOf } from "../../shared/text/outline.ts";
import { inlineText, plainText } from "../../shared/text/plain.ts";
import type { TextBlock, TextSection } from "../../shared/text/text.ts";
import {
	article,
	blank,
	field,
	item,
	lines,
	list,
	model,
	note,
	paragraph,
	part,
	party,
	section,
	state,
	text,
} from "./text-builder.ts";

const caf = party("caf", "caf", ["La Présidente", "La Directrice Générale"], "Caf du Nord");
const commune = party("commune", "commune", ["Le Maire"], "Commune de Lys");

const blocksOf = (block: Block, given = state(), more = {}): TextBlock[] =>
	assemble(model([article(block)], more), given).parts[0]?.blocks ?? [];

const lineOf = (content: Inline[], given = state(), more = {}) => {
	const [block] = blocksOf({ type: "paragraph", id: "p", content }, given, more);
	return block?.type === "paragraph" ? inlineText(block.content) : "";
};

describe("headings", () => {
	it.each([
		["article", 2, "Article 2"],
		["annex", 1, "Annexe 1"],
		["preamble", null, ""],
	] as const)("a part of kind %s and number %s is labelled %j", (kind, number, label) => {
		expect(assemble(model([part(kind, number)]), state()).parts[0]?.label).toBe(label);
	});

	it("the sommaire lists preamble, articles and annexes in order", () => {
		const parts = [
			part("cover", null),
			part("sommaire", null, [{ type: "sommaire" }]),
			part("recitals", null),
			part("preamble", null, [], "Préambule"),
			part("article", 1, [], "Objet"),
			part("annex", 1, [], "Diagnostic"),
		];
		const sommaire = assemble(model(parts), state()).parts[1]?.blocks[0];
		expect(sommaire?.type === "sommaire" && sommaire.entries).toEqual([
			{ part: "preamble", label: "", title: "Préambule" },
			{ part: "article-1", label: "Article 1", title: "Objet" },
			{ part: "annex-1", label: "Annexe 1", title: "Diagnostic" },
		]);
	});
});

describe("phases", () => {
	it.each<[Phase, boolean]>([
		["drafting", true],
		["submitted", true],
		["adopted", true],
		["signing", true],
		["signed", false],
		["superseded", false],
		["expired", false],
		["terminated", false],
	])("PROJET on a text in phase %s: %s (R19)", (phase, draft) => {
		expect(assemble(model([]), state({ structure: { phase } })).draft).toBe(draft);
	});

	it.each<[Phase, string, string[]]>([
		["drafting", "Aide", ["Exemple"]],
		["submitted", "", []],
		["signed", "", []],
	])("in phase %s the guidance is %j (R6)", (phase, guidance, example) => {
		const sections = [section("s", { guidance: "Aide", example: ["Exemple"] })];
		const [block] = blocksOf({ type: "section", id: "s" }, state({ structure: { phase } }), { sections });
		expect(block).toMatchObject({ guidance, example });
	});
});

describe("fields and computed values", () => {
	const fields = [field("debut", { label: "date de début", type: "date" })];

	it.each([
		["whole", "2024-01-01", "1er janvier 2024"],
		["year", "2024-01-01", "2024"],
		["whole", undefined, "[date de début]"],
	] as const)("the %s of %s reads %j", (shownPart, value, shown) => {
		const given = state({ fields: value ? { debut: value } : {} });
		expect(lineOf([blank("debut", shownPart)], given, { fields })).toBe(shown);
	});

	it("a field that no model and no signatory has is an error", () => {
		expect(() => lineOf([blank("inconnu")])).toThrow("inconnu");
	});

	it.each([
		[null, "…"],
		[21, "21"],
	])("with %s pages the text says %j (R3)", (pages, said) => {
		const block: Block = { type: "paragraph", id: "p", content: [{ type: "computed", name: "pages" }] };
		expect(plainText(assemble(model([part("closing", null, [block])]), state(), pages))).toBe(said);
	});

	it("annexes are counted (R3)", () => {
		const block: Block = { type: "paragraph", id: "p", content: [{ type: "computed", name: "annexes" }] };
		const parts = [part("closing", null, [block]), part("annex", 1), part("annex", 2)];
		expect(plainText(assemble(model(parts), state()))).toMatch(/^2\n/);
	});
});

describe("notes", () => {
	const notes = ["a", "b", "c"].map((id) => ({ id, content: [text(`note ${id}`)] }));

	it("are numbered by their first mention; a note that nothing mentions is absent", () => {
		const assembled = assemble(model([article(paragraph("p", note("c"), note("a"), note("c")))], { notes }), state());
		expect(assembled.notes.map(({ id, number }) => [id, number])).toEqual([
			["c", 1],
			["a", 2],
		]);
		expect(plainText(assembled)).toContain("[1][2][1]");
	});

	it("of an option left out do not count in a frozen text", () => {
		const left = { ...item("x", true), content: [note("a")] };
		const parts = [article(list(left), paragraph("p", note("b")))];
		const given = state({ structure: { phase: "signed", options: { x: false } } });
		expect(assemble(model(parts, { notes }), given).notes.map(({ id, number }) => [id, number])).toEqual([["b", 1]]);
	});
});

describe("parties", () => {
	const says = (what: PartyText): Inline => ({ type: "party", what });
	const template = (side: "caf" | "commune" | "other", word: string) => ({
		side,
		blocks: [
			paragraph(`${side}-mot`, word),
			paragraph(`${side}-nom`, says("name"), " représentée par ", says("signatories")),
		],
	});
	const block: Block = {
		type: "parties",
		templates: [template("caf", "Entre"), template("commune", "Et"), template("other", "Et")],
	};
	const read = (parties: (typeof caf)[], fields = {}) => {
		const given = state({ structure: { parties }, fields });
		return plainText(assemble(model([part("parties", null, [block], "")]), given)).split("\n");
	};

	it("a template stands for each party of its side, in order", () => {
		const msa = party("msa", "msa", ["Le Directeur"]);
		const epci = party("mel", "epci", ["Le Président"]);
		expect(read([caf, epci, commune, msa]).filter((line) => line.startsWith("Nom"))).toEqual([
			"Nom de caf représentée par la Présidente, [nom : La Présidente], et par la Directrice Générale, [nom : La Directrice Générale]",
			"Nom de mel représentée par le Président, [nom : Le Président]",
			"Nom de commune représentée par le Maire, [nom : Le Maire]",
			"Nom de msa représentée par le Directeur, [nom : Le Directeur]",
		]);
	});

	it("without parties, Caf and commune stand once with blanks, others not at all", () => {
		const blanks = "[nom de la partie] représentée par [signataires]";
		expect(read([])).toEqual(["Entre", blanks, "Et", blanks]);
	});

	it.each([
		[[], "[signataires]"],
		[["Le Maire"], "le Maire, N1"],
		[["Le Maire", "L'Adjointe"], "le Maire, N1, et par l'Adjointe, N2"],
		[["La A", "La B", "La C"], "la A, N1, par la B, N2, et par la C, N3"],
		[["Premier adjoint", "Le Maire"], "N1, premier adjoint, et par le Maire, N2"],
		[["DGS"], "N1, DGS"],
	])("signatories %j read %j (R12)", (titles, shown) => {
		const signing = titles.map((title, at) => ({ title, name: `N${at + 1}` }));
		expect(read([party("x", "commune", signing)]).at(-1)).toBe(`Nom de x représentée par ${shown}`);
	});

	it("who signs in another's stead says so, wherever the title stands", () => {
		const by = { name: "Luc Roy", civility: "Monsieur" as const, delegation: "du Maire" };
		const signing = [
			{ ...by, title: "Le Premier adjoint" },
			{ ...by, title: "Adjoint aux familles" },
		];
		expect(read([party("x", "commune", signing)]).at(-1)).toBe(
			"Nom de x représentée par le Premier adjoint, Monsieur Luc Roy, par délégation du Maire, et par Monsieur Luc Roy, adjoint aux familles, par délégation du Maire",
		);
	});

	it("a signatory's name is a field of its party, wherever it stands (R13)", () => {
		const named = party("commune", "commune", [{ title: "Le Maire", name: "Anne Le Goff" }]);
		const given = state({ structure: { parties: [named] } });
		const [signatures] = blocksOf({ type: "signatures" }, given);
		const name = signatures?.type === "signatures" && signatures.parties[0]?.signatories[0]?.name;
		expect(name).toMatchObject({
			key: "signataire.commune-1",
			party: "commune",
			fieldType: "person",
			shown: "Anne Le Goff",
		});
	});

	it("a participle agrees with the party, or with those who sign", () => {
		const line = paragraph(
			"l",
			says("designation"),
			" ",
			says("represented"),
			", ",
			says("named"),
			", ",
			says("authorised"),
		);
		const templates = (["caf", "other"] as const).map((side) => ({ side, blocks: [line] }));
		const women = ["La Présidente", "La Directrice"].map((title) => ({
			title,
			civility: "Madame" as const,
			name: "A",
		}));
		const parties = [
			{ ...party("caf", "caf", women), name: "Caisse du Nord" },
			{ ...party("d", "departement", ["Le Président"]), name: "Département du Nord" },
		];
		const given = state({ structure: { parties } });
		expect(plainText(assemble(model([part("parties", null, [{ type: "parties", templates }], "")]), given))).toBe(
			"La Caisse du Nord représentée, dénommée, autorisées\nLe Département du Nord représenté, dénommé, autorisé",
		);
		expect(plainText(assemble(model([part("parties", null, [{ type: "parties", templates }], "")]), state()))).toBe(
			"[nom de la partie] représenté(e), dénommé(e), autorisé(e)(s)",
		);
	});

	it("clauses of further parties of a side have an address of their own", () => {
		const given = state({ structure: { parties: [commune, party("mel", "epci")] } });
		const ids = blocksOf(block, given).flatMap((each) => ("id" in each ? [each.id] : []));
		expect(ids).toContain("commune-nom");
		expect(ids).toContain("commune-nom/mel");
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("what is known after the vote or the signature (R29)", () => {
	const late = [
		field("vote", { label: "date de la délibération", type: "date", late: "deliberation" }),
		field("jour", { label: "date de signature", type: "date", late: "signature" }),
	];
	const visa = paragraph(
		"visa",
		"Vu la délibération du ",
		{ type: "party", what: "namedCouncil" },
		" du ",
		blank("vote"),
	);
	const parts = [
		part("recitals", null, [{ type: "councils", blocks: [visa] }], ""),
		part("closing", null, [paragraph("jour", "Le ", blank("jour"))]),
		part("annex", 1, [{ type: "section", id: "decision" }]),
	];
	const more = { fields: late, sections: [section("decision", { label: "Décision", late: "deliberation" })] };
	const lys = { ...party("lys", "commune", [], "Commune de Lys"), name: "commune de Lys" };
	const nord = { ...party("nord", "departement", [], "Département du Nord"), name: "Département du Nord" };
	const textOf = (parties: Party[]) =>
		assemble(
			model(parts, more),
			state({
				structure: { parties: [caf, ...parties, party("msa", "msa")] },
				fields: { jour: "2026-01-01", vote: "2026-01-01" },
			}),
		);

	it("is a hole, for each body that votes its own, whatever was typed there", () => {
		expect(plainText(textOf([lys]))).toBe(
			"Vu la délibération du conseil municipal du [date de la délibération]\n\nLe [date de signature]\n\nAnnexe 1 : Titre\n[Décision]",
		);
		expect(plainText(textOf([lys, nord]))).toBe(
			[
				"Vu la délibération du conseil municipal de la commune de Lys du [date de la délibération, Commune de Lys]",
				"Vu la délibération du conseil départemental du Département du Nord du [date de la délibération, Département du Nord]",
				"",
				"Le [date de signature]",
				"",
				"Annexe 1 : Titre",
				"[Décision, Commune de Lys]",
				"[Décision, Département du Nord]",
			].join("\n"),
		);
	});

	it("stands once, of nobody yet, before a body that votes is named", () => {
		expect(plainText(textOf([]))).toContain("du [assemblée] du [date de la délibération]");
		expect(awaitedIn(textOf([])).map(({ hole }) => hole.party)).toEqual([null, null, null]);
	});

	it("says whose act fills it, and where; none counts as a blank", () => {
		const text = textOf([lys, nord]);
		expect(awaitedIn(text).map(({ hole, part }) => [part, hole.type, hole.late, hole.party])).toEqual([
			["recitals", "hole", "deliberation", "lys"],
			["recitals", "hole", "deliberation", "nord"],
			["closing", "hole", "signature", null],
			["annex-1", "awaited", "deliberation", "lys"],
			["annex-1", "awaited", "deliberation", "nord"],
		]);
		expect(progressOf(text)).toMatchObject({ total: 0, blanks: [] });
		const ids = text.parts.flatMap(({ blocks }) => blocks.flatMap((each) => ("id" in each ? [each.id] : [])));
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("options", () => {
	const nested = list(item("a"), item("b", true, list(item("b1", true))), item("c", false, list(item("c1", true))));
	const chosen = (options: Record<string, boolean>, phase: Phase = "drafting") => {
		const [block] = blocksOf(nested, state({ structure: { options, phase } }));
		return block?.type === "list" ? block.items.filter((each) => each.chosen).map((each) => each.id) : [];
	};

	it.each([
		[{}, ["a", "b", "c"]],
		[{ b: false }, ["a", "c"]],
		[{ b1: false }, ["a", "c"]],
		[{ c1: false }, ["a", "b"]],
		[{ a: false, c: false }, ["a", "b", "c"]],
	])("with %j these stand: %j", (options, standing) => {
		expect(chosen(options as Record<string, boolean>)).toEqual(standing);
	});

	it("a frozen text has no trace of an option left out, nor of an empty list", () => {
		const frozen = state({ structure: { phase: "submitted", options: { b: false, c1: false } } });
		expect(blocksOf(nested, frozen)).toMatchObject([{ items: [{ id: "a" }] }]);
		expect(blocksOf(list(item("x", true)), state({ structure: { phase: "signed", options: { x: false } } }))).toEqual(
			[],
		);
	});
});

it.each([
	[{}, "un"],
	[{ v: "deux" }, "deux"],
	[{ v: "disparu" }, "un"],
])("with choices %j the wording is %j", (variants, wording) => {
	const each = (id: string) => ({ id, label: id, blocks: [paragraph(id, id)] });
	const block: Block = { type: "variants", id: "v", label: "Qui", initial: "un", variants: [each("un"), each("deux")] };
	const [found] = blocksOf(block, state({ structure: { variants: variants as Record<string, string> } }));
	expect(found).toMatchObject({ chosen: wording, blocks: [{ id: wording }] });
});

describe("tables that grow", () => {
	const cell = (id: string) => ({ id, header: true, colspan: 1, rowspan: 1, blocks: [paragraph(`${id}-p`, id)] });
	const growing = { owner: "commune" as const, columns: ["Type", "Nom"], initial: ["r1"] };
	const table: Block = { type: "table", id: "t", rows: [{ cells: [cell("h1"), cell("h2")] }], growing };

	it.each([
		[{}, [null, "r1"]],
		[{ t: ["x", "y"] }, [null, "x", "y"]],
		[{ t: [] }, [null]],
	])("with rows %j they are %j", (rows, ids) => {
		const [block] = blocksOf(table, state({ structure: { rows: rows as Record<string, string[]> } }));
		expect(block?.type === "table" && block.rows.map((row) => row.id)).toEqual(ids);
	});

	it("each cell of a row is a free section of its own (R26)", () => {
		const [block] = blocksOf(table, state({ sections: { "t/r1/1": lines("Ludothèque") } }));
		const sections = block?.type === "table" ? block.rows[1]?.cells.flatMap((each) => each.blocks) : [];
		expect(sections).toMatchObject([
			{ id: "t/r1/0", cell: true, empty: true, owner: "commune" },
			{ id: "t/r1/1", cell: true, empty: false },
		]);
	});
});

describe("free sections", () => {
	const inText = (content: Node[], owner = "caf" as TextSection["owner"], parties = [caf, commune]) => {
		const given = state({ sections: { s: content }, structure: { parties } });
		return blocksOf({ type: "section", id: "s" }, given, { sections: [section("s", { owner })] })[0] as TextSection;
	};

	it.each<[string, Node[], boolean]>([
		["nothing", [], true],
		["an empty paragraph", lines(""), true],
		["spaces of all kinds", lines(" \u00A0\u202F\u200B\u00AD\t"), true],
		["a line break", [{ type: "paragraph", content: [{ type: "hardBreak" }] }], true],
		["an empty list", [{ type: "bulletList", content: [{ type: "listItem", content: lines("") }] }], true],
		["a word", lines("", "mot"), false],
		["a word in a list", [{ type: "bulletList", content: [{ type: "listItem", content: lines("a") }] }], false],
		["a table", [{ type: "table" }], false],
	])("with %s, empty is %3$s", (_, content, empty) => {
		expect(inText(content).empty).toBe(empty);
	});

	const lille = party("lille", "commune", [], "Lille");
	const mel = party("mel", "epci", [], "MEL");
	it.each([
		["caf", [caf, commune], "Caf du Nord"],
		["commune", [caf, commune], "Commune de Lys"],
		["commune", [caf, lille, mel], "Lille et MEL"],
		["commune", [caf, lille, mel, commune], "Lille, MEL et Commune de Lys"],
		["commune", [lille, lille, lille, lille], "4 collectivités"],
		["commune", [caf], "Commune"],
		["all", [caf, commune], "les deux parties"],
		["all", [caf, commune, mel], "toutes les parties"],
	] as const)("owned by %s of %o belongs to %j", (owner, parties, name) => {
		expect(inText([], owner, [...parties]).ownerName).toBe(name);
	});
});

it("the same model and state give the same text, and neither is touched", () => {
	const given = state({ fields: { d: "x" }, structure: { parties: [caf, commune] } });
	const small = model([article(paragraph("p", blank("d")), list(item("a", true)))], { fields: [field("d")] });
	const before = structuredClone({ small, given });
	expect(assemble(small, given)).toEqual(assemble(small, given));
	expect({ small, given }).toEqual(before);
});

it("plain text has headings, bullets, cells and free content in reading order", () => {
	const cell = (id: string) => ({ id, header: false, colspan: 1, rowspan: 1, blocks: [paragraph(`${id}-p`, id)] });
	const ordered: Node = {
		type: "orderedList",
		attrs: { start: 3 },
		content: [
			{ type: "listItem", content: [...lines("trois"), { type: "bulletList", content: [] }, ...lines("suite")] },
		],
	};
	const small = model(
		[
			article(
				paragraph("p", "Un", { type: "break" }, "deux"),
				list(item("a", false, list(item("b"))), item("c", true)),
				{ type: "table", id: "t", rows: [{ cells: [cell("x"), cell("y")] }], growing: null },
				{ type: "section", id: "s" },
			),
		],
		{ sections: [section("s")] },
	);
	const given = state({ sections: { s: [...lines("libre"), ordered] }, structure: { options: { c: false } } });
	expect(plainText(assemble(small, given)).split("\n")).toEqual([
		"Article 1 : Titre",
		"Un",
		"deux",
		"- a",
		"  - b",
		"x\ty",
		"libre",
		"3. trois",
		"  suite",
	]);
});
