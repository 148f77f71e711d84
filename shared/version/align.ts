/** Larger tables than these are not filled: what lies between equal ends is then said to be replaced as a whole. */
const MOST_CELLS = 4_000_000;

/** One step along two lists: both have it, or one alone does. */
export type Step = { one: number; other: number } | { one: number; other: null } | { one: null; other: number };

/**
 * Two lists side by side by a longest common subsequence: equal entries are paired, in order. Equal ends are paired first;
 * within what lies between them removals come before additions.
 */
export function align<T>(one: readonly T[], other: readonly T[]): Step[] {
	let start = 0;
	while (start < one.length && start < other.length && one[start] === other[start]) start++;
	let end = 0;
	const shorter = Math.min(one.length, other.length) - start;
	while (end < shorter && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
	const both = (count: number, from: number, to: number) =>
		Array.from({ length: count }, (_, at) => ({ one: from + at, other: to + at }));
	return [
		...both(start, 0, 0),
		...between(one.slice(start, one.length - end), other.slice(start, other.length - end), start),
		...both(end, one.length - end, other.length - end),
	];
}

function between<T>(one: readonly T[], other: readonly T[], offset: number): Step[] {
	const width = other.length + 1;
	const isTooMuch = one.length * other.length > MOST_CELLS;
	/** At (i, j): the length of what the ends from there on share. */
	const shared = isTooMuch ? null : new Uint32Array((one.length + 1) * width);
	if (shared) fill(shared, one, other);
	const at = (i: number, j: number) => shared?.[i * width + j] ?? 0;
	const steps: Step[] = [];
	let [i, j] = [0, 0];
	while (i < one.length || j < other.length) {
		if (shared && i < one.length && j < other.length && one[i] === other[j]) {
			steps.push({ one: offset + i++, other: offset + j++ });
		} else if (i < one.length && (j === other.length || at(i + 1, j) >= at(i, j + 1))) {
			steps.push({ one: offset + i++, other: null });
		} else steps.push({ one: null, other: offset + j++ });
	}
	return steps;
}

function fill<T>(shared: Uint32Array, one: readonly T[], other: readonly T[]): void {
	const width = other.length + 1;
	for (let i = one.length - 1; i >= 0; i--) {
		for (let j = other.length - 1; j >= 0; j--) {
			const here = i * width + j;
			const [below, beside, across] = [shared[here + width], shared[here + 1], shared[here + width + 1]];
			shared[here] = one[i] === other[j] ? (across ?? 0) + 1 : Math.max(below ?? 0, beside ?? 0);
		}
	}
}
