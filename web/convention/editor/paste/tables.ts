import { MAX_SPAN } from "../../../../shared/schema.ts";

/** Between the cells of a row that becomes a line of text. */
const BETWEEN_CELLS = " – ";

/** Turns each table of this selector into a paragraph for each of its rows, from the innermost out; tells how many. */
export function flattenTables(body: Element, selector: string): number {
	const tables = [...body.querySelectorAll<HTMLTableElement>(selector)].reverse();
	for (const table of tables)
		table.replaceWith(...[...table.rows].map(lineOf).filter((line) => line.textContent !== ""));
	return tables.length;
}

function lineOf(row: HTMLTableRowElement): Element {
	const line = row.ownerDocument.createElement("p");
	for (const cell of row.cells) {
		const words = (cell.textContent ?? "").replace(/\s+/g, " ").trim();
		if (words !== "") line.append(line.textContent === "" ? words : BETWEEN_CELLS + words);
	}
	return line;
}

/** Cuts tables to as many columns as a section takes; tells how many were cut, in the table that lost most. */
export function narrowTables(body: Element): number {
	const cut = [...body.querySelectorAll("table")].map((table) => narrow(table));
	return Math.max(0, ...cut);
}

function narrow(table: HTMLTableElement): number {
	/** Rows that a cell above still fills, by column. */
	const filled: number[] = [];
	let width = 0;
	for (const row of [...table.rows]) {
		let column = 0;
		for (const cell of [...row.cells]) {
			while ((filled[column] ?? 0) > 0) column++;
			const { colSpan } = cell;
			const rowSpan = Math.min(Math.max(cell.rowSpan, 1), MAX_SPAN);
			for (let at = column; at < column + colSpan; at++) filled[at] = rowSpan;
			if (column >= MAX_SPAN) cell.remove();
			else if (column + colSpan > MAX_SPAN) cell.colSpan = MAX_SPAN - column;
			column += colSpan;
			width = Math.max(width, column);
		}
		for (let at = 0; at < filled.length; at++) filled[at] = Math.max((filled[at] ?? 0) - 1, 0);
	}
	return Math.max(width - MAX_SPAN, 0);
}
