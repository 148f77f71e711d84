import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cellSection, growingTables, sectionsOf } from "../../shared/convention/writable.ts";
import { clausesOf, describe as describeModel } from "../../shared/model/clauses.ts";
import { compile } from "../../shared/model/compiler/compile.ts";
import type { CompileError } from "../../shared/model/compiler/error.ts";
import type { Model } from "../../shared/model/model.ts";
import { walk } from "../../shared/model/walk.ts";

const root = join(import.meta.dirname, "../..");

function compiled(source: string, file: string): Model {
	const result = compile(source, file);
	if (Array.isArray(result)) throw new Error(result.map(({ line, message }) => `${line}: ${message}`).join("\n"));
	return result;
}

const sourceOf = (id: string) => readFileSync(join(root, `shared/model/${id}.md`), "utf8");
const modelFrom = (id: string) => compiled(sourceOf(id), `shared/model/${id}.md`);
/** What the convention that a model was drawn from says, a text to a line, people and towns invented. */
const seedOf = (id: string) =>
	readFileSync(join(import.meta.dirname, `seeds/${id}.txt`), "utf8")
		.trim()
		.split("\n");

const ctg = modelFrom("ctg-2024");
const acte = modelFrom("acte-engagement-ctg");

/** Lines of a seed that are no locked text: guidance (R6), what the parties write, what is made from the parties. */
const notLocked: Record<string, string[]> = {
	"ctg-2024": [
		"Logo de la commune :",
		"(et autres partenaires financeurs/décideurs éventuels, en particulier la MSA)",
		"Vu la délibération (citer le ou les signataire(s) supplémentaire(s) éventuel(s)).",
		"Partie libre pour décrire les interventions de la Caf sur le territoire.",
		"Exemple :",
		"Sur le territoire de XXXX, les services de la Caf accompagnent XXX allocataires soit x% de l'échelle la plus pertinente (département ou EPCI).",
		"Par ailleurs, en 20xx, X gestionnaires représentant X équipements sociaux de proximité sont financés au titre de l'action sociale, c'est-à-dire X % des équipements financés de l'échelle la plus pertinente (département ou EPCI).",
		"La Caf investit au total X % de son budget d'action sociale sur le territoire de XXX (selon pertinence).",
		"La Caf du Nord",
		"La Collectivité",
		"La Directrice Générale,",
		"La Présidente du conseil d'administration,",
		"Le Maire de la Commune ...",
		"Anne EXEMPLE",
		"Claire EXEMPLE",
		"+ autres signataires éventuels",
		"OU",
		"PROJET",
	],
	"acte-engagement-ctg": [
		"L'accueil et l'organisation d'actions en direction de l'enfance, l'éducation, la jeunesse le sport et les équipements appropriés",
		"Telles que :",
		"le multi-accueil et la ludothèque,",
		"l'accueil de loisirs ALSH pour l'extrascolaire et le périscolaire,",
		"et les actions du service municipal sports et jeunesse pour les adolescents pour l'extrascolaire et le périscolaire.",
		"La Caf",
		"La commune",
		"Le Directeur Jean EXEMPLE",
		"Le Maire de Valbrune Paul EXEMPLE",
		"EAJE",
		"LAEP",
		"RAM",
		"ALSH",
		"LUDOTHEQUE",
		"Les coordonnateurs enfance-jeunesse",
		"Les travaux s'appuieront sur :",
		"Le référentiel métier annexé à l'acte d'engagement",
		"Les enjeux partagés issus du diagnostic du territoire CTG",
	],
};

/** Words of a seed that the model says otherwise: guidance within a sentence, a year in a title, a blank to name. */
const reworded: Record<string, [string, string][]> = {
	"ctg-2024": [[" (*N+4 au maximum*)", ""]],
	"acte-engagement-ctg": [
		["CALENDRIER 2022", "CALENDRIER"],
		["COLLECTIVITE LOCALE SIGNATAIRE", "COLLECTIVITE LOCALE SIGNATAIRE : Valbrune"],
	],
};

/** Clauses that the seed does not say: one has no sommaire, though it speaks of it (R2). */
const added: Record<string, string[]> = {
	"ctg-2024": [],
	"acte-engagement-ctg": ["sommaire"],
};

/** Seeds set the titles of articles in capitals, without accents, and one of them without its first word. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const titleLine = /^(?:article |(annexe) )?(\d+)(?: [-–:]) (.+)$/i;

function asTitle(line: string): string | null {
	const [, annex, number, title] = titleLine.exec(line) ?? [];
	return number === undefined ? null : plain(`${annex ? "Annexe" : "Article"} ${number} : ${title}`);
}

/** Lines of clauses, as patterns in which a blank stands for any value, or for none yet. */
function patternsOf(model: Model): { id: string; pattern: RegExp; title: string }[] {
	const lines = clausesOf(model).flatMap(({ id, text }) => text.split("\n").map((line) => ({ id, line })));
	return lines.map(({ id, line }) => {
		const words = line.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
		return { id, pattern: new RegExp(`^${words.join("(?:.+)?").replace(/ (?=\(\?:|$)/g, " ?")}$`), title: plain(line) };
	});
}

/** A line of the seed as the model corrects and rewords it. */
function corrected(line: string, model: Model): string {
	const corrections = model.corrections.map(({ wrong, right }): [string, string] => [wrong, right]);
	const changes = [...corrections, ...(reworded[model.id] ?? [])];
	return changes.reduce((text, [from, to]) => text.replace(from, to), line);
}

describe.each([ctg, acte])("the seed of $id", (model) => {
	const patterns = patternsOf(model);
	const free = notLocked[model.id] ?? [];
	const lines = seedOf(model.id).map((line) => ({ line, right: corrected(line, model) }));
	const says = ({ pattern, title }: (typeof patterns)[number], line: string) =>
		pattern.test(line) || title === asTitle(line) || title === plain(line);

	it("is said in full, but for what is free", () => {
		const locked = lines.filter(({ line }) => !free.includes(line));
		const missing = locked.filter(({ right }) => !patterns.some((pattern) => says(pattern, right)));
		expect(missing.map(({ line }) => line)).toEqual([]);
	});

	it("says every clause: none is invented", () => {
		const invented = patterns.filter((pattern) => !lines.some(({ right }) => says(pattern, right)));
		expect(invented.map(({ id }) => id)).toEqual(added[model.id]);
	});

	it("has no guidance among its clauses", () => {
		const texts = clausesOf(model).flatMap(({ text }) => text.split("\n"));
		expect(free.filter((line) => texts.includes(line))).toEqual([]);
	});

	it("is corrected only where it says what the correction lists", () => {
		const text = lines.map(({ line }) => line).join("\n");
		for (const { wrong } of model.corrections) expect(text).toContain(wrong);
	});
});

describe("the Ctg", () => {
	it("has 15 articles and 3 annexes, titled as its sommaire does", () => {
		expect(numbersOf(ctg, "article")).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
		expect(numbersOf(ctg, "annex")).toEqual([1, 2, 3]);
		expect(partOf(ctg, "article-8").title).toBe("Echanges de données");
	});

	it("leaves free what its parties write, each on its side", () => {
		const owners = ctg.sections.map(({ id, owner, required }) => [id, owner, required]);
		expect(owners).toEqual([
			["visas", "all", false],
			["article-2", "caf", true],
			["article-3", "commune", true],
			["article-4", "all", true],
			["annexe-1", "all", true],
			["annexe-2", "all", true],
			["annexe-3", "commune", true],
		]);
	});

	it("keeps guidance and example beside the text (R6)", () => {
		const section = ctg.sections.find(({ id }) => id === "article-2");
		expect(section?.guidance).toBe("Partie libre pour décrire les interventions de la Caf sur le territoire.");
		expect(section?.example).toHaveLength(3);
	});

	it("counts its end and its plan d'actions from its start (R8, R10)", () => {
		const rules = Object.fromEntries(ctg.fields.map(({ key, rule }) => [key, rule]));
		expect(rules["convention.fin"]).toEqual({ after: "convention.debut", min: 0, max: 4 });
		expect(rules["plan.echeance"]).toEqual({ after: "convention.debut", min: 1, max: 1 });
	});

	it("leaves the choice of each item of article 5 that holds no other", () => {
		const items = [...walk(partOf(ctg, "article-5").blocks)].flatMap((block) =>
			block.type === "list" ? block.items : [],
		);
		expect(items.filter(({ optional }) => optional).map(({ id }) => id)).toHaveLength(10);
		expect(items.every(({ optional, blocks }) => optional === (blocks.length === 0))).toBe(true);
		expect(items.map(({ id }) => id)).toContain("article-5.logement");
	});

	it("offers two wordings of its annexe 2", () => {
		const [variants] = partOf(ctg, "annexe-2").blocks;
		if (variants?.type !== "variants") throw new Error("no variants");
		expect(variants.initial).toBe("projet");
		expect(variants.variants.map(({ id }) => id)).toEqual(["propre", "projet"]);
	});

	it("has a template for each side of the parties", () => {
		const block = partOf(ctg, "parties").blocks.find(({ type }) => type === "parties");
		expect(block?.type === "parties" && block.templates.map(({ side }) => side)).toEqual(["caf", "commune", "other"]);
	});
});

describe("the acte d'engagement", () => {
	it("has 14 articles, 4 annexes and a footnote (R27)", () => {
		expect(numbersOf(acte, "article")).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
		expect(numbersOf(acte, "annex")).toEqual([1, 2, 3, 4]);
		expect(acte.notes.map(({ id }) => id)).toEqual(["note-reference"]);
	});

	it("lists structures in a table whose rows the commune adds (R26)", () => {
		const [table] = growingTables(acte);
		expect(table?.growing.columns).toEqual(["Type de structure", "Nom et adresse de la structure"]);
		expect(table?.growing.owner).toBe("commune");
		expect(table?.growing.initial).toHaveLength(6);
		expect(table?.rows.map(({ cells }) => cells.map(({ colspan }) => colspan))).toEqual([[2], [1, 1]]);
	});

	it("counts the cells of added rows and of the fiche action among its free sections", () => {
		const structure = {
			phase: "drafting" as const,
			parties: [],
			options: {},
			variants: {},
			rows: {},
			files: {},
			logos: {},
		};
		const sections = sectionsOf(acte, structure);
		const cells = sections.filter(({ cell }) => cell).map(({ id }) => id);
		expect(cells).toHaveLength(4 + 12);
		expect(cells).toContain("annexe-2-pilote");
		expect(cells).toContain(cellSection("annexe-1-structures", "ligne-1", 0));
	});
});

describe.each([ctg, acte])("$id", (model) => {
	it("gives every address once", () => {
		const ids = clausesOf(model).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it("has readable addresses", () => {
		for (const { id } of clausesOf(model)) expect(id).toMatch(/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/);
		for (const { id } of model.sections) expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
	});

	it("is described for outside programs", () => {
		const { clauses, ...description } = describeModel(model);
		expect(description).toMatchObject({ id: model.id, title: model.title, digest: model.digest });
		expect(description.fields.map((field) => Object.keys(field))[0]).toEqual(["key", "type", "owner", "required"]);
		expect(description.sections.map((section) => Object.keys(section))[0]).toEqual(["id", "owner", "required"]);
		expect(description.fields.find(({ key }) => key === "commune.deliberation")?.late).toBe("deliberation");
		expect(description.fields.find(({ key }) => key === "signature.date")?.late).toBe("signature");
		expect(description.fields.find(({ key }) => key === "signature.lieu")).not.toHaveProperty("late");
		expect(description.annexes.at(-1)).toEqual({ id: `annexe-${description.annexes.length}`, late: "deliberation" });
		expect(clauses.length).toBeGreaterThan(100);
	});

	it("has a digest that one letter changes, and ignored whitespace does not", () => {
		const source = sourceOf(model.id);
		const file = `${model.id}.md`;
		expect(model.digest).toMatch(/^[0-9a-f]{64}$/);
		expect(compiled(source.replace("mobiliser des moyens", "mobiliser des Moyens"), file).digest).not.toBe(
			model.digest,
		);
		const spaced = source.replaceAll("\n\n", "\n\n\n").replace("mobiliser des moyens", "mobiliser  des\nmoyens");
		expect(compiled(spaced, file).digest).toBe(model.digest);
		expect(compiled(source.replaceAll("\n", "\r\n"), file).digest).toBe(model.digest);
	});
});

describe("clausesOf", () => {
	const text = (model: Model, id: string) => clausesOf(model).find((clause) => clause.id === id)?.text;

	it("shows blanks, parties and counts in braces", () => {
		expect(text(ctg, "article-11.p1")).toBe(
			"La présente convention est conclue à compter du {convention.debut} jusqu'au 31 décembre {convention.fin}.",
		);
		expect(text(ctg, "parties.caf.p2")).toBe("Ci-après {partie.dénommée} « {partie.alias} » ;");
		expect(text(ctg, "signatures.p4")).toContain("{pages} pages paraphées par les parties et les {annexes} annexes");
	});

	it("lists titles, items of lists and cells", () => {
		expect(text(ctg, "article-2")).toBe("Article 2 : Les champs d'intervention de la Caf");
		expect(text(ctg, "article-2.l1")).toMatch(/^aider les familles/);
		expect(text(ctg, "preambule.l5.l2")).toMatch(/^offre d'accueil Caf/);
		expect(text(acte, "annexe-2-fiche.r1.c1")).toBe("Objectifs");
	});
});

/** A small model that compiles; tests break it line by line. */
const small = `---
id: petit
titre: Petit modèle
titre court: PM
champs:
  acte.debut: { libellé: début, type: date, rédacteur: tous }
  acte.fin: { libellé: fin, type: année, rédacteur: caf, règle: 0 à 4 ans après acte.debut }
corrections:
  - { faux: Du, juste: du }
---

# Article 1 : Objet

Conclu du :champ[acte.debut] à :année[acte.fin][^a].

- un
- deux {#article-1.deux}

[^a]: Une note.

# Article 2 : Suite

:::libre[Suite]{rédacteur=caf}
Écrire la suite.
:::

# Annexe 1 : Pièces

Rien.
`;

/** [what is wrong, words of the small model, what replaces them, line of the error, its sentence] */
const faults: [string, string, string, number, RegExp][] = [
	["a missing front matter", small.slice(0, small.indexOf("# Article 1")), "", 1, /^L'en-tête manque\. Commencez/],
	["an unreadable front matter", "titre court: PM", "titre court: [PM", 5, /^L'en-tête n'est pas du YAML lisible/],
	["a missing title", "titre: Petit modèle\n", "", 1, /« titre » manque\. Ajoutez-le/],
	["an unknown key", "titre court: PM", "titre court: PM\ntaille: 3", 5, /« taille » est inconnu\. Gardez seulement/],
	["an id that is not the file's name", "id: petit", "id: grand", 1, /Écrivez « id: petit »/],
	["a field declared twice", "acte.fin: {", "acte.debut: {", 7, /donnée deux fois .* Gardez-en une\.$/],
	["a badly written key", "  acte.fin:", "  Acte.Fin:", 7, /« Acte\.Fin » .* Renommez-la\.$/],
	["an unknown type", "type: année", "type: siècle", 7, /« type: siècle » est inconnu\. Choisissez parmi : texte,/],
	[
		"an unknown owner",
		"fin, type: année, rédacteur: caf",
		"fin, type: année, rédacteur: maire",
		7,
		/« rédacteur: maire » est inconnu/,
	],
	["an unknown rule", "0 à 4 ans après acte.debut", "plus tard", 7, /la règle « plus tard » est inconnue\. Écrivez/],
	[
		"a rule naming an unknown field",
		"après acte.debut",
		"après acte.milieu",
		7,
		/cite « acte\.milieu », .* Déclarez-le\.$/,
	],
	["a rule counting from no year", "type: date", "type: texte", 7, /compte des années\. Ne reliez/],
	[
		"a field that is not declared",
		":année[acte.fin]",
		":année[acte.fini]",
		14,
		/« acte\.fini » n'est pas déclaré\. Déclarez-le/,
	],
	["a field that is never shown", " à :année[acte.fin]", "", 7, /« acte\.fin » est déclaré mais .* Montrez-le/],
	["the year of what has none", "type: année", "type: texte", 14, /« acte\.fin » n'a pas d'année\. Écrivez/],
	["a correction that was not made", "juste: du", "juste: dû", 9, /ne dit pas « dû »/],
	[
		"a gap between articles",
		"# Article 2",
		"# Article 3",
		21,
		/« Article 3 » vient là où « Article 2 » est attendu\. Renumérotez\.$/,
	],
	["a repeated article", "# Article 2", "# Article 1", 21, /« Article 1 » vient là où « Article 2 » est attendu/],
	["a gap between annexes", "# Annexe 1", "# Annexe 2", 27, /« Annexe 2 » vient là où « Annexe 1 » est attendu/],
	[
		"an unknown title",
		"# Annexe 1 : Pièces",
		"# Annexe : Pièces",
		27,
		/Le titre « Annexe : Pièces » est inconnu\. Écrivez/,
	],
	["a field in a title", "# Annexe 1 : Pièces", "# Annexe 1 : :champ[acte.fin]", 27, /est du texte simple\. Retirez/],
	["text above the first title", "# Article 1", "Bonjour.\n\n# Article 1", 12, /précède le premier titre\. Mettez-le/],
	[
		"an id given twice",
		"- un\n",
		"- un {#article-1.deux}\n",
		17,
		/« article-1\.deux » est déjà pris\. Donnez-en un autre/,
	],
	[
		"a section given twice",
		"Rien.",
		"::libre[Pièces]{#article-2 rédacteur=caf}",
		29,
		/« article-2 » existe déjà\. Donnez/,
	],
	[
		"a section without a label",
		":::libre[Suite]",
		":::libre",
		23,
		/demande un nom, en texte simple\. Écrivez-le entre crochets\.$/,
	],
	[
		"a section without an owner",
		"{rédacteur=caf}\nÉcrire",
		"\nÉcrire",
		23,
		/demande pour « rédacteur » : caf, commune, tous/,
	],
	[
		"a section of an unknown owner",
		"{rédacteur=caf}\nÉcrire",
		"{rédacteur=maire}\nÉcrire",
		23,
		/demande pour « rédacteur » : caf, commune, tous/,
	],
	[
		"an unknown attribute",
		"{rédacteur=caf}\nÉcrire",
		"{rédacteur=caf couleur=bleu}\nÉcrire",
		23,
		/n'a pas d'attribut « couleur »\. Retirez-le\.$/,
	],
	[
		"formatted guidance",
		"Écrire la suite.",
		"Écrire **la suite**.",
		24,
		/sont du texte simple\. Retirez la mise en forme\.$/,
	],
	["an unknown directive", "Rien.", "::image", 29, /« ::image » est inconnue\. Choisissez parmi/],
	["an unknown directive in a clause", "Rien.", "Rien :lien[là].", 29, /« :lien » est inconnue\. Choisissez parmi/],
	[
		"a directive out of its place",
		"Rien.",
		":::ligne[Une]\nRien.\n:::",
		29,
		/« :::ligne » n'a pas sa place ici\. Mettez-la/,
	],
	["a party where there is none", "Rien.", "Rien, :partie[nom].", 29, /ne désigne personne ici\. Employez-la/],
	[
		"a field in bold",
		":champ[acte.debut]",
		"**:champ[acte.debut]**",
		14,
		/ne se met pas en gras ni en italique\. Sortez/,
	],
	[
		"a table with rows of its own",
		"Rien.",
		":::lignes-libres{#t rédacteur=caf lignes=1}\nRien.\n:::",
		29,
		/d'une ligne de titres\. Ne/,
	],
	["a variant that is not there", "Rien.", ":::variantes[V]{#v initiale=a}\n:::", 29, /« a » n'existe pas\. Nommez/],
	["an unknown count", "Rien.", "Rien, :nombre[lignes].", 29, /« :nombre\[lignes\] » est inconnu\. Choisissez/],
	["an unclosed directive", "suite.\n:::", "suite.", 23, /« libre » n'est pas refermée\. Ajoutez une ligne « ::: »/],
	[
		"an unclosed directive within another",
		"Rien.",
		"::::au-choix\n:::libre[A]{#a rédacteur=caf}\n- un\n::::",
		30,
		/« libre » n'est pas refermée/,
	],
	["a closing without an opening", "Rien.", "Rien.\n\n:::", 31, /mal écrite ici\. Vérifiez/],
	["a badly written directive", "Rien.", "::libre[Une]{rédacteur=caf", 29, /mal écrite ici\. Vérifiez/],
	["a footnote without a definition", "[^a]: Une note.\n", "", 14, /La note « a » n'est définie nulle part\. Ajoutez/],
	["a footnote that nothing calls", "[^a].", ".", 19, /La note « a » n'est appelée nulle part\. Appelez-la/],
	["a numbered list", "- un\n- deux {#article-1.deux}", "1. un", 16, /sont à tirets\. Remplacez/],
	["an image", "Rien.", "![](logo.png)", 29, /Une clause ne contient pas de « image »\. Gardez/],
	["raw HTML", "Rien.", "<hr>", 29, /« html » n'a pas sa place dans un modèle\. Écrivez/],
	[
		"a thing known at no known moment",
		"fin, type: année, rédacteur: caf",
		"fin, type: année, connu: demain, rédacteur: caf",
		7,
		/« connu: demain » est inconnu\. Choisissez parmi : délibération, signature\./,
	],
	[
		"a date of délibérations that stands once for all",
		"début, type: date, rédacteur: tous",
		"début, type: date, rédacteur: tous, connu: délibération",
		14,
		/Le champ « acte\.debut » est connu par chaque délibération\. Montrez-le dans « :::assemblées »\./,
	],
	[
		"a party outside of its paragraph",
		"Rien.",
		":partie[assemblée]",
		29,
		/seulement dans « :::partie » ou « :::assemblées »/,
	],
	["a misplaced heading", "Rien.", "## Rien", 29, /Ce titre n'a pas sa place ici\. Écrivez/],
];

describe("compile refuses", () => {
	const errorsOf = (source: string): CompileError[] => {
		const result = compile(source, "modeles/petit.md");
		return Array.isArray(result) ? result : [];
	};

	it("nothing of the small model", () => expect(errorsOf(small)).toEqual([]));

	it.each(faults)("%s", (_, words, replacement, line, sentence) => {
		expect(small).toContain(words);
		const errors = errorsOf(small.replace(words, () => replacement));
		const message = expect.stringMatching(sentence);
		expect(errors).toContainEqual({ file: "modeles/petit.md", line, message });
	});

	it("everything that is wrong at once", () => {
		const source = small
			.replace("type: date", "type: jour")
			.replace("Article 2", "Article 4")
			.replace("Rien.", "::image");
		expect(errorsOf(source).map(({ line }) => line)).toEqual([6, 7, 21, 29]);
	});
});

function partOf(model: Model, id: string) {
	const part = model.parts.find((one) => one.id === id);
	if (part === undefined) throw new Error(`no part ${id}`);
	return part;
}

const numbersOf = (model: Model, kind: string) =>
	model.parts.filter((part) => part.kind === kind).map((part) => part.number);
