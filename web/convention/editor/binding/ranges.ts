import type { ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { CellSelection, cellAround } from "@tiptap/pm/tables";

/**
 * Keeps the ends of a selected range out of a table that it does not lie in wholly. What ProseMirror makes of a deletion
 * from a paragraph into a cell is a copy of the cell's rest behind the paragraph, taken out of one text and written into
 * another: words that others type there meanwhile would be left behind, or stand twice.
 *
 * So a range that enters a table takes all of it, as in other text editors, and one from cell to cell takes whole cells.
 * Where nothing stands beyond the table, the range ends before it. Null: this selection is such a range already.
 */
export function wholeTables(
	transactions: readonly Transaction[],
	before: EditorState,
	{ selection, doc, tr }: EditorState,
): Transaction | null {
	if (!(selection instanceof TextSelection) || selection.empty) return null;
	const { $anchor, $head } = selection;
	const [from, to] = [cellAround($anchor), cellAround($head)];
	if (from?.pos === to?.pos) return null;
	if (from !== null && to !== null && tableStart(from) === tableStart(to))
		return tr.setSelection(new CellSelection(from, to));
	const way = $head.pos > $anchor.pos ? 1 : -1;
	const near = to === null ? $head.pos : outside(to, -way);
	const far = to === null ? $head.pos : outside(to, way);
	// From the far side of a table the keyboard goes back to the near one; what it moves is scrolled into view. A mouse that
	// moves on within the table must not.
	const isKey = transactions.some(({ scrolledIntoView }) => scrolledIntoView);
	const isBack = isKey && before.doc === doc && before.selection.head === far;
	const start = from === null ? $anchor.pos : (outside(from, -way) ?? outside(from, way));
	const end = isBack ? near : (far ?? near);
	return tr.setSelection(
		start === null || end === null ? Selection.near($head) : TextSelection.create(doc, start, end),
	);
}

const tableStart = ($cell: ResolvedPos) => $cell.before($cell.depth - 1);

/** The nearest place in a text before or after the table of a cell that is in no other; null where there is none. */
function outside($cell: ResolvedPos, direction: number): number | null {
	const depth = $cell.depth - 1;
	const $edge = $cell.doc.resolve(direction < 0 ? $cell.before(depth) : $cell.after(depth));
	const found = Selection.findFrom($edge, direction, true);
	if (found === null) return null;
	const beyond = cellAround(found.$head);
	return beyond === null ? found.head : outside(beyond, direction);
}
