import { type Failure, failurePrinting, type Unprintable } from "../../../shared/failure.ts";
import { inlineText, nodesText } from "../../../shared/text/plain.ts";
import type { Text, TextBlock, TextPart } from "../../../shared/text/text.ts";
import { clauseOf, walk } from "../../../shared/text/walk.ts";
import type { Where } from "../../../shared/text/where.ts";
import type { Acts } from "../../../shared/version/acts.ts";

/** Of each font, the characters that it draws; one of them must draw all of what a reader sees as one character. */
export type Coverage = ReadonlySet<number>[];

/** Words, and where they stand. */
interface Said {
	words: string;
	where: Where;
	place: string;
}

/** No more are named: who meets ten mends them together. */
const MOST = 10;

/**
 * The characters of this text, and of what acts say on its last page, that no font draws, each where it first stands; null where
 * everything can be printed.
 */
export function unprintable(text: Text, acts: Acts, fonts: Coverage): Failure<"unprintable"> | null {
	const missing = new Map<string, Said>();
	for (const said of [...saidIn(text), saidBy(acts, text)]) {
		for (const character of uncovered(said.words, fonts)) {
			if (!missing.has(character) && missing.size < MOST) missing.set(character, said);
		}
	}
	const [first] = missing.values();
	const characters = [...missing].map(([character, { where }]): Unprintable => {
		return { character, code: codesOf(character), where: { ...where, quote: character } };
	});
	return first ? failurePrinting(characters, first.place) : null;
}

const graphemes = new Intl.Segmenter("fr", { granularity: "grapheme" });

/** What a reader sees as one character, of which no single font draws every part. */
export function uncovered(words: string, fonts: Coverage): string[] {
	if (isDrawnBy(words, fonts[0])) return [];
	const seen = [...graphemes.segment(words)].map(({ segment }) => segment);
	return seen.filter((segment) => {
		const codes = Array.from(segment, (character) => character.codePointAt(0) as number).filter(isDrawn);
		return !fonts.some((font) => codes.every((code) => font.has(code)));
	});
}

/** Most words are drawn by the first font alone, and no grapheme has to be told from the next. */
function isDrawnBy(words: string, font: ReadonlySet<number> | undefined): boolean {
	for (const character of words) {
		const code = character.codePointAt(0) as number;
		if (!font?.has(code) && isDrawn(code)) return false;
	}
	return true;
}

/** Joiners, variation selectors, tabs and breaks have no shape of their own. */
const isDrawn = (code: number) =>
	code !== 0x09 && code !== 0x0a && !/\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(code));

const codesOf = (character: string): string =>
	Array.from(character, (each) => `U+${each.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`).join(" ");

function* saidIn({ title, parts, notes }: Text): Generator<Said> {
	for (const part of parts) {
		const place = placeOf(part);
		yield { words: part.title ?? "", where: { part: part.id, kind: "part", id: part.id }, place };
		for (const met of walk(part.blocks)) {
			const clause = clauseOf(met);
			const words = clause ? inlineText(clause.content) : met.block ? blockWords(met.block) : "";
			if (words !== "") yield { words, where: whereOf(met.block, clause?.id, part), place };
		}
	}
	const [{ id: first } = { id: "" }] = parts;
	for (const { id, content } of notes) {
		yield { words: inlineText(content), where: { part: first, kind: "clause", id }, place: "notes" };
	}
	yield { words: title, where: { part: first, kind: "part", id: first }, place: "couverture" };
}

function saidBy({ approvals, deliberations, signatures, link }: Acts, { parts }: Text): Said {
	const names = [...approvals, ...signatures].map(({ name }) => name);
	const words = [...names, ...deliberations.map(({ number }) => number), link ?? ""].join("\n");
	const id = parts.at(-1)?.id ?? "";
	return { words, where: { part: id, kind: "part", id }, place: "certificat" };
}

function whereOf(block: TextBlock | null, clause: string | undefined, part: TextPart): Where {
	if (clause !== undefined) return { part: part.id, kind: "clause", id: clause };
	if (block?.type === "section") return { part: part.id, kind: "section", id: block.id };
	return { part: part.id, kind: "part", id: part.id };
}

/** What a block shows itself; what stands inside it is met apart. */
function blockWords(block: TextBlock): string {
	switch (block.type) {
		case "section":
			return nodesText(block.content);
		case "awaited":
			return block.label;
		case "logos":
			return block.parties.map(({ name }) => name).join("\n");
		case "signatures":
			return block.parties
				.flatMap(({ name, signatories }) => [name, ...signatories.flatMap((each) => [each.title, each.name.shown])])
				.join("\n");
		case "file":
			return `${block.title}\n${block.name}`;
		default:
			return "";
	}
}

function placeOf({ kind, label, title }: TextPart): string {
	if (label) return label;
	return kind === "cover" ? "couverture" : (title ?? "signatures");
}
