import type { Nodes, Paragraph, Root } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import { toString as plainText } from "mdast-util-to-string";
import type { PartyTemplate } from "../model.ts";
import { type Compilation, refuse } from "./compilation.ts";
import { lates, owners } from "./header.ts";
import { nodesOf } from "./parse.ts";

export type Directive = TextDirective | LeafDirective | ContainerDirective;

interface Attribute {
	pattern: RegExp;
	/** What the author may write, for the error. */
	expected: string;
	required: boolean;
}

/** The words a model's author uses for the sides of a convention. */
export const sides: Record<string, PartyTemplate["side"]> = { caf: "caf", commune: "commune", autre: "other" };

const oneOf = (words: Record<string, unknown>): Attribute => ({
	pattern: new RegExp(`^(${Object.keys(words).join("|")})$`),
	expected: Object.keys(words).join(", "),
	required: true,
});

const id: Attribute = { pattern: /^[a-z0-9][a-z0-9-]*$/, expected: "minuscules, chiffres, tirets", required: true };
const flag: Attribute = { pattern: /^$/, expected: "aucune, le mot suffit", required: false };
const count: Attribute = { pattern: /^\d{1,2}$/, expected: "un nombre de 0 à 99", required: true };
const connu = { ...oneOf(lates), required: false };
const section = { id: { ...id, required: false }, rédacteur: oneOf(owners), facultatif: flag, connu };

/** Every directive a model may use, by its colons and name, with its attributes. */
const directives: Record<string, Record<string, Attribute>> = {
	/* In a clause. */
	// :champ[convention.debut] shows a field that the front matter declares; :année[...] shows only its year.
	":champ": {},
	":année": {},
	// :partie[nom], :partie[signataires], :partie[autorisés]: the party at hand, within :::partie and :::assemblées.
	":partie": {},
	// :nombre[pages], :nombre[annexes]: counted when the text is assembled.
	":nombre": {},
	// 1:exposant[er]
	":exposant": {},

	/* Between clauses. */
	// A free section: its label in brackets, then its guidance; its example as a quotation (>). One that is `connu` at the
	// délibération is not written: each body that deliberates brings it as a file.
	"::libre": section,
	":::libre": section,
	// A list of which the parties choose each item that holds no other list.
	":::au-choix": {},
	// Wordings of which the parties choose one; `initiale` is that of a new convention.
	":::variantes": { id, initiale: id },
	":::variante": { id },
	// "Entre ... et ...": one template for each side.
	":::parties": {},
	":::partie": { côté: oneOf(sides) },
	// What stands once for each party that deliberates: the visa of its délibération, whose date is `connu` by it alone.
	":::assemblées": {},
	// A table of two columns: the label of a row on its left, what it holds on its right; `titres` is a row of headers.
	":::fiche": { id },
	":::titres": {},
	":::ligne": {},
	// A table whose rows the parties add: a row over all columns as label, then the row of headers.
	":::lignes-libres": { id, rédacteur: oneOf(owners), lignes: count },
	"::sommaire": {},
	"::logos": {},
	"::signatures": {},
};

const colons = { textDirective: ":", leafDirective: "::", containerDirective: ":::" };

function isDirective(node: Nodes): node is Directive {
	return node.type in colons;
}

/** `:champ`, `::libre`, `:::variantes`: how the author writes it, whatever the number of colons around a container. */
export const nameOf = (node: Directive) => colons[node.type] + node.name;

export const isKnown = (node: Directive) => Object.hasOwn(directives, nameOf(node));

/** Refuses every directive that is unknown, or whose attributes are unknown, missing or wrong. */
export function checkDirectives(root: Root, compilation: Compilation): void {
	const nodes = [...nodesOf(root)].filter(isDirective);
	for (const node of nodes) checkDirective(node, compilation);
	const councils = within(":::assemblées", nodes);
	const inside = new Set([...within(":::partie", nodes), ...councils]);
	for (const node of nodes.filter((node) => nameOf(node) === ":partie" && !inside.has(node))) {
		const where = "seulement dans « :::partie » ou « :::assemblées »";
		refuse(compilation, node, `« :partie » ne désigne personne ici. Employez-la ${where}.`);
	}
	const ofCouncils = compilation.header.fields.filter(({ value }) => value.late === "deliberation");
	const keys = new Set(ofCouncils.map(({ value }) => value.key));
	for (const node of nodes.filter((node) => isOfField(node, keys) && !councils.has(node))) {
		const message = `Le champ « ${plainText(node)} » est connu par chaque délibération. Montrez-le dans « :::assemblées ».`;
		refuse(compilation, node, message);
	}
}

function within(name: string, nodes: Directive[]): Set<Nodes> {
	return new Set(nodes.filter((node) => nameOf(node) === name).flatMap((node) => [...nodesOf(node)]));
}

const isOfField = (node: Directive, keys: Set<string>) =>
	[":champ", ":année"].includes(nameOf(node)) && keys.has(plainText(node));

function checkDirective(node: Directive, compilation: Compilation): void {
	const known = directives[nameOf(node)];
	if (known === undefined) {
		const names = Object.keys(directives).join(", ");
		refuse(compilation, node, `La directive « ${nameOf(node)} » est inconnue. Choisissez parmi : ${names}.`);
		return;
	}
	const given = node.attributes ?? {};
	for (const name of Object.keys(given)) {
		if (Object.hasOwn(known, name)) continue;
		refuse(compilation, node, `« ${nameOf(node)} » n'a pas d'attribut « ${name} ». Retirez-le.`);
	}
	for (const [name, { pattern, expected, required }] of Object.entries(known)) {
		const value = given[name] ?? undefined;
		if (value === undefined ? !required : pattern.test(value)) continue;
		refuse(compilation, node, `« ${nameOf(node)} » demande pour « ${name} » : ${expected}. Corrigez cette valeur.`);
	}
}

/** What stands in brackets after the name of a block directive, and the blocks it holds. */
export function partsOf(node: LeafDirective | ContainerDirective): {
	label: Paragraph["children"];
	body: ContainerDirective["children"];
} {
	if (node.type === "leafDirective") return { label: node.children, body: [] };
	const [first, ...rest] = node.children;
	if (first?.type === "paragraph" && isLabel(first)) return { label: first.children, body: rest };
	return { label: [], body: node.children };
}

/** The name that a block directive bears in brackets, in plain text; refuses one that has none, or has more than text. */
export function labelOf(node: LeafDirective | ContainerDirective, compilation: Compilation): string {
	const { label } = partsOf(node);
	const [only, ...rest] = label;
	if (only?.type === "text" && rest.length === 0) return only.value;
	refuse(compilation, node, `« ${nameOf(node)} » demande un nom, en texte simple. Écrivez-le entre crochets.`);
	return "";
}

function isLabel(paragraph: Paragraph): boolean {
	return (paragraph.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
}
