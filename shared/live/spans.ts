import type { Tree } from "./flatten.ts";
import { type CellKey, cellRules } from "./layout.ts";

/** Where the cells of a table's rows begin. */
export interface Places {
	/** By row, the column of each cell. */
	places: number[][];
	/** Columns of the widest row. */
	width: number;
}

/** Finds a place for each cell as a browser does: each in the first column of its row that no earlier cell takes. */
export function placeCells<Node>(table: Node, tree: Tree<Node>): Places {
	/** By column: the first row in which it is free again. */
	const free: number[] = [];
	const places = tree.children(table).map((row, y) => {
		let x = 0;
		return tree.children(row).map((cell) => {
			while ((free[x] ?? 0) > y) x++;
			const place = x;
			const end = x + span(cell, tree, "colspan");
			for (; x < end; x++) free[x] = y + span(cell, tree, "rowspan");
			return place;
		});
	});
	return { places, width: free.length };
}

/** What a cell's text says of the cell, where it goes without saying nothing. */
export function cellEntries<Node>(cell: Node, tree: Tree<Node>): [CellKey, number][] {
	const said: [CellKey, number][] = [
		["x", span(cell, tree, "colspan")],
		["y", span(cell, tree, "rowspan")],
		["e", tree.type(cell) === "tableHeader" ? 1 : 0],
	];
	return said.filter(([key, value]) => cellRules[key](value));
}

const span = <Node>(cell: Node, tree: Tree<Node>, name: string) => Number(tree.attribute(cell, name) ?? 1);
