/** Text without formatting, as its paragraphs and lists. */
export type PlainBlock = { type: "paragraph"; text: string } | { type: "bullet"; text: string };

/** A line this long is a line of prose; a longer one was not cut by hand nor by a page. */
const PROSE = { least: 45, most: 140 };

const BULLET = /^\s*(?:[•▪■●◦‣·]|[-–—](?=\s))\s*/u;
const NUMBER = /^\s*(?:\d{1,2}|[a-zA-Z])[.)°]\s/u;
/** After a hyphen at the end of a line, these make a word of two parts ("celui-ci"); all else was cut by the page. */
const SECOND_PARTS = /^(?:ci|là|je|tu|ils?|elles?|on|nous|vous|ce|mêmes?|t-)(?!\p{L})/iu;

/**
 * The paragraphs of a plain text. Lines that a page of PDF or an old mail cut are joined again, words it hyphenated made
 * whole; bullets make a list. Lines that were meant stay: short ones, numbered ones, those that end a sentence early.
 */
export function plainBlocks(text: string): PlainBlock[] {
	const groups = text.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*(?:\n[^\S\n]*)+/);
	const longest = Math.max(...groups.flatMap((group) => group.split("\n").map((line) => line.trim().length)));
	const isProse = longest >= PROSE.least && longest <= PROSE.most;
	return groups.flatMap((group) => blocksOf(group.split("\n"), isProse ? longest : null));
}

function blocksOf(lines: string[], width: number | null): PlainBlock[] {
	const blocks: PlainBlock[] = [];
	let before: string | null = null;
	for (const line of lines) {
		const last = blocks.at(-1);
		if (last && before !== null && width !== null && continues(before, line, width)) {
			last.text = joined(last.text, line.trim());
		} else if (line.trim() !== "") blocks.push(blockOf(line));
		before = line.trim() === "" ? null : line.trim();
	}
	return blocks;
}

function blockOf(line: string): PlainBlock {
	const text = line.replace(BULLET, "").trim();
	return BULLET.test(line) && text !== "" ? { type: "bullet", text } : { type: "paragraph", text: line.trim() };
}

/** Does this line go on with the sentence of the one before it? */
function continues(before: string, line: string, width: number): boolean {
	const next = line.trim();
	if (next === "" || BULLET.test(line) || NUMBER.test(line)) return false;
	if (/[\u00AD-]$/u.test(before) && /^\p{Ll}/u.test(next)) return true;
	const isFull = before.length >= width * 0.8;
	const hasEnded = /[.!?:;…»]$/u.test(before);
	return /^[\p{Ll}(«,;]/u.test(next) ? !hasEnded || isFull : isFull && !(hasEnded && before.length < width * 0.9);
}

function joined(before: string, next: string): string {
	if (/\p{L}\u00AD$/u.test(before)) return before.slice(0, -1) + next;
	if (!/\p{L}-$/u.test(before)) return `${before} ${next}`;
	return SECOND_PARTS.test(next) || !/^\p{Ll}/u.test(next) ? before + next : before.slice(0, -1) + next;
}
