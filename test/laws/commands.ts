import {
	chainCommands,
	createParagraphNear,
	deleteSelection,
	joinBackward,
	liftEmptyBlock,
	newlineInCode,
	setBlockType,
	splitBlock,
	toggleMark,
} from "@tiptap/pm/commands";
import { Fragment, type Node, type NodeType, type ResolvedPos, Slice } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from "@tiptap/pm/tables";
import { canJoin } from "@tiptap/pm/transform";
import type { Editor } from "./editor.ts";
import { schema } from "./schema.ts";

/** A node type of the schema. */
const type = (name: string): NodeType => schema.nodes[name] as NodeType;
const bold = schema.marks.bold as NonNullable<typeof schema.marks.bold>;
const item = type("listItem");

/** What StarterKit's keys and buttons do. */
export const commands = {
	enter: chainCommands(splitListItem(item), newlineInCode, createParagraphNear, liftEmptyBlock, splitBlock),
	backspace: chainCommands(deleteSelection, joinBackward),
	remove: deleteSelection,
	bold: toggleMark(bold),
	title: (state, dispatch) => toggleTitle(state, dispatch),
	bullets: toggleList(type("bulletList")),
	numbers: toggleList(type("orderedList")),
	indent: sinkListItem(item),
	outdent: liftListItem(item),
	break: (state, dispatch) => {
		dispatch?.(state.tr.replaceSelectionWith(type("hardBreak").create()));
		return true;
	},
	table: (state, dispatch) => {
		if (isInTable(state)) return false;
		dispatch?.(state.tr.replaceSelectionWith(newTable()));
		return true;
	},
	addRow: inTable(addRowAfter),
	addColumn: inTable(addColumnAfter),
	removeRow: inTable(deleteRow),
	removeColumn: inTable(deleteColumn),
	removeTable: inTable(deleteTable),
} satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

/** Those that are meant to take text away. */
export const TAKING: readonly string[] = [
	"backspace",
	"remove",
	"removeRow",
	"removeColumn",
	"removeTable",
	"paste",
	"undo",
	"redo",
];

export const run = (editor: Editor, name: CommandName): boolean =>
	(commands[name] as Command)(editor.state, (tr) => editor.dispatch(tr));

export const typeText = (editor: Editor, text: string) => editor.dispatch(editor.state.tr.insertText(text));

/** Two paragraphs, the first and the last open as those of a copied page are. */
export function paste(editor: Editor, first: string, second: string): void {
	const paragraphs = [first, second].map((text) => type("paragraph").create(null, schema.text(text)));
	editor.dispatch(editor.state.tr.replaceSelection(new Slice(Fragment.from(paragraphs), 1, 1)));
}

export function select(editor: Editor, from: number, to = from): void {
	editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)));
}

type Dispatch = ((tr: Transaction) => void) | undefined;

function toggleTitle(state: EditorState, dispatch: Dispatch): boolean {
	const isTitle = state.selection.$from.parent.type.name === "heading";
	const command = isTitle ? setBlockType(type("paragraph")) : setBlockType(type("heading"), { level: 3 });
	return command(state, dispatch);
}

/** As TipTap does it: a list is made, made another, or taken away, and joins one of its kind beside it. */
function toggleList(list: NodeType): Command {
	return (state, dispatch) => {
		const around = listAround(state.selection.$from);
		if (!around) return wrapInList(list)(state, dispatch && ((tr) => dispatch(joinLists(tr, list))));
		if (around.node.type === list) return liftListItem(item)(state, dispatch);
		dispatch?.(state.tr.setNodeMarkup(around.pos, list, {}));
		return true;
	};
}

function listAround($from: ResolvedPos): { node: Node; pos: number } | null {
	for (let depth = $from.depth; depth > 0; depth--) {
		const node = $from.node(depth);
		if (node.type.name === "table") return null;
		if (/List$/.test(node.type.name)) return { node, pos: $from.before(depth) };
	}
	return null;
}

function joinLists(tr: Transaction, list: NodeType): Transaction {
	const { $from } = tr.selection;
	for (let depth = $from.depth; depth > 0; depth--) {
		if ($from.node(depth).type !== list) continue;
		const [before, after] = [$from.before(depth), $from.after(depth)];
		if (canJoin(tr.doc, after) && tr.doc.resolve(after).nodeAfter?.type === list) tr.join(after);
		if (canJoin(tr.doc, before) && tr.doc.resolve(before).nodeBefore?.type === list) tr.join(before);
		break;
	}
	return tr;
}

function inTable(command: Command): Command {
	return (state, dispatch) => isInTable(state) && command(state, dispatch);
}

function newTable(): Node {
	const cell = (name: string) => type(name).createAndFill() as Node;
	const row = (name: string) => type("tableRow").create(null, [cell(name), cell(name)]);
	return type("table").create(null, [row("tableHeader"), row("tableCell")]);
}
