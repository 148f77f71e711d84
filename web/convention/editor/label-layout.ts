/** A caret and the name over it, in pixels of the window. */
export interface Label {
	left: number;
	top: number;
	width: number;
}

/** Where names may stand: the sheet's sides, and what lies under the head of the page. */
export interface Edges {
	left: number;
	right: number;
	top: number;
}

// By hand: @floating-ui/dom places each element alone; these make room for one another on their line.

/** What a name takes above its line, and the least space between two. */
const HEIGHT = 19;
const GAP = 2;

/**
 * How far each name is moved aside from its caret, and whether it hangs below its line: none leaves the edges, none lies
 * under the head of the page, and those on one line stand side by side in the order of their carets.
 */
export function layLabels(labels: Label[], edges: Edges): { shift: number; below: boolean }[] {
	const placed = new Map<Label, { shift: number; below: boolean }>();
	for (const line of linesOf(labels)) {
		const below = (line[0]?.top ?? 0) - HEIGHT < edges.top;
		const starts = spread(line, edges);
		line.forEach((label, index) => {
			placed.set(label, { shift: (starts[index] ?? label.left) - label.left, below });
		});
	}
	return labels.map((label) => placed.get(label) ?? { shift: 0, below: false });
}

/** Left to right past each other, then back from the right edge. */
function spread(line: Label[], { left, right }: Edges): number[] {
	const starts: number[] = [];
	let free = left;
	for (const label of line) {
		const start = Math.max(label.left, free);
		starts.push(start);
		free = start + label.width + GAP;
	}
	let limit = right;
	for (let index = line.length - 1; index >= 0; index--) {
		const start = Math.min(starts[index] as number, limit - (line[index]?.width ?? 0));
		starts[index] = start;
		limit = start - GAP;
	}
	return starts;
}

/** Those whose carets stand on one line, left to right. */
function linesOf(labels: Label[]): Label[][] {
	const lines: Label[][] = [];
	for (const label of [...labels].sort((a, b) => a.left - b.left)) {
		const line = lines.find(([first]) => first && Math.abs(first.top - label.top) < HEIGHT / 2);
		if (line) line.push(label);
		else lines.push([label]);
	}
	return lines;
}
