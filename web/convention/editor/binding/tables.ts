import * as Y from "yjs";
import { attributesOf, type Grid, readGrid } from "../../../../shared/live/grid.ts";
import { cellRoot, columnsRoot, rowsRoot, tableName } from "../../../../shared/live/layout.ts";
import { textOf } from "../../../../shared/live/root.ts";
import { Mirror } from "./mirror.ts";
import { diffIds } from "./words.ts";

/** What a history of changes can be about. */
export type Scope = Parameters<Y.UndoManager["addToScope"]>[0];

/** The cell that a text fills. */
interface CellName {
	table: string;
	row: string;
	column: string;
}

/** A section's tables as they are now: their grids, and a mirror of each cell that was ever shown here. */
export class Tables {
	readonly #doc: Y.Doc;
	readonly #section: string;
	/** Told of each type that a table is made of, once. */
	readonly #adopt: (type: Scope) => void;
	/** null: there is none of this id. */
	readonly #grids = new Map<string, Grid | null>();
	readonly #cells = new Map<string, Mirror>();
	/** By the type that it hangs on, the table whose grid may change. */
	readonly #owners = new Map<unknown, string>();
	readonly #names = new Map<Mirror, CellName>();

	constructor(doc: Y.Doc, section: string, adopt: (type: Scope) => void) {
		this.#doc = doc;
		this.#section = section;
		this.#adopt = adopt;
	}

	/** The table of this id as it is shown, or null. */
	grid(id: string): Grid | null {
		let grid = this.#grids.get(id);
		if (grid === undefined) {
			for (const list of [this.rows(id), this.columns(id)]) this.#own(list, id);
			grid = readGrid(this.#doc, this.#name(id));
			this.#grids.set(id, grid);
		}
		return grid;
	}

	/** The mirror of a cell, whether it is shown or not. */
	cell(table: string, row: string, column: string): Mirror {
		const root = cellRoot(this.#name(table), row, column);
		let mirror = this.#cells.get(root);
		if (mirror === undefined) {
			const text = textOf(this.#doc, root);
			mirror = new Mirror(text);
			this.#cells.set(root, mirror);
			this.#names.set(mirror, { table, row, column });
			this.#own(text, table);
		}
		return mirror;
	}

	rows(id: string): Y.Array<unknown> {
		return this.#doc.getArray(rowsRoot(this.#name(id)));
	}

	columns(id: string): Y.Array<unknown> {
		return this.#doc.getArray(columnsRoot(this.#name(id)));
	}

	/** Forgets the grids that a transaction changed; tells whether there were any. */
	forget({ changed }: Y.Transaction): boolean {
		let any = false;
		for (const [type, keys] of changed) {
			const id = this.#owners.get(type);
			// Words in a cell leave the grid as it is.
			if (id === undefined || (type instanceof Y.Text && ![...keys].some((key) => key !== null))) continue;
			this.#grids.delete(id);
			any = true;
		}
		return any;
	}

	/** The mirrors of cells, with the names of these. */
	get mirrors(): Iterable<[Mirror, CellName]> {
		return this.#names;
	}

	#name(id: string) {
		return tableName(this.#section, id);
	}

	#own(type: Scope, id: string) {
		if (this.#owners.has(type)) return;
		this.#owners.set(type, id);
		this.#adopt(type);
	}
}

/** Makes a list of ids what the person sees: what they took out goes, what is new comes after its neighbour. */
export function writeIds(list: Y.Array<unknown>, before: readonly string[], after: readonly string[]): void {
	let [i, j] = [0, 0];
	const added: { id: string; left: string | undefined }[] = [];
	for (const { kind, count } of diffIds(before, after)) {
		if (kind === "delete") for (const id of before.slice(i, i + count)) removeId(list, id);
		if (kind === "insert")
			for (let at = j; at < j + count; at++) added.push({ id: after[at] as string, left: after[at - 1] });
		if (kind !== "insert") i += count;
		if (kind !== "delete") j += count;
	}
	for (const { id, left } of added) list.insert(left === undefined ? 0 : list.toArray().indexOf(left) + 1, [id]);
}

function removeId(list: Y.Array<unknown>, id: string): void {
	for (let at = list.length - 1; at >= 0; at--) if (list.get(at) === id) list.delete(at);
}

/** Writes what a cell's text says of the cell: spans, and whether it is a header. */
export function writeCell(text: Y.Text, entries: readonly (readonly [string, number])[]): void {
	const wanted = new Map<string, number>(entries);
	const now = attributesOf(text) as Record<string, number>;
	for (const key of new Set([...Object.keys(now), ...wanted.keys()])) {
		const value = wanted.get(key);
		if (value === now[key]) continue;
		if (value === undefined) text.removeAttribute(key);
		else text.setAttribute(key, value);
	}
}
