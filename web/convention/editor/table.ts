import type { Editor } from "@tiptap/core";
import { Table, TableRow } from "@tiptap/extension-table";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import {
	addColumn,
	addRow,
	isInTable,
	removeColumn,
	removeRow,
	selectedRect,
	TableMap,
	type TableRect,
} from "@tiptap/pm/tables";
import { MAX_SPAN } from "../../../shared/schema.ts";

/** What can be done to the table around the caret; each returns null where it cannot be. */
export const tableChanges = { addRowBelow, removeRows, addColumnRight, removeColumns, removeTable };

export type TableChange = keyof typeof tableChanges;

/** Whether this can be done here; does it where `editor` is to. */
export function changeTable(editor: Editor, change: TableChange): boolean {
	const { state, view } = editor;
	const tr = isInTable(state) ? tableChanges[change](state) : null;
	if (tr !== null) view.dispatch(tr.scrollIntoView());
	view.focus();
	return tr !== null;
}

export const canChangeTable = ({ state }: Editor, change: TableChange): boolean =>
	isInTable(state) && tableChanges[change](state) !== null;

/** A name that the text gives (binding/names.ts), and that no page takes over from elsewhere. */
const named = { default: null, rendered: false, parseHTML: () => null };

/** A row is known by its id, whatever stands above it. */
export const SectionRow = TableRow.extend({ addAttributes: () => ({ id: named }) });

/**
 * Tab goes from cell to cell. At the last one it adds a row, as in Word, as long as the last row holds something: from an
 * empty row it goes on in the page, so that nobody is caught in a table.
 */
export const SectionTable = Table.extend({
	addAttributes: () => ({ id: named, columns: named }),
	renderHTML: () => ["table", ["tbody", 0]],
	addKeyboardShortcuts() {
		return {
			...this.parent?.(),
			Tab: () => this.editor.commands.goToNextCell() || addRowAtEnd(this.editor),
			"Shift-Tab": () => this.editor.commands.goToPreviousCell(),
		};
	},
}).configure({ resizable: false });

function addRowAtEnd(editor: Editor): boolean {
	if (!isInTable(editor.state)) return false;
	const { table } = selectedRect(editor.state);
	if (isEmptyRow(table.lastChild)) return false;
	return changeTable(editor, "addRowBelow") && editor.commands.goToNextCell();
}

const isEmptyRow = (row: Node | null) => row === null || row.textContent.trim() === "";

function addRowBelow(state: EditorState): Transaction | null {
	const rect = selectedRect(state);
	const tallest = Math.max(...cellsOf(rect.table).map((cell) => cell.attrs.rowspan));
	return tallest < MAX_SPAN ? addRow(state.tr, rect, rect.bottom) : null;
}

function addColumnRight(state: EditorState): Transaction | null {
	const rect = selectedRect(state);
	if (rect.map.width >= MAX_SPAN) return null;
	const { tr } = state;
	if (rect.right < rect.map.width) return addColumn(tr, rect, rect.right);
	return addLastColumn(tr, rect);
}

/** ProseMirror puts a cell of its own beside a title that spans the columns; here the title spans the new one too. */
function addLastColumn(tr: Transaction, { map, table, tableStart }: TableRect): Transaction {
	for (let row = 0; row < map.height; row++) {
		const last = map.map[(row + 1) * map.width - 1] as number;
		const cell = table.nodeAt(last) as Node;
		const { colspan, rowspan } = cell.attrs;
		if (colspan > 1 && cell.type.name === "tableHeader") {
			tr.setNodeMarkup(tr.mapping.map(tableStart + last), null, { ...cell.attrs, colspan: colspan + 1 });
			row += rowspan - 1;
		} else {
			const type = isHeaderRow(map, table, row) ? cell.type : (table.type.schema.nodes.tableCell ?? cell.type);
			const end = tr.mapping.map(tableStart + map.positionAt(row, map.width, table));
			tr.insert(end, type.createAndFill() as Node);
		}
	}
	return tr;
}

function isHeaderRow(map: TableMap, table: Node, row: number): boolean {
	const cells = map.map.slice(row * map.width, (row + 1) * map.width);
	return cells.every((at) => table.nodeAt(at)?.type.name === "tableHeader");
}

function removeRows(state: EditorState): Transaction | null {
	const { top, bottom, map } = selectedRect(state);
	if (top === 0 && bottom === map.height) return removeTable(state);
	return removeEach(state, top, bottom, removeRow);
}

function removeColumns(state: EditorState): Transaction | null {
	const { left, right, map } = selectedRect(state);
	if (left === 0 && right === map.width) return removeTable(state);
	return removeEach(state, left, right, removeColumn);
}

/** From the last to the first, each time on the table as it then is. */
function removeEach(state: EditorState, from: number, to: number, remove: typeof removeRow): Transaction {
	const { tr } = state;
	const rect = selectedRect(state);
	for (let at = to - 1; at >= from; at--) {
		const table = tr.doc.nodeAt(rect.tableStart - 1) as Node;
		remove(tr, { ...rect, table, map: TableMap.get(table) }, at);
	}
	return tr;
}

/** A table that was all there is leaves an empty line to write on. */
function removeTable(state: EditorState): Transaction {
	const { tableStart, table } = selectedRect(state);
	const from = tableStart - 1;
	const { tr, doc, schema } = state;
	if (doc.childCount === 1) tr.replaceWith(from, from + table.nodeSize, schema.node("paragraph"));
	else tr.delete(from, from + table.nodeSize);
	return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size))));
}

function cellsOf(table: Node): Node[] {
	const cells: Node[] = [];
	table.forEach((row) => void row.forEach((cell) => void cells.push(cell)));
	return cells;
}

/** A line stays below the table, for what comes after it. */
export function insertTable(editor: Editor) {
	editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run();
	const { doc } = editor.state;
	if (doc.lastChild?.type.name !== "table") return;
	const selection = editor.state.selection.from;
	editor.chain().insertContentAt(doc.content.size, { type: "paragraph" }).setTextSelection(selection).run();
}
