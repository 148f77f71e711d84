import { type Op, push } from "./ops.ts";

/** Beyond this many comparisons everything is replaced: a page pasted over a page. */
const MAX_COMPARISONS = 4_000_000;

/** One token of a diff: a word, or a single unit that is in no word. */
interface Token {
	text: string;
	units: number;
}

/**
 * The change that makes `after` of `before`, unit by unit. Words are kept whole or not at all: sewn together from letters of
 * another word, a word would be cut by what others typed between these letters.
 */
export function diffUnits(before: readonly string[], after: readonly string[]): Op[] {
	const most = Math.min(before.length, after.length);
	let head = 0;
	while (head < most && before[head] === after[head]) head++;
	head = wordStart(before, after, head);
	let tail = 0;
	while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
	tail = wordEnd(before, after, tail, most - head);
	const ops: Op[] = [];
	push(ops, "keep", head);
	diffTokens(tokens(before.slice(head, before.length - tail)), tokens(after.slice(head, after.length - tail)), ops);
	push(ops, "keep", tail);
	return ops;
}

export const isLetter = (unit: string | undefined) => unit !== undefined && /^[\p{L}\p{N}\p{M}\p{Cs}]$/u.test(unit);

/** The head that both have in common, without the half of a word that goes on differently. */
function wordStart(before: readonly string[], after: readonly string[], head: number): number {
	if (head === before.length || head === after.length) return head;
	let start = head;
	if (!isLetter(before[head]) && !isLetter(after[head])) return start;
	while (start > 0 && isLetter(before[start - 1])) start--;
	return start;
}

function wordEnd(before: readonly string[], after: readonly string[], tail: number, most: number): number {
	if (tail === most) return tail;
	const isCut = isLetter(before[before.length - 1 - tail]) || isLetter(after[after.length - 1 - tail]);
	let end = tail;
	while (isCut && end > 0 && isLetter(before[before.length - end])) end--;
	return end;
}

function tokens(units: readonly string[]): Token[] {
	const out: Token[] = [];
	let inWord = false;
	for (const unit of units) {
		const last = out.at(-1);
		const letter = isLetter(unit);
		if (letter && inWord && last) {
			last.text += unit;
			last.units++;
		} else out.push({ text: unit, units: 1 });
		inWord = letter;
	}
	return out;
}

/** The change from one list of ids to another. */
export function diffIds(before: readonly string[], after: readonly string[]): Op[] {
	const ops: Op[] = [];
	const token = (text: string): Token => ({ text, units: 1 });
	diffTokens(before.map(token), after.map(token), ops);
	return ops;
}

/** By the longest common subsequence. */
function diffTokens(before: Token[], after: Token[], ops: Op[]): void {
	const [height, width] = [before.length, after.length];
	if (height * width > MAX_COMPARISONS) {
		for (const { units } of before) push(ops, "delete", units);
		for (const { units } of after) push(ops, "insert", units);
		return;
	}
	const common = commonLengths(before, after);
	const at = (i: number, j: number) => common[i * (width + 1) + j] as number;
	for (let i = 0, j = 0; i < height || j < width; ) {
		const [a, b] = [before[i], after[j]];
		if (a && b && a.text === b.text) {
			push(ops, "keep", a.units);
			i++;
			j++;
		} else if (a && (!b || at(i + 1, j) >= at(i, j + 1))) {
			push(ops, "delete", a.units);
			i++;
		} else {
			push(ops, "insert", (b as Token).units);
			j++;
		}
	}
}

/** By what is left of both: how many tokens they have in common. */
function commonLengths(before: Token[], after: Token[]): Uint32Array {
	const row = after.length + 1;
	const common = new Uint32Array((before.length + 1) * row);
	for (let i = before.length - 1; i >= 0; i--)
		for (let j = after.length - 1; j >= 0; j--) {
			const isSame = before[i]?.text === after[j]?.text;
			const [diagonal, down, right] = [
				common[(i + 1) * row + j + 1],
				common[(i + 1) * row + j],
				common[i * row + j + 1],
			];
			common[i * row + j] = isSame ? (diagonal as number) + 1 : Math.max(down as number, right as number);
		}
	return common;
}
