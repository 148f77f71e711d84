import type { Nodes, PhrasingContent, RootContent, Table } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { toString as plainText } from "mdast-util-to-string";
import type { Block, TableCell, TableRow } from "../model.ts";
import { type Compilation, claim, refuse } from "./compilation.ts";
import { nameOf, partsOf } from "./directives.ts";
import { owners } from "./header.ts";
import { type Place, placeOf, readClause } from "./place.ts";

type ReadBlocks = (nodes: RootContent[], place: Place, compilation: Compilation) => Block[];
type TableBlock = Extract<Block, { type: "table" }>;

/** The rows of a Markdown table, counted from `first`; its first row holds the headers. */
export function readTable(table: Table, id: string, first: number, compilation: Compilation): TableRow[] {
	return table.children.map((row, at) => ({
		cells: row.children.map((cell, column) =>
			lineCell(cell.children, cell, `${id}.r${at + first}.c${column + 1}`, at === 0, compilation),
		),
	}));
}

/**
 * A table whose rows the parties add (R26): the label is a row over all columns, the Markdown table within gives the
 * columns, and `lignes` the number of rows to begin with.
 */
export function readGrowing(node: LeafDirective | ContainerDirective, compilation: Compilation): TableBlock {
	const { label, body } = partsOf(node);
	const { id = "", rédacteur, lignes } = node.attributes ?? {};
	const table = body.find((child) => child.type === "table");
	if (table === undefined || body.length > 1 || table.children.length > 1) {
		refuse(compilation, node, "« :::lignes-libres » contient un tableau d'une ligne de titres. Ne gardez que lui.");
	}
	const own = claim(compilation, id ?? "", node);
	const columns = table?.children[0]?.children ?? [];
	const over = label.length === 0 ? [] : [overRow(label, node, own, columns.length, compilation)];
	const rows = table === undefined ? [] : readTable(table, own, over.length + 1, compilation);
	const growing = {
		owner: owners[rédacteur ?? ""] ?? "all",
		columns: columns.map((column) => spoken(plainText(column))),
		initial: Array.from({ length: Number(lignes ?? 0) }, (_, at) => `ligne-${at + 1}`),
	};
	return { type: "table", id: own, rows: [...over, ...rows], growing };
}

function overRow(
	label: PhrasingContent[],
	node: Nodes,
	id: string,
	colspan: number,
	compilation: Compilation,
): TableRow {
	return { cells: [{ ...lineCell(label, node, `${id}.r1.c1`, true, compilation), colspan }] };
}

/** A header written in capitals is spelt out by screen readers. */
function spoken(header: string): string {
	return header === header.toUpperCase() ? header.slice(0, 1) + header.slice(1).toLowerCase() : header;
}

/** A table of two columns in which each row is a directive: its label on the left, its blocks on the right. */
export function readSheet(
	node: LeafDirective | ContainerDirective,
	readBlocks: ReadBlocks,
	compilation: Compilation,
): TableBlock {
	const id = claim(compilation, node.attributes?.id ?? "", node);
	const rows = partsOf(node).body.flatMap((row, at) => {
		if (row.type === "containerDirective" && [":::titres", ":::ligne"].includes(nameOf(row))) {
			return [sheetRow(row, `${id}.r${at + 1}`, readBlocks, compilation)];
		}
		refuse(compilation, row, "Une fiche ne contient que « :::titres » et « :::ligne ». Mettez-y ce texte.");
		return [];
	});
	return { type: "table", id, rows, growing: null };
}

function sheetRow(row: ContainerDirective, id: string, readBlocks: ReadBlocks, compilation: Compilation): TableRow {
	const { label, body } = partsOf(row);
	const left = lineCell(label, row, `${id}.c1`, true, compilation);
	const own = claim(compilation, `${id}.c2`, row);
	const blocks = readBlocks(body, placeOf(own), compilation);
	return { cells: [left, cellOf(own, nameOf(row) === ":::titres", blocks)] };
}

function lineCell(
	content: PhrasingContent[],
	at: Nodes,
	id: string,
	header: boolean,
	compilation: Compilation,
): TableCell {
	claim(compilation, id, at);
	const blocks: Block[] =
		content.length === 0 ? [] : [{ type: "paragraph", ...readClause(content, at, "p", placeOf(id), compilation) }];
	return cellOf(id, header, blocks);
}

function cellOf(id: string, header: boolean, blocks: Block[]): TableCell {
	return { id, header, colspan: 1, rowspan: 1, blocks };
}
