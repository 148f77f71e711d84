import { plainText } from "../text/plain.ts";
import { sentenceStarts } from "../text/sentence.ts";
import type { Text, TextPart } from "../text/text.ts";

/** At most this much is told of one article: councillors read the note, lawyers the text. */
const MAX_SENTENCES = 3;
const MAX_ITEMS = 8;

/** Words by which a party binds itself, or a right comes to be. */
const BINDS =
	/(?<!\p{L})(?:s['’]engage(?:nt|ra|ront)?|devr(?:a|ont)|doi(?:t|vent)|(?:est|sont) tenue?s?|vers(?:e|era|ent|eront)|financ(?:e|era|ent|eront)|met(?:tent|tra|tront)? à disposition|prend(?:ra|ront)? en charge|assur(?:e|era|ent|eront)|transmet(?:tra|tent|tront)?|désign(?:e|era|ent|eront)|reconduite?|résiliée?|dénoncée?|est du ressort)(?!\p{L})/iu;

const AMOUNT = /\d[\d\s\u00A0\u202F.,]*(?:€|euros)/u;

/** A line of what an article engages; those of a list that follows it, below it. */
export interface Told {
	sentence: string;
	items: string[];
}

/** What an article engages, in its own words: the sentences that bind, or its first where none does. */
export function toldOf(part: TextPart, text: Text): Told[] {
	const all = sentencesOf(part, text);
	const binding = all.filter(({ sentence }) => BINDS.test(sentence));
	return (binding.length > 0 ? binding : all.slice(0, 1)).slice(0, MAX_SENTENCES);
}

/** Every sentence of a part, its title left out; a sentence that announces a list comes with its items. */
export function sentencesOf(part: TextPart, text: Text): Told[] {
	const told: Told[] = [];
	for (const line of linesOf(part, text)) {
		const item = /^ *(?:-|\d+\.) (.*)$/.exec(line)?.[1];
		const last = told.at(-1);
		if (item !== undefined && last?.sentence.endsWith(":")) {
			if (last.items.length < MAX_ITEMS) last.items.push(item);
			continue;
		}
		for (const sentence of cut(item ?? line)) told.push({ sentence, items: [] });
	}
	return told;
}

/** Sentences and items that name a sum of money, each once, in reading order. */
export function amountsIn(text: Text): string[] {
	const lines = text.parts.flatMap((part) => linesOf(part, text).flatMap((line) => cut(line.replace(/^ *- /, ""))));
	return [...new Set(lines.filter((line) => AMOUNT.test(line)))];
}

function linesOf(part: TextPart, text: Text): string[] {
	const lines = plainText({ ...text, parts: [{ ...part, title: null, label: "" }], notes: [] }).split("\n");
	return lines.map((line) => line.replaceAll("\t", " · ")).filter((line) => line.trim() !== "");
}

function cut(line: string): string[] {
	const starts = sentenceStarts(line);
	return starts
		.map((start, index) => line.slice(start, starts[index + 1]).trim())
		.filter((sentence) => sentence !== "");
}
