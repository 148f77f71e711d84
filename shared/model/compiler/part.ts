import type { Heading, Root, RootContent } from "mdast";
import type { Part, PartKind } from "../model.ts";
import { readBlocks } from "./blocks.ts";
import { type Compilation, claim, refuse } from "./compilation.ts";
import { lineOf } from "./error.ts";
import { readInlines } from "./inlines.ts";
import { placeOf } from "./place.ts";

/** Titles that name a part by what it is; those that a convention does not print are null. */
const named: Record<string, { id: string; kind: PartKind; title: string | null }> = {
	Couverture: { id: "couverture", kind: "cover", title: null },
	Sommaire: { id: "sommaire", kind: "sommaire", title: "Sommaire" },
	Parties: { id: "parties", kind: "parties", title: null },
	Visas: { id: "visas", kind: "recitals", title: null },
	Préambule: { id: "preambule", kind: "preamble", title: "Préambule" },
	Signatures: { id: "signatures", kind: "closing", title: null },
};

const numbered: Record<string, { id: string; kind: PartKind }> = {
	Article: { id: "article", kind: "article" },
	Annexe: { id: "annexe", kind: "annex" },
};

/** A heading of the first level with all that follows it, up to the next. */
interface Chapter {
	heading: Heading;
	body: RootContent[];
}

/** The parts of a model; refuses text before the first, unknown titles, and gaps or repeats in their numbers. */
export function readParts(root: Root, compilation: Compilation): Part[] {
	const next: Record<string, number> = { Article: 1, Annexe: 1 };
	return chaptersOf(root, compilation).map(({ heading, body }) => {
		const part = partOf(heading, next, compilation);
		return { ...part, blocks: readBlocks(body, placeOf(part.id), compilation) };
	});
}

function chaptersOf(root: Root, compilation: Compilation): Chapter[] {
	const chapters: Chapter[] = [];
	for (const node of root.children) {
		if (node.type === "yaml") continue;
		if (node.type === "heading" && node.depth === 1) chapters.push({ heading: node, body: [] });
		else if (chapters.length > 0) chapters.at(-1)?.body.push(node);
		else refuse(compilation, node, "Ce texte précède le premier titre. Mettez-le sous « # Couverture » par exemple.");
	}
	return chapters;
}

function partOf(heading: Heading, next: Record<string, number>, compilation: Compilation): Omit<Part, "blocks"> {
	const title = titleOf(heading, compilation);
	const [, word = "", digits = "", own = ""] = /^(Article|Annexe) (\d+) : (.+)$/.exec(title) ?? [];
	const series = numbered[word];
	if (series !== undefined) {
		const number = numberOf(word, Number(digits), next, heading, compilation);
		return { id: claim(compilation, `${series.id}-${number}`, heading), kind: series.kind, number, title: own };
	}
	const known = named[title];
	if (known !== undefined) return { ...known, id: claim(compilation, known.id, heading), number: null };
	if (title !== "") refuse(compilation, heading, unknownTitle(title));
	return { id: `ligne-${lineOf(heading)}`, kind: "article", number: null, title };
}

/** A title is plain: it stands in the sommaire and in the sidebar, and nothing that matters stands in it alone (R25). */
function titleOf(heading: Heading, compilation: Compilation): string {
	const { content, id } = readInlines(heading.children, compilation);
	const [only, ...rest] = content;
	if (only?.type === "text" && only.marks.length === 0 && rest.length === 0 && id === null) return only.text;
	refuse(
		compilation,
		heading,
		"Le titre d'une partie est du texte simple. Retirez champs, mise en forme et identifiant.",
	);
	return "";
}

/** The number as written after a gap, the expected one after a repeat: one mistake is one error. */
function numberOf(word: string, written: number, next: Record<string, number>, at: Heading, compilation: Compilation) {
	const expected = next[word] ?? 1;
	if (written !== expected) {
		refuse(compilation, at, `« ${word} ${written} » vient là où « ${word} ${expected} » est attendu. Renumérotez.`);
	}
	const number = Math.max(written, expected);
	next[word] = number + 1;
	return number;
}

function unknownTitle(title: string): string {
	const known = Object.keys(named).join(", ");
	return `Le titre « ${title} » est inconnu. Écrivez « Article 1 : ... », « Annexe 1 : ... » ou l'un de : ${known}.`;
}
