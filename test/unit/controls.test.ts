import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { controls } from "../../shared/controls/controls.ts";
import type { Finding } from "../../shared/controls/finding.ts";
import { RULES } from "../../shared/controls/rules.ts";
import type { Node, State } from "../../shared/convention/state.ts";
import { fieldsOf, sectionsOf } from "../../shared/convention/writable.ts";
import type { Block, Field, FreeSection, Model, Part } from "../../shared/model/model.ts";
import { models } from "../../shared/model/models.ts";
import type { Party } from "../../shared/party/party.ts";
import { assemble } from "../../shared/text/assemble.ts";
import { typeset } from "../../shared/text/typography.ts";
import * as build from "./text-builder.ts";

const { lines, paragraph } = build;

const parties = [
	{ ...build.party("caf", "caf", ["La Directrice Générale"], "Caf du Nord"), alias: "la Caf" },
	{ ...build.party("commune", "commune", ["Le Maire"], "Commune de Lys-lez-Lannoy"), alias: "la Commune" },
];

const find = (model: Model, state: State) => controls(assemble(model, state, 12), state, model);
const brief = ({ rule, severity, where }: Finding) => `${rule} ${severity} ${where.kind} ${where.id}`;

/** A convention with two articles, an annexe, and a free section in each of the last two. */
interface Written {
	nodes?: Node[];
	clauses?: Block[];
	title?: string;
	fields?: Field[];
	values?: Record<string, string>;
	sections?: Partial<FreeSection>;
}

function findingsOf({ nodes = lines("Texte."), clauses = [], title = "Titre", ...more }: Written): Finding[] {
	const blanks = (more.fields ?? []).map(({ key }) => build.blank(key));
	const parts: Part[] = [
		build.part("article", 1, [paragraph("article-1.p1", "Objet ", ...blanks), ...clauses]),
		build.part("article", 2, [{ type: "section", id: "libre" }], title),
		build.part("annex", 1, [{ type: "section", id: "diagnostic" }]),
	];
	const sections = [build.section("libre", more.sections), build.section("diagnostic")];
	const state = build.state({
		fields: more.values ?? {},
		sections: { libre: nodes, diagnostic: lines("Un diagnostic.") },
		structure: { parties },
	});
	const model = build.model(parts, { fields: more.fields ?? [], sections });
	return find(model, state).filter(({ where }) => !where.id.startsWith("signataire."));
}

const said = (text: string, more: Written = {}) => {
	const found = findingsOf({ ...more, nodes: lines(text, "Fin.") });
	return found.map(({ rule, severity, where }) => `${rule} ${severity} ${where.quote}`);
};

const list = (...items: string[]): Node => ({
	type: "bulletList",
	content: items.map((item) => ({ type: "listItem", content: lines(item) })),
});

const table = (...rows: string[][]): Node => ({
	type: "table",
	content: rows.map((cells) => ({
		type: "tableRow",
		content: cells.map((cell) => ({ type: "tableCell", content: lines(cell) })),
	})),
});

describe("a free text is found to hold", () => {
	it.each([
		["une référence à l'annexe 4.", "R4 blocking annexe 4"],
		["voir annexes 1, 4 et 5 de la présente convention", "R4 blocking annexes 1, 4 et 5"],
		["voir l'Annexe n° 7", "R4 blocking Annexe n° 7"],
		["les articles 2 à 4 ci-dessus", "R4 blocking articles 2 à 4"],
		["l'article 20.1 du présent acte", "R4 blocking article 20.1"],
		["l'article 9 de la convention.", "R4 blocking article 9"],
		["le règlement de la crèche (annexe 3)", "R4 blocking annexe 3"],
		["signé le JJ/MM/AAAA", "R5 blocking JJ/MM/AAAA"],
		["jusqu'en AAAA", "R5 blocking AAAA"],
		["le XX/XX/N+1", "R5 blocking XX/XX/N+1"],
		["la ville de XXXX", "R5 blocking XXXX"],
		["XXX allocataires", "R5 blocking XXX"],
		["soit x% des familles", "R5 blocking x%"],
		["soit X\u00A0% des familles", "R5 blocking X\u00A0%"],
		["en 20xx", "R5 blocking 20xx"],
		["X gestionnaires", "R5 blocking X"],
		["[à compléter]", "R5 blocking [à compléter]"],
		["le ....... prochain", "R5 blocking ......."],
		["Exemple : une crèche", "R6 blocking Exemple :"],
		["(citer le ou les signataires)", "R6 blocking citer le ou les"],
		["en 2028 (N+4 au maximum)", "R6 blocking N+4 au maximum"],
		["de Lys (selon pertinence).", "R6 blocking (selon pertinence)"],
		["les signataires (éventuels)", "R6 warning (éventuels)"],
		["les 4 annexes énumérées dans le sommaire", "R3 warning les 4 annexes"],
		["les trois annexes.", "R3 warning les trois annexes"],
	])("%s", (text, expected) => expect(said(text)).toEqual([expected]));
});

it.each([
	"l'article 30 du Rgpd",
	"l'article 1240 du Code civil",
	"Vu les articles L. 263-1, L. 223-1, et L. 227-1 à 3 du Code de la Sécurité Sociale ;",
	"l'article 12 et suivants de la loi n° 78-17",
	"le Rgpd (article 30)",
	"le Code général des collectivités territoriales, article 72",
	"la convention d'objectifs prévoit en son article 9",
	"l'article 17 de la convention d'objectifs et de gestion",
	"l'annexe 4 au contrat enfance jeunesse",
	"l'article 2121-29",
	"Article 5 : Monsieur le Maire est autorisé à signer",
	"l'article 1er et l'article 2, alinéa 2",
	"l'annexe 1 et les articles 1 et 2",
	"le XXe siècle, le XX e siècle et le Titre XX",
	"un cabinet à rayons X dans les locaux",
	"Petite enfance ........ 12",
	"N-1 et N+1",
	"par exemple : la crèche",
	"d'éventuels partenaires (Département, éventuels bailleurs sociaux du territoire)",
	"l'annexe énumérée et les 4 annexes du Cpog",
	"le comité de pilotage se réunit deux fois par an et dresse un bilan une fois par an",
	"le comité de pilotage publie un bilan une fois par an",
	"le comité technique se réunit une fois par an",
	"2 agents de la Caf et 3 agents de la commune tiennent l'accueil",
	"le comité de pilotage réunit 3 représentants de la Caf et trois de la commune",
	"le comité technique réunit 3 représentants de la Caf et 2 de la commune",
	"la politique de la Ville et la Commune",
])("nothing is found in: %s", (text) => expect(said(text)).toEqual([]));

it("one paragraph makes one finding of all that is left in it (R5)", () => {
	const [finding] = findingsOf({ nodes: lines("XXX familles, soit x % de XXXX, en XXX") });
	expect(finding?.message).toBe(typeset("« XXX », « x % » et « XXXX » restent à remplacer par le texte définitif."));
});

it("the same fault twice is one finding", () => {
	expect(findingsOf({ nodes: lines("en AAAA", "en AAAA") })).toHaveLength(1);
});

it("the guidance of the model, copied (R6)", () => {
	const sections = { guidance: "Décrire les interventions de l'année." };
	expect(said("décrire les interventions de l’année", { sections })).toEqual([
		"R6 blocking décrire les interventions de l’année",
	]);
});

it("an example may be kept as it stands (R6)", () => {
	expect(said("La commune", { sections: { example: ["La commune"] } })).toEqual([]);
});

describe("a locked reference (R4)", () => {
	const due = build.field("plan", { type: "date", rule: { after: "debut", min: 1, max: 1 } });
	const cites = (text: string, ...more: Parameters<typeof paragraph>[1][]) =>
		findingsOf({ clauses: [paragraph("p", text, ...more)], fields: [due], values: { plan: "2025-06-30" } }).map(brief);
	it.each([
		["figure en annexe 1", []],
		["figure en annexe 2", ["R4 blocking clause p"]],
		["prévu à l'article 3", ["R4 warning clause p"]],
	])("%s", (text, expected) => expect(cites(text)).toEqual(expected));
	it("announced for a later year is a warning", () => {
		expect(cites("figurera en annexe 2 au ", build.blank("plan"))).toEqual(["R4 warning clause p"]);
	});
});

describe("a list that is promised (R7)", () => {
	it.each<[string, Block[], string[]]>([
		["by a clause before an item", [paragraph("p", "tels que :"), build.list(build.item("a"))], []],
		["before nothing", [paragraph("p", "tels que :")], ["R7 warning clause p"]],
		["before another sentence", [paragraph("p", "tels que :"), paragraph("q", "Elle")], ["R7 warning clause p"]],
		["before the sentence's end", [paragraph("p", "tels que :"), paragraph("q", "la crèche")], []],
		["as “ce qui suit”", [paragraph("p", "Il est convenu ce qui suit :")], []],
	])("%s", (_, clauses, expected) => expect(findingsOf({ clauses }).map(brief)).toEqual(expected));

	it.each<[string, Node[], string[]]>([
		["by a free text, at its end", lines("Les actions :"), ["R7 blocking section libre"]],
		["before a list", [...lines("Les actions :"), list("une")], []],
		["before a paragraph", lines("Les actions :", "la crèche"), []],
		["before an empty paragraph", lines("notamment\u00A0:", " "), ["R7 blocking section libre"]],
	])("%s", (_, nodes, expected) => expect(findingsOf({ nodes }).map(brief)).toEqual(expected));
});

describe("the steering committee (R11)", () => {
	const title = "Modalités de pilotage";
	it.each<[string, Node[], string | null]>([
		["3 and 2", lines("3 représentants de la Caf et 2 de la commune"), "3 représentants de la Caf"],
		["two and four", lines("deux élus de la commune, quatre membres de la Caf"), "quatre membres de la Caf"],
		["3 and 2 in a list", [list("3 représentants de la Caf", "2 élus de la ville")], "3 représentants de la Caf"],
		["3 and 2 + 1", [list("3 membres de la Caf", "2 élus de la ville", "1 agent de la ville")], null],
		["with guests", [list("3 membres de la Caf", "3 élus de la ville", "2 de la Caf à titre consultatif")], null],
		["one side only", lines("3 représentants de la Caf"), null],
		["once a year", lines("Le comité se réunit une fois par an."), "une fois par an"],
		["each year", lines("Il se réunit tous les ans."), "tous les ans"],
		["twice a year", lines("Il se réunit une fois par semestre."), null],
	])("%s", (_, nodes, quote) => {
		expect(findingsOf({ nodes, title }).map(({ rule, where }) => [rule, where.quote])).toEqual(
			quote === null ? [] : [["R11", quote]],
		);
	});
});

describe("a name spelt two ways (R13)", () => {
	const fields = ["maire", "chef"].map((key) => build.field(key, { type: "person" }));
	const values = { maire: "Monsieur Hervé Stassinou", chef: "Inès VASSEUR" };
	it.each([
		["Hervé Stassinos, maire", ["Hervé Stassinos"]],
		["M. Stassinos", ["Stassinos"]],
		["Hervé STASSINOU et Ines Vasseur", []],
		["Madame Vassaur", ["Vassaur"]],
		["Vassaur", []],
		["Hervé Martin et Inès Vidal", []],
		["la commune de Lys-les-Lannoy", ["Lys-les-Lannoy"]],
		["LYS LEZ LANNOY et Lille", []],
	])("%s", (text, quotes) =>
		expect(said(text, { fields, values })).toEqual(quotes.map((each) => `R13 warning ${each}`)),
	);

	it("in two fields", () => {
		const found = findingsOf({ fields, values: { maire: "Hervé Stassinou", chef: "Hervé Stassinos" } });
		expect(found.map(brief)).toEqual(["R13 warning field chef"]);
	});
});

describe("a field (R5, R8, R10)", () => {
	const end = build.field("fin", { type: "year", rule: { after: "debut", min: 0, max: 4 } });
	const due = build.field("plan", { type: "date", rule: { after: "debut", min: 1, max: 1 } });
	it.each([
		[end, "2028", []],
		[end, "2029", ["R8 blocking field fin"]],
		[end, "28", ["R5 blocking field fin"]],
		[end, " ", ["R5 blocking field fin"]],
		[due, "2025-12-31", []],
		[due, "2026-01-01", ["R10 blocking field plan"]],
		[due, "JJ/MM/AAAA", ["R5 blocking field plan"]],
		[build.field("lieu"), "XXXX", ["R5 blocking field lieu"]],
		[build.field("lieu", { required: false }), "", []],
	])("%o as %j", (field, value, expected) => {
		const values = { debut: "2024-01-01", [field.key]: value };
		expect(findingsOf({ fields: [field], values }).map(brief)).toEqual(expected);
	});
});

describe("a table with an empty row (R26)", () => {
	it.each<[string, Node[], string[]]>([
		["none", [table(["a", ""], ["", "b"])], []],
		[
			"one",
			[table(["a", "b"], ["", " "])],
			["La ligne 2 de ce tableau est vide. Remplissez ou retirez ce qui est vide."],
		],
		["all", [table([""], [""])], ["Ce tableau n’a que des lignes vides. Remplissez ou retirez ce qui est vide."]],
	])("%s", (_, nodes, expected) => expect(findingsOf({ nodes }).map(({ message }) => message)).toEqual(expected));
});

it("a text with a party that nobody signs for (R12)", () => {
	const model = build.model([build.part("parties", null)]);
	const structure = { parties: [build.party("caf", "caf", ["Le Directeur"])] };
	expect(find(model, build.state({ structure })).map(brief)).toEqual(["R12 blocking part parties"]);
	const mute = { parties: parties.map((party) => ({ ...party, signatories: [] })) };
	expect(find(model, build.state({ structure: mute }))).toHaveLength(2);
});

it("a man under a title that is said of women, and no woman under one of men (R12)", () => {
	const model = build.model([build.part("parties", null)]);
	const of = (title: string, name: string) => {
		const caf = build.party("caf", "caf", [{ title, name }]);
		const found = find(model, build.state({ structure: { parties: [caf, parties[1] as Party] } }));
		return found.filter(({ rule }) => rule === "R12").map(brief);
	};
	expect(of("La Directrice Générale", "M. Jean Petit")).toEqual(["R12 warning field signataire.caf-1"]);
	expect(of("La Directrice Générale", "Mme Jeanne Petit")).toEqual([]);
	expect(of("Le Maire", "Madame Carole Dubois")).toEqual([]);
});

const VALUES = { date: "2024-01-01", year: "2024", number: "3", percent: "3", amount: "3", text: "Lieu", person: "" };
const PEOPLE = ["Audrey Mathon", "Hervé Stassinou", "Inès Vasseur"];

const signed = (party: Party): Party => ({
	...party,
	signatories: party.signatories.map((signatory) => ({ ...signatory, name: "Audrey Mathon" })),
});

/** Filled as a careful clerk would, after the seeds. */
function wellFilled(model: Model): State {
	const { structure } = build.state({ structure: { parties: parties.map(signed) } });
	const persons = fieldsOf(model, structure).filter(({ type }) => type === "person");
	const fields = Object.fromEntries([
		...fieldsOf(model, structure).map(({ key, type }) => [key, VALUES[type]]),
		...persons.map(({ key }, index) => [key, PEOPLE[index]]),
		["plan.echeance", "2025-06-30"],
	]);
	const prose = lines(
		"Sur le territoire de Lys-lez-Lannoy, la Caf accompagne 1 684 allocataires, soit 2,3 % du département.",
		"La Commune gère une crèche et deux accueils de loisirs, décrits en annexe 1 et à l'article 3.",
	);
	const sections = Object.fromEntries(
		sectionsOf(model, structure).map(({ id, cell }) => [
			id,
			cell ? lines("La commune") : [...prose, list("la crèche")],
		]),
	);
	return { fields, sections, structure };
}

const modelNamed = (id: string) => models.find((model) => model.id === id) as Model;
const ctg = modelNamed("ctg-2024");
const acte = modelNamed("acte-engagement-ctg");

describe("the models", () => {
	it("a CTG filled with care keeps the faults of its own clauses alone", () => {
		expect(find(ctg, wellFilled(ctg)).map(brief)).toEqual([
			"R14 warning clause article-3.p1",
			"R4 warning clause article-5.p2",
		]);
	});

	it("the CTG's article 5 announces three annexes", () => {
		const found = find(ctg, wellFilled(ctg)).find(({ rule }) => rule === "R4");
		expect(found?.message).toContain("les annexes 4, 5 et 6");
	});

	it("the CTG says Collectivité and ville for Commune", () => {
		const found = find(ctg, wellFilled(ctg)).find(({ rule }) => rule === "R14");
		expect(found?.message).toContain(
			typeset("« la Commune » et dit aussi « la Collectivité » ou « la ville », en 14 endroits"),
		);
		expect(found?.title).toBe(typeset("« Commune », « Collectivité » et « Ville »"));
		expect(found?.also).toHaveLength(13);
	});

	it("an acte d'engagement filled with care has no fault", () => {
		expect(find(acte, wellFilled(acte)).map(brief)).toEqual([]);
	});

	it.each([
		[ctg, "article-4", ["R7 blocking clause article-4.p1", "R5 blocking section article-4"]],
		[ctg, "annexe-1", ["R7 blocking part annexe-1", "R5 blocking section annexe-1"]],
		[ctg, "annexe-3", []],
		[acte, "annexe-4", []],
	])("%o without its %s", (model, id, expected) => {
		const state = wellFilled(model);
		const { [id]: _, ...sections } = state.sections;
		const found = find(model, { ...state, sections }).filter(({ where }) => where.part === id);
		expect(found.map(brief)).toEqual(expected);
	});

	it("the acte's list of structures, left empty, is a bare title", () => {
		const state = wellFilled(acte);
		const sections = Object.fromEntries(Object.entries(state.sections).filter(([id]) => !id.startsWith("annexe-1-")));
		expect(find(acte, { ...state, sections }).map(brief)).toEqual([
			"R7 blocking part annexe-1",
			"R26 warning section annexe-1-structures/ligne-1/0",
		]);
	});

	it.each([ctg, acte])("$id, new, says all in French typography, once and in reading order", (model) => {
		const state = build.state({ structure: { parties } });
		const found = find(model, state);
		expect(new Set(found.map((finding) => JSON.stringify(finding))).size).toBe(found.length);
		for (const { message, title } of found) {
			expect(typeset(message)).toBe(message);
			expect(typeset(title)).toBe(title);
			expect(title.length).toBeLessThan(45);
		}
		const order = model.parts.map(({ id }) => id);
		const ranks = found.map(({ where }) => order.indexOf(where.part));
		expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
	});
});

const words = fc.oneof(
	fc.string(),
	fc.constantFrom(
		"annexe 9",
		"articles 2 à",
		"XXXX",
		"tels que :",
		"Stassinos",
		"Exemple :",
		"les 9 annexes.",
		"3 élus de la Caf",
	),
);
const nodes = fc.letrec<{ node: Node }>((tie) => ({
	node: fc.record(
		{
			type: fc.constantFrom(
				"paragraph",
				"heading",
				"bulletList",
				"listItem",
				"table",
				"tableRow",
				"tableCell",
				"text",
				"?",
			),
			text: words,
			content: fc.array(tie("node"), { maxLength: 4 }),
			attrs: fc.dictionary(fc.string(), fc.anything()),
		},
		{ requiredKeys: ["type"] },
	) as fc.Arbitrary<Node>,
})).node;

it.each([ctg, acte])("$id never makes the controls throw, whatever its sections and fields hold", (model) => {
	const filled = wellFilled(model);
	const content = fc.array(nodes, { maxLength: 5 });
	const places = fc.tuple(fc.constantFrom(...Object.keys(filled.sections)), content);
	const values = fc.tuple(fc.constantFrom(...Object.keys(filled.fields)), words);
	fc.assert(
		fc.property(fc.array(places), fc.array(values), (sections, fields) => {
			const state: State = {
				...filled,
				sections: { ...filled.sections, ...Object.fromEntries(sections) },
				fields: { ...filled.fields, ...Object.fromEntries(fields) },
			};
			const text = assemble(model, state);
			const found = controls(text, state, model);
			for (const { rule, title } of found) expect([RULES[rule], title].every(Boolean)).toBe(true);
			expect(controls(structuredClone(text), state, model)).toEqual(found);
		}),
		{ numRuns: 40 },
	);
});

it.each([" ", "a", ".", "article 5 ", "annexes 1, ", ": ", "(", "Xx", "les 3 ", "« "])(
	"a hundred thousand characters of %j take no more than an ordinary text does",
	(piece) => {
		const start = performance.now();
		findingsOf({ nodes: lines(`${piece.repeat(100_000 / piece.length)}1 fin`) });
		expect(performance.now() - start).toBeLessThan(1000);
	},
);
