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

/** In letters: no column is narrower, and what lies beyond is not counted. */
const NARROWEST = 5;
const WIDEST = 48;
const LONGEST_WORD = 20;

/** What a column holds, in letters: as much as its longest word, or as its cells on average. */
function widthsOf(cells: Placed<Spanning>[]): number[] {
	const count = Math.max(1, ...cells.map(({ x, colspan }) => x + colspan));
	return Array.from({ length: count }, (_, column) => {
		const texts = cells.filter(({ x, colspan }) => x === column && colspan === 1).map(({ cell }) => cell.text);
		const written = texts.filter((text) => text.trim() !== "");
		const average = written.reduce((sum, { length }) => sum + length, 0) / Math.max(1, written.length);
		const longest = Math.max(0, ...written.flatMap((text) => text.split(/\s+/)).map(({ length }) => length));
		return Math.round(Math.max(NARROWEST, Math.min(longest, LONGEST_WORD), Math.min(average, WIDEST)));
	});
}
