import type { Step } from "@tiptap/pm/transform";

/** Content that steps left as it was: `length` positions from `before` in the old document stand from `after` in the new. */
export interface Kept {
	before: number;
	after: number;
	length: number;
}

/** What steps replaced: everything between two stretches that were kept. */
export interface Region {
	from: number;
	to: number;
	newFrom: number;
	newTo: number;
}

/**
 * What these steps kept of a document of this size, all of them together. A step's map tells what it replaced; one that
 * has none changed marks or attributes, and what it lies on counts as replaced.
 */
export function keptBy(steps: readonly Step[], size: number): Kept[] {
	let kept: Kept[] = [{ before: 0, after: 0, length: size }];
	for (const step of steps) {
		const cuts: [number, number, number, number][] = [];
		step.getMap().forEach((from, to, newFrom, newTo) => void cuts.push([from, to, newFrom, newTo]));
		if (cuts.length === 0) {
			const { from, to } = extentOf(step);
			cuts.push([from, to, from, to]);
		}
		kept = kept.flatMap((stretch) => cutOut(stretch, cuts));
	}
	return kept;
}

/** Of steps on marks and on attributes; ProseMirror types neither on `Step`. */
function extentOf(step: Step): { from: number; to: number } {
	const { from, to, pos } = step as Partial<Record<"from" | "to" | "pos", number>>;
	const start = from ?? pos ?? 0;
	return { from: start, to: to ?? start + (pos === undefined ? 0 : 1) };
}

/** What is left of a stretch when these ranges of the document it leads to are replaced. */
function cutOut({ before, after, length }: Kept, cuts: readonly [number, number, number, number][]): Kept[] {
	const left: Kept[] = [];
	const end = after + length;
	let at = after;
	let shift = 0;
	for (const [from, to, , newTo] of cuts) {
		if (from > end) break;
		if (to >= at) {
			if (from > at) left.push({ before: before + at - after, after: at + shift, length: from - at });
			at = Math.max(at, to);
		}
		shift = newTo - to;
	}
	if (at < end) left.push({ before: before + at - after, after: at + shift, length: end - at });
	return left;
}

/** What was replaced between two places of the old document and two of the new, which stand for each other. */
export function regionsIn(
	kept: readonly Kept[],
	old: readonly [number, number],
	now: readonly [number, number],
): Region[] {
	const regions: Region[] = [];
	let [from, newFrom] = [old[0], now[0]];
	const add = (to: number, newTo: number) => {
		if (to > from || newTo > newFrom) regions.push({ from, to, newFrom, newTo });
	};
	for (const stretch of kept) {
		const skip = Math.max(0, old[0] - stretch.before, now[0] - stretch.after);
		const over = Math.max(0, stretch.before + stretch.length - old[1], stretch.after + stretch.length - now[1]);
		const length = stretch.length - skip - over;
		if (length <= 0) continue;
		add(stretch.before + skip, stretch.after + skip);
		[from, newFrom] = [stretch.before + skip + length, stretch.after + skip + length];
	}
	add(old[1], now[1]);
	return regions;
}
