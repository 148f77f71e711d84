import { type Form, PARAGRAPH } from "./form.ts";
import { MAX_LIST_DEPTH } from "./layout.ts";

/** How a document is read: JSON, or ProseMirror's own nodes. */
export interface Tree<Node> {
	type(node: Node): string;
	attribute(node: Node, name: string): unknown;
	children(node: Node): readonly Node[];
	/** What positions count; a node's content begins one after the node. */
	size(node: Node): number;
}

/** A paragraph, a title or a table where it stands in a document. */
export interface Leaf<Node> {
	form: Form;
	/** null: an empty paragraph that the document lacks. */
	node: Node | null;
	/** Where the node begins. */
	at: number;
}

/** A table's form is asked for by its node. */
export type TableIds<Node> = (table: Node) => string;

/**
 * A document as flat blocks, in order: the inverse of `nest`. `idOf` names its tables; without it, as in a cell, a table's
 * words become blocks. A list deeper than lists may be ends at the deepest.
 */
export function flatten<Node>(
	children: readonly Node[],
	tree: Tree<Node>,
	start: number,
	idOf: TableIds<Node> | null,
): Leaf<Node>[] {
	const leaves: Leaf<Node>[] = [];
	/** Blocks beside each other, outside of lists at depth 0, else those that go on in an item. */
	const walk = (nodes: readonly Node[], from: number, depth: number) => {
		const inside: Form = depth === 0 ? PARAGRAPH : { ...PARAGRAPH, d: depth, c: 1 };
		let at = from;
		let before: string | null | undefined;
		for (const node of nodes) {
			const type = tree.type(node);
			const k = kindOf(node, type, tree);
			if (k !== undefined) items(node, at + 1, depth + 1, k, before === k);
			else if (type === "table") table(node, at, inside, depth);
			else leaves.push({ form: { ...inside, t: titleOf(node, type, tree) }, node, at });
			before = k;
			at += tree.size(node);
		}
	};
	const items = (list: Node, from: number, depth: number, k: string | null, afterAlike: boolean) => {
		let at = from;
		const d = Math.min(depth, MAX_LIST_DEPTH);
		for (const [index, item] of tree.children(list).entries()) {
			const n = index === 0 ? beginning(list, tree, k, afterAlike) : null;
			const [first, ...others] = tree.children(item);
			const isText = first !== undefined && isTextblock(tree.type(first));
			leaves.push({ form: { ...PARAGRAPH, d, k, n }, node: isText ? first : null, at: at + 1 });
			if (isText) walk(others, at + 1 + tree.size(first), d);
			else walk(tree.children(item), at + 1, d);
			at += tree.size(item);
		}
	};
	const table = (node: Node, at: number, inside: Form, depth: number) => {
		if (idOf !== null) leaves.push({ form: { ...inside, i: idOf(node) }, node, at });
		else
			eachCell(node, at, tree, (cell, cellAt) => {
				walk(tree.children(cell), cellAt + 1, depth);
			});
	};
	walk(children, start, 0);
	if (leaves.length === 0) leaves.push({ form: PARAGRAPH, node: null, at: start });
	return leaves;
}

/** Calls for each cell of a table, in order, with where it begins. */
export function eachCell<Node>(
	table: Node,
	tableAt: number,
	tree: Tree<Node>,
	call: (cell: Node, at: number, row: number, index: number) => void,
): void {
	let rowAt = tableAt + 1;
	for (const [row, rowNode] of tree.children(table).entries()) {
		let at = rowAt + 1;
		for (const [index, cell] of tree.children(rowNode).entries()) {
			call(cell, at, row, index);
			at += tree.size(cell);
		}
		rowAt += tree.size(rowNode);
	}
}

const isTextblock = (type: string) => type === "paragraph" || type === "heading";

/** How this list is numbered, null for bullets; undefined for what is no list. */
function kindOf<Node>(node: Node, type: string, tree: Tree<Node>): string | null | undefined {
	if (type === "bulletList") return null;
	return type === "orderedList" ? String(tree.attribute(node, "type") ?? "o") : undefined;
}

const titleOf = <Node>(node: Node, type: string, tree: Tree<Node>): Form["t"] =>
	type === "heading" ? (tree.attribute(node, "level") === 4 ? "h4" : "h3") : null;

/** The number a list begins with, where it does not go without saying. */
function beginning<Node>(list: Node, tree: Tree<Node>, k: string | null, afterAlike: boolean): number | null {
	const start = k === null ? 1 : Number(tree.attribute(list, "start") ?? 1);
	return start !== 1 || afterAlike ? start : null;
}
