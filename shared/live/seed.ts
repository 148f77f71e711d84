import * as Y from "yjs";
import type { Node } from "../convention/state.ts";
import { eachCell, flatten, type Leaf } from "./flatten.ts";
import { entriesOf } from "./form.ts";
import { jsonTree } from "./json.ts";
import {
	cellRoot,
	columnsRoot,
	FORMAT_KEYS,
	type FormatKey,
	formatRules,
	liveRoot,
	rowsRoot,
	tableName,
} from "./layout.ts";
import { textOf } from "./root.ts";
import type { Formats } from "./sequence.ts";
import { cellEntries, placeCells } from "./spans.ts";

/**
 * Writes nodes into a section that holds nothing yet: `toDoc` reads them again. To be called by one writer alone, within a
 * transaction. What the layout has no word for (an unknown mark, a table in a cell) keeps its words and loses the rest.
 */
export function seed(doc: Y.Doc, section: string, nodes: readonly Node[]): void {
	const tables: Node[] = [];
	const idOf = (table: Node) => `t${tables.push(table)}`;
	seedText(textOf(doc, liveRoot(section)), flatten(nodes, jsonTree, 0, idOf));
	for (const [index, table] of tables.entries()) seedTable(doc, tableName(section, `t${index + 1}`), table);
}

function seedText(text: Y.Text, leaves: Leaf<Node>[]): void {
	const delta: { insert: string | Y.Map<unknown>; attributes: Formats }[] = [];
	for (const [index, { form, node }] of leaves.entries()) {
		const entries = entriesOf(form);
		if (index === 0) for (const [key, value] of entries) text.setAttribute(key, value);
		// Marks that are on go on past a boundary: it needs none to end them and begin them anew.
		else delta.push({ insert: new Y.Map(entries), attributes: delta.at(-1)?.attributes ?? {} });
		const inline = node === null || form.i !== null ? [] : (node.content ?? []);
		delta.push(...inline.flatMap((leaf) => runOf(leaf)));
	}
	text.applyDelta(delta);
}

function runOf({ type, text, marks = [] }: Node): { insert: string; attributes: Formats }[] {
	const words = type === "hardBreak" ? "\n" : type === "text" ? (text ?? "").replaceAll("\n", " ") : "";
	return words === "" ? [] : [{ insert: words, attributes: formatsOf(marks) }];
}

/** The formats of these marks, as far as the layout has them. */
function formatsOf(marks: NonNullable<Node["marks"]>): Formats {
	const formats: Partial<Record<FormatKey, true | string>> = {};
	for (const { type, attrs } of marks) {
		const key = FORMAT_KEYS.find((each) => each === type);
		const value = key === "link" ? attrs?.href : true;
		if (key !== undefined && formatRules[key](value)) formats[key] = value as true | string;
	}
	return formats;
}

function seedTable(doc: Y.Doc, table: string, node: Node): void {
	const { places, width } = placeCells(node, jsonTree);
	const rows = jsonTree.children(node).map((_, index) => `r${index + 1}`);
	const columns = Array.from({ length: width }, (_, index) => `c${index + 1}`);
	doc.getArray(rowsRoot(table)).push(rows);
	doc.getArray(columnsRoot(table)).push(columns);
	eachCell(node, 0, jsonTree, (cell, _, row, index) => {
		const column = places[row]?.[index] ?? 0;
		const text = textOf(doc, cellRoot(table, rows[row] as string, columns[column] as string));
		seedText(text, flatten(jsonTree.children(cell), jsonTree, 0, null));
		for (const [key, value] of cellEntries(cell, jsonTree)) text.setAttribute(key, value);
	});
}
