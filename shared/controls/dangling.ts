import type { Node } from "../convention/state.ts";
import { inlineText } from "../text/plain.ts";
import type { Text, TextBlock, TextPart, TextRow } from "../text/text.ts";
import type { Where } from "../text/where.ts";
import type { Finding } from "./finding.ts";
import { quoted } from "./phrase.ts";
import { paragraphsOf } from "./place.ts";
import { remembered } from "./remembered.ts";

/** Words that promise a list. "Ce qui suit :" is none: it may well announce the rest of the text. */
const OPENER =
	/(?<!\p{L})(?:tel(?:le)?s? que|suivant(?:e)?s?|notamment|à savoir|ci-après|ci-dessous|concernent)\s*:$/iu;
const COLON = /[^\s:]{1,40}\s?:$/u;

/** What stands after a paragraph: something, nothing, a free section or options that a party has to fill, or locked text. */
type Next = "content" | "end" | "unfilled" | "locked";

/**
 * R7. A paragraph that promises a list and is followed by none: by a free section left empty, by the end of its part,
 * or by another sentence. It blocks where a party can act; of locked text alone it is a warning.
 */
export const danglings = ({ parts }: Pick<Text, "parts">): Finding[] => parts.flatMap(inPart);

const inPart = remembered((part: TextPart) => inBlocks(part.blocks, part, "end"));

function inBlocks(blocks: TextBlock[], part: TextPart, after: Next): Finding[] {
	return blocks.flatMap((block, index) => {
		const rest = blocks.slice(index + 1);
		const next = rest.length === 0 ? after : nextIn(rest[0] as TextBlock);
		switch (block.type) {
			case "paragraph":
				return locked(block.id, inlineText(block.content), next, part);
			case "section":
				return written(block.id, block.content, next, part);
			case "variants":
				return inBlocks(block.blocks, part, next);
			case "table":
				return block.rows.flatMap((row) => row.cells).flatMap((cell) => inCell(cell, part));
			case "list": {
				const chosen = block.items.filter((item) => item.chosen);
				return chosen.flatMap((item, at) => inBlocks(item.blocks, part, at < chosen.length - 1 ? "content" : next));
			}
			default:
				return [];
		}
	});
}

/** The clauses of a cell share its address. */
function inCell({ id, blocks }: TextRow["cells"][number], part: TextPart): Finding[] {
	const found = inBlocks(blocks, part, "end");
	return found.map((each) => (each.where.kind === "clause" ? { ...each, where: { ...each.where, id } } : each));
}

function nextIn(block: TextBlock): Next {
	switch (block.type) {
		case "section":
			return block.empty ? "unfilled" : "content";
		case "list":
			return block.items.some((item) => item.chosen) ? "content" : "unfilled";
		case "variants":
			return block.blocks[0] ? nextIn(block.blocks[0]) : "end";
		case "paragraph":
			// A line that goes on with the sentence begins with a small letter or a dash.
			return /^\s*[\p{Ll}–—•-]/u.test(inlineText(block.content)) ? "content" : "locked";
		case "heading":
			return "locked";
		default:
			return "content";
	}
}

function locked(id: string, text: string, next: Next, part: TextPart): Finding[] {
	const opener = OPENER.exec(ending(text))?.[0];
	if (!opener || next === "content") return [];
	return [findingOf(opener.trim(), next === "unfilled", { part: part.id, kind: "clause", id })];
}

/** The last paragraph of a free section; what comes before it in the section is followed by something. */
function written(id: string, content: Node[], next: Next, part: TextPart): Finding[] {
	const last = ending(paragraphsOf(content).at(-1) ?? "");
	const colon = (OPENER.exec(last) ?? COLON.exec(last))?.[0];
	if (!colon || next === "content") return [];
	return [findingOf(colon.trim(), true, { part: part.id, kind: "section", id })];
}

/** The last words of a paragraph: a long one would slow the patterns down. */
const ending = (text: string) => text.trimEnd().slice(-60);

function findingOf(quote: string, open: boolean, where: Where): Finding {
	const act = open ? "Complétez la liste annoncée." : "La clause vient du modèle : signalez-le à la Caf.";
	const message = `${quoted(quote)} n'est suivi de rien. ${act}`;
	const severity = open ? "blocking" : "warning";
	return { rule: "R7", severity, title: "Liste annoncée, absente", message, where: { ...where, quote } };
}
