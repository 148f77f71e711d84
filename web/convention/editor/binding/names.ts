import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { placeCells } from "../../../../shared/live/spans.ts";
import { nodeTree } from "./layout.ts";

/** An id that nobody else gives, of ten characters. */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(10));
	return Array.from(bytes, (byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte & 31]).join("");
}

/**
 * Names what commands and pastes left without a name: tables, their rows, and their columns, which a table lists. Each
 * command of prosemirror-tables works as it is: a row it makes has no id, and a column it makes is one whose cells were
 * in no column before.
 */
export function nameTables(before: EditorState, now: EditorState): Transaction | null {
	const old = new Map<string, Node>();
	const known = new Set<Node>();
	eachTable(before.doc, (table) => {
		old.set(table.attrs.id, table);
		known.add(table);
	});
	const tr = now.tr;
	const taken = new Set<string>();
	eachTable(now.doc, (table, at) => {
		const isFirst = table.attrs.id !== null && !taken.has(table.attrs.id);
		const id = isFirst ? table.attrs.id : newId();
		taken.add(id);
		if (known.has(table) && isFirst) return;
		const columns = columnsOf(table, isFirst ? old.get(id) : undefined);
		if (!isFirst) tr.setNodeAttribute(at, "id", id);
		if (JSON.stringify(columns) !== JSON.stringify(table.attrs.columns)) tr.setNodeAttribute(at, "columns", columns);
		nameRows(tr, table, at);
	});
	return tr.docChanged ? tr : null;
}

function eachTable(doc: Node, call: (table: Node, at: number) => void): void {
	doc.descendants((node, at) => {
		if (node.type.name === "table") call(node, at);
		return !node.isTextblock && node.type.name !== "table";
	});
}

function nameRows(tr: Transaction, table: Node, at: number): void {
	const taken = new Set<string>();
	table.forEach((row, offset) => {
		const isFree = row.attrs.id !== null && !taken.has(row.attrs.id);
		const id = isFree ? row.attrs.id : newId();
		taken.add(id);
		if (!isFree) tr.setNodeAttribute(at + 1 + offset, "id", id);
	});
}

/** The ids of the columns: that of an old one where a cell that begins there began in it before. */
function columnsOf(table: Node, old: Node | undefined): string[] {
	const { width } = placeCells(table, nodeTree);
	const listed: string[] = table.attrs.columns ?? [];
	if (old === undefined) return listed.length === width ? listed : Array.from({ length: width }, newId);
	const columns: string[] = old.attrs.columns;
	if (columns.length === width) return columns;
	const origins = originsOf(table, old, width);
	let last = -1;
	return origins.map((origin) => {
		// Columns keep their order: one that would stand before its left neighbour is new.
		if (origin <= last) return newId();
		last = origin;
		return columns[origin] as string;
	});
}

/** By column: the number of the old column that most of its cells were in; -1 for none. */
function originsOf(table: Node, old: Node, width: number): number[] {
	const before = new Map<Node, number>();
	const oldPlaces = placeCells(old, nodeTree).places;
	old.forEach((row, _, y) => void row.forEach((cell, _at, index) => void before.set(cell, oldPlaces[y]?.[index] ?? 0)));
	const votes = Array.from({ length: width }, () => new Map<number, number>());
	const { places } = placeCells(table, nodeTree);
	table.forEach((row, _, y) => {
		row.forEach((cell, _at, index) => {
			const origin = before.get(cell);
			const counted = votes[places[y]?.[index] ?? 0];
			if (origin !== undefined) counted?.set(origin, (counted.get(origin) ?? 0) + 1);
		});
	});
	return votes.map((counted) => [...counted].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1);
}
