import type * as Y from "yjs";
import {
	type CellKey,
	cellRoot,
	cellRules,
	columnsRoot,
	isId,
	MAX_COLUMNS,
	MAX_ROWS,
	rowsRoot,
	tableName,
} from "./layout.ts";
import { textAt } from "./root.ts";

/** A table as it is shown: rectangular, each place taken by one cell. */
export interface Grid {
	/** As roots name it. */
	table: string;
	rows: string[];
	columns: string[];
	/** The cells that begin in each row, from left to right; those that another covers are hidden. */
	cells: Cell[][];
}

export interface Cell {
	row: string;
	column: string;
	/** How many columns and rows it takes. */
	width: number;
	height: number;
	header: boolean;
}

/** The tables of a section as its blocks name them, in order. Of two blocks that name one table the first has it. */
export class SectionGrids {
	readonly #doc: Y.Doc;
	readonly #section: string;
	readonly #shown = new Map<string, Grid>();

	constructor(doc: Y.Doc, section: string) {
		this.#doc = doc;
		this.#section = section;
	}

	/** Whether the next block that names this table shows it. */
	shows = (table: string): boolean => {
		const grid = this.#shown.has(table) ? null : readGrid(this.#doc, tableName(this.#section, table));
		if (grid !== null) this.#shown.set(table, grid);
		return grid !== null;
	};

	/** A table that is shown. */
	shown(table: string | null): Grid {
		const grid = this.#shown.get(table ?? "");
		if (grid === undefined) throw new Error(`no table ${table}`);
		return grid;
	}
}

/** The table of this name; null where it has no row or no column. Total, and makes no root. */
export function readGrid(doc: Y.Doc, table: string): Grid | null {
	const rows = idsOf(doc, rowsRoot(table), MAX_ROWS);
	const columns = idsOf(doc, columnsRoot(table), MAX_COLUMNS);
	return rows.length > 0 && columns.length > 0
		? { table, rows, columns, cells: cellsOf(doc, table, rows, columns) }
		: null;
}

/** Of an id said twice, as after two moves at once, the first counts. */
function idsOf(doc: Y.Doc, root: string, most: number): string[] {
	if (!doc.share.has(root)) return [];
	return [...new Set(doc.getArray<unknown>(root).toArray().filter(isId))].slice(0, most);
}

/** In reading order each cell takes what it asks for, as far as nothing stands there yet. */
function cellsOf(doc: Y.Doc, table: string, rows: string[], columns: string[]): Cell[][] {
	const taken = rows.map(() => new Array<boolean>(columns.length).fill(false));
	const isFree = (row: number, column: number) => taken[row]?.[column] === false;
	return rows.map((row, y) =>
		columns.flatMap((column, x) => {
			if (!isFree(y, x)) return [];
			const { x: across = 1, y: down = 1, e } = attributesOf(textAt(doc, cellRoot(table, row, column)));
			let width = 1;
			while (width < across && isFree(y, x + width)) width++;
			let height = 1;
			while (height < down && isFree(y + height, x) && isFreeAcross(taken, y + height, x, width)) height++;
			for (let line = y; line < y + height; line++) taken[line]?.fill(true, x, x + width);
			return [{ row, column, width, height, header: e === 1 }];
		}),
	);
}

const isFreeAcross = (taken: boolean[][], row: number, column: number, width: number) =>
	taken[row]?.slice(column, column + width).every((is) => !is) === true;

/** The attributes of a cell's text, as far as the rules take them. */
export function attributesOf(text: Y.Text | null): Partial<Record<CellKey, number>> {
	const keys = text === null ? [] : (Object.keys(cellRules) as CellKey[]);
	const read = keys.map((key) => [key, text?.getAttribute(key)] as const);
	return Object.fromEntries(read.filter(([key, value]) => value !== undefined && cellRules[key](value)));
}
