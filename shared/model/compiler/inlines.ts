import type { PhrasingContent } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import { toString as plainText } from "mdast-util-to-string";
import type { ComputedName, Inline, Mark, PartyText } from "../model.ts";
import { type Compilation, refuse } from "./compilation.ts";

const partyTexts: Record<string, PartyText> = {
	nom: "name",
	désignation: "designation",
	"de la ville": "ofTown",
	alias: "alias",
	signataires: "signatories",
	représentée: "represented",
	dénommée: "named",
	autorisés: "authorised",
	assemblée: "council",
	"assemblée nommée": "namedCouncil",
};
const computed: Record<string, ComputedName> = { pages: "pages", annexes: "annexes" };

/** The inlines of a clause, spaces as Markdown reads them, and the id its author gave at the end: `{#article-5.echeance}`. */
export function readInlines(
	nodes: PhrasingContent[],
	compilation: Compilation,
): { content: Inline[]; id: string | null } {
	const { content, id } = takeId(trim(join(nodes.flatMap((node) => inlineOf(node, [], compilation)))));
	const text = content.map((inline) => (inline.type === "text" ? inline.text : " ")).join("");
	const at = nodes[0];
	if (at !== undefined) refuseLeftovers(text, at, compilation);
	return { content, id };
}

/** Text that Markdown did not take for what its author meant: the parser keeps a wrong directive as words of the convention. */
function refuseLeftovers(text: string, at: PhrasingContent, compilation: Compilation): void {
	const note = /\[\^([^\]]*)\]/.exec(text)?.[1];
	if (note !== undefined) {
		refuse(compilation, at, `La note « ${note} » n'est définie nulle part. Ajoutez une ligne « [^${note}]: ... ».`);
	}
	if (/[{}]|::/.test(text)) {
		refuse(compilation, at, "Une directive est mal écrite ici. Vérifiez deux-points, crochets et accolades.");
	}
}

function inlineOf(node: PhrasingContent, marks: Mark[], compilation: Compilation): Inline[] {
	const within = (mark: Mark, children: PhrasingContent[]) =>
		children.flatMap((child) => inlineOf(child, [...marks, mark], compilation));
	switch (node.type) {
		case "text":
			return [{ type: "text", text: node.value.replace(/[ \t\r\n]+/g, " "), marks }];
		case "strong":
			return within("bold", node.children);
		case "emphasis":
			return within("italic", node.children);
		case "break":
			return [{ type: "break" }];
		case "footnoteReference":
			compilation.notes.add(node.identifier);
			return [{ type: "note", id: noteId(node.identifier) }];
		case "textDirective":
			if (marks.length > 0 && node.name !== "exposant") {
				refuse(
					compilation,
					node,
					`« :${node.name} » ne se met pas en gras ni en italique. Sortez-la de la mise en forme.`,
				);
			}
			return node.name === "exposant" ? within("superscript", node.children) : directiveOf(node, compilation);
		default:
			refuse(compilation, node, `Une clause ne contient pas de « ${node.type} ». Gardez texte, gras et italique.`);
			return [];
	}
}

export const noteId = (identifier: string) => `note-${identifier}`;

function directiveOf(node: TextDirective, compilation: Compilation): Inline[] {
	const word = plainText(node);
	if (node.name === "champ") return fieldOf(node, word, "whole", compilation);
	if (node.name === "année") return fieldOf(node, word, "year", compilation);
	if (node.name === "partie") {
		const what = chosen(partyTexts, word, node, compilation);
		return what === undefined ? [] : [{ type: "party", what }];
	}
	if (node.name === "nombre") {
		const name = chosen(computed, word, node, compilation);
		return name === undefined ? [] : [{ type: "computed", name }];
	}
	return [];
}

function fieldOf(node: TextDirective, key: string, part: "whole" | "year", compilation: Compilation): Inline[] {
	compilation.shown.add(key);
	const declared = compilation.header.fields.find(({ value }) => value.key === key);
	if (declared === undefined) {
		refuse(compilation, node, `Le champ « ${key} » n'est pas déclaré. Déclarez-le dans « champs », dans l'en-tête.`);
	} else if (part === "year" && !["date", "year"].includes(declared.value.type)) {
		refuse(compilation, node, `Le champ « ${key} » n'a pas d'année. Écrivez « :champ[${key}] ».`);
	}
	return [{ type: "field", key, part }];
}

function chosen<T>(
	words: Record<string, T>,
	word: string,
	node: TextDirective,
	compilation: Compilation,
): T | undefined {
	if (Object.hasOwn(words, word)) return words[word];
	const known = Object.keys(words).join(", ");
	refuse(compilation, node, `« :${node.name}[${word}] » est inconnu. Choisissez entre crochets parmi : ${known}.`);
	return undefined;
}

/** One text where several stood side by side with the same marks. */
function join(inlines: Inline[]): Inline[] {
	const joined: Inline[] = [];
	for (const inline of inlines) {
		const last = joined.at(-1);
		const same = last?.type === "text" && inline.type === "text" && last.marks.join() === inline.marks.join();
		if (same) joined[joined.length - 1] = { ...last, text: last.text + inline.text };
		else joined.push(inline);
	}
	return joined;
}

/** Without spaces at the ends of lines, which Markdown does not read. */
function trim(inlines: Inline[]): Inline[] {
	const edge = (at: number) => inlines[at] === undefined || inlines[at].type === "break";
	const trimmed = inlines.map((inline, at) => {
		if (inline.type !== "text") return inline;
		const start = edge(at - 1) ? inline.text.trimStart() : inline.text;
		return { ...inline, text: edge(at + 1) ? start.trimEnd() : start };
	});
	return trimmed.filter((inline) => inline.type !== "text" || inline.text !== "");
}

function takeId(content: Inline[]): { content: Inline[]; id: string | null } {
	const last = content.at(-1);
	const found = last?.type === "text" ? /^(.*?)\s*\{#([a-z0-9][a-z0-9.-]*)\}$/.exec(last.text) : null;
	if (last?.type !== "text" || found?.[1] === undefined || found[2] === undefined) return { content, id: null };
	return { content: trim([...content.slice(0, -1), { ...last, text: found[1] }]), id: found[2] };
}
