import { Paragraph, Table, TableCell, TableRow, WidthType } from "docx";

/** A cell before Word's own: how much of the grid it takes, and what stands in it. */
export interface Cell {
	isHeader: boolean;
	colspan: number;
	rowspan: number;
	children: (Paragraph | Table)[];
}

/** Width of a page of A4 between margins of 25 mm, in twentieths of a point. */
export const TEXT_WIDTH = 9_070;

/** Word takes no more columns. */
const MAX_COLUMNS = 63;

/** A table as wide as the text, of columns alike; rows of nothing but headers at its top are repeated on every page. */
export function tableOf(rows: Cell[][]): Table[] {
	const filled = rows.filter((cells) => cells.length > 0);
	if (filled.length === 0) return [];
	const columns = Math.min(MAX_COLUMNS, Math.max(...filled.map((cells) => sumOf(cells.map(({ colspan }) => colspan)))));
	const bodyFrom = filled.findIndex((cells) => cells.some(({ isHeader }) => !isHeader));
	const headers = bodyFrom < 0 ? 0 : bodyFrom;
	return [
		new Table({
			width: { size: 100, type: WidthType.PERCENTAGE },
			columnWidths: new Array(columns).fill(Math.floor(TEXT_WIDTH / columns)),
			rows: filled.map((cells, at) => {
				const children = cells.map((cell) => cellOf(cell, columns, filled.length - at));
				return new TableRow({ ...(at < headers ? { tableHeader: true, cantSplit: true } : {}), children });
			}),
		}),
	];
}

function cellOf({ isHeader, colspan, rowspan, children }: Cell, columns: number, rowsLeft: number): TableCell {
	const endsInTable = children.at(-1) instanceof Table;
	return new TableCell({
		...(colspan > 1 ? { columnSpan: Math.min(colspan, columns) } : {}),
		...(rowspan > 1 ? { rowSpan: Math.min(rowspan, rowsLeft) } : {}),
		...(isHeader ? { shading: { fill: "F1EEE8" } } : {}),
		margins: { top: 60, bottom: 60, left: 100, right: 100 },
		// Word opens no cell that ends in anything but a paragraph.
		children: children.length === 0 || endsInTable ? [...children, new Paragraph({})] : children,
	});
}

const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
