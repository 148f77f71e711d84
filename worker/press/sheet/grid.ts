/** A cell before it has a place. */
export interface Spanning {
	header: boolean;
	colspan: number;
	rowspan: number;
	/** Its plain text, for the width of its column. */
	text: string;
}

export interface Placed<C> {
	x: number;
	y: number;
	colspan: number;
	rowspan: number;
	cell: C;
}

export interface Grid<C> {
	columns: number[];
	heads: number;
	cells: Placed<C>[];
}

/**
 * Where each cell of these rows stands, as a browser would place it. Whatever spans they claim, no two cells lie over each
 * other, none reaches below the last row, and none out of the rows of the head, which stand again on each page.
 */
export function gridOf<C extends Spanning>(rows: C[][]): Grid<C> {
	const heads = headsOf(rows);
	const taken = new Set<string>();
	const cells = rows.flatMap((row, y) => {
		const bottom = y < heads ? heads : rows.length;
		let x = 0;
		return row.map((cell) => {
			while (taken.has(`${x},${y}`)) x++;
			const placed = {
				x,
				y,
				colspan: freeColumns(cell, x, y, taken),
				rowspan: Math.min(cell.rowspan, bottom - y),
				cell,
			};
			for (let down = 0; down < placed.rowspan; down++) {
				for (let right = 0; right < placed.colspan; right++) taken.add(`${x + right},${y + down}`);
			}
			x += placed.colspan;
			return placed;
		});
	});
	return { columns: widthsOf(cells), heads, cells };
}

/** Leading rows of nothing but headers; a table that has nothing else has none that it repeats. */
function headsOf(rows: Spanning[][]): number {
	const firstOfBody = rows.findIndex((row) => row.some((cell) => !cell.header) || row.length === 0);
	return firstOfBody < 0 ? 0 : firstOfBody;
}

/** A cell from above may stand where this one would reach. */
function freeColumns({ colspan }: Spanning, x: number, y: number, taken: Set<string>): number {
	let free = 1;
	while (free < colspan && !taken.has(`${x + free},${y}`)) free++;
	return free;
}

/** How many letters a line of a table holds, and how many of them the edges of a cell take. */
const LINE = 96;
const EDGES = 3;

/** Cells as short as that stay on one line where there is room: a day, an amount, a telephone number. */
const SHORT = 16;
const LONGEST_WORD = 30;

/** Bold letters are wider. */
const BOLD = 1.1;

/**
 * What each column takes, in letters: all that its longest cell asks for, where every column can have that; else its longest
 * word, and of what is left as much as its cells hold on average.
 */
function widthsOf(cells: Placed<Spanning>[]): number[] {
	const count = Math.max(1, ...cells.map(({ x, colspan }) => x + colspan));
	const columns = Array.from({ length: count }, (_, column) =>
		needsOf(cells.filter(({ x, colspan }) => x === column && colspan === 1).map(({ cell }) => cell)),
	);
	const room = LINE - count * EDGES;
	const whole = sum(columns.map(({ longest }) => longest));
	if (whole <= room) return columns.map(({ longest }) => rounded(longest + EDGES));
	const left = Math.max(0, room - sum(columns.map(({ least }) => least)));
	const wishes = columns.map(({ least, average }) => Math.max(0, average - least) + 1);
	return columns.map(({ least }, column) => rounded(least + EDGES + (left * (wishes[column] ?? 0)) / sum(wishes)));
}

function needsOf(cells: Spanning[]): { least: number; average: number; longest: number } {
	const written = cells.filter(({ text }) => text.trim() !== "");
	const lengths = written.map(({ text, header }) => text.length * (header ? BOLD : 1));
	const words = written.flatMap(({ text, header }) =>
		text.split(/[ \n]+/).map(({ length }) => length * (header ? BOLD : 1)),
	);
	const longest = Math.max(1, ...lengths);
	const word = Math.min(LONGEST_WORD, Math.max(1, ...words));
	return { least: longest <= SHORT ? longest : word, average: sum(lengths) / Math.max(1, lengths.length), longest };
}

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
const rounded = (letters: number): number => Math.round(letters * 10) / 10;
