import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { canJoin, canSplit, findWrapping, liftTarget, Transform } from "@tiptap/pm/transform";
import { initProseMirrorDoc, updateYFragment } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { schema } from "../../shared/schema.ts";
import type { Random } from "./random.ts";
import { FIELDS } from "./world.ts";

const { bulletList, orderedList, listItem, paragraph, heading, hardBreak, table, tableRow, tableCell } = schema.nodes;

type Edit = (transform: Transform, random: Random) => void;

/** What people do in a section: each works on the ProseMirror document, as TipTap's commands do. */
const edits: Record<string, Edit> = {
	type: (transform, random) => transform.insert(anywhereInText(transform.doc, random), schema.text(words(random))),
	typeOver: (transform, random) => {
		const [from, to] = range(transform.doc, random);
		transform.replaceWith(from, to, schema.text(words(random)));
	},
	backspace: (transform, random) => {
		const at = anywhereInText(transform.doc, random);
		const { parent, parentOffset } = transform.doc.resolve(at);
		if (parentOffset > 1) transform.delete(at - (isInsideCharacter(parent, parentOffset - 1) ? 2 : 1), at);
	},
	deleteRange: (transform, random) => void transform.deleteRange(...range(transform.doc, random)),
	cutAcross: (transform, random) => {
		const [a, b] = [anywhereInText(transform.doc, random), anywhereInText(transform.doc, random)];
		transform.deleteRange(Math.min(a, b), Math.max(a, b));
	},
	enter: (transform, random) => {
		const at = anywhereInText(transform.doc, random);
		const isInItem = transform.doc.resolve(at).node(-1)?.type === listItem;
		const depth = isInItem && canSplit(transform.doc, at, 2) ? 2 : 1;
		if (canSplit(transform.doc, at, depth)) transform.split(at, depth);
	},
	join: (transform, random) => {
		const at = transform.doc.resolve(anywhereInText(transform.doc, random)).before();
		if (canJoin(transform.doc, at)) transform.join(at);
	},
	mark: (transform, random) => void transform.addMark(...range(transform.doc, random), anyMark(random)),
	unmark: (transform, random) => void transform.removeMark(...range(transform.doc, random)),
	heading: (transform, random) => {
		const at = anywhereInText(transform.doc, random);
		const type = random.chance(0.6) ? heading : paragraph;
		if (type) transform.setBlockType(at, at, type, type === heading ? { level: random.pick([3, 4]) } : null);
	},
	list: (transform, random) => {
		const block = transform.doc.resolve(anywhereInText(transform.doc, random)).blockRange();
		const wrapping = block && findWrapping(block, random.pick([bulletList, orderedList]) as typeof bulletList & object);
		if (block && block.depth < 6 && wrapping) transform.wrap(block, wrapping);
	},
	lift: (transform, random) => {
		const block = transform.doc.resolve(anywhereInText(transform.doc, random)).blockRange();
		const target = block && liftTarget(block);
		if (block && target !== null && target !== undefined) transform.lift(block, target);
	},
	break: (transform, random) => transform.insert(anywhereInText(transform.doc, random), node(hardBreak)),
	paste: (transform, random) => {
		const blocks = Array.from({ length: 1 + random.int(3) }, () => anyBlock(random));
		transform.replaceRange(...range(transform.doc, random), new Slice(Fragment.from(blocks), 0, 0));
	},
	addBlock: (transform, random) => transform.insert(blockEdge(transform.doc, random), anyBlock(random)),
	deleteBlock: (transform, random) => {
		const index = random.int(transform.doc.childCount);
		const from = startOf(transform.doc, index);
		if (transform.doc.childCount > 1) transform.delete(from, from + transform.doc.child(index).nodeSize);
	},
	selectAllAndDelete: (transform, random) => {
		if (random.chance(0.1)) transform.replaceWith(0, transform.doc.content.size, node(paragraph));
	},
	tableRow: (transform, random) => {
		const tables = transform.doc.children.flatMap((child, index) => (child.type === table ? [index] : []));
		if (tables.length === 0) return;
		const index = random.pick(tables);
		const from = startOf(transform.doc, index) + 1;
		const first = transform.doc.child(index).firstChild;
		if (first === null) return;
		if (random.chance(0.6)) transform.insert(from, row(first.childCount, random));
		else if (transform.doc.child(index).childCount > 1) transform.delete(from, from + first.nodeSize);
	},
};

const TYPING = ["type", "type", "typeOver", "backspace"];
const names = [...Object.keys(edits), ...TYPING, ...TYPING];

/** Opens the section as TipTap does, edits, and writes the difference back. Returns the name of the edit. */
export function editSection(doc: Y.Doc, fragment: Y.XmlFragment, random: Random): string {
	const { doc: content, mapping } = initProseMirrorDoc(fragment, schema);
	const start = content.childCount === 0 ? node(schema.topNodeType, [node(paragraph)]) : content;
	const transform = new Transform(start);
	const name = random.pick(names);
	edits[name]?.(transform, random);
	transform.doc.check();
	if (transform.docChanged) updateYFragment(doc, fragment, transform.doc, { mapping, isOMark: new Map() });
	return name;
}

export function editFields(fields: Y.Map<unknown>, random: Random, may: (key: string) => boolean): string {
	const key = random.pick(Object.keys(FIELDS).filter(may));
	if (random.chance(0.2)) fields.delete(key);
	else fields.set(key, words(random));
	return "field";
}

/** Content of a new section, as a ProseMirror document. */
export function startingContent(random: Random): Node {
	return node(schema.topNodeType, [anyBlock(random), anyBlock(random), paragraphOf(random)]);
}

function anyBlock(random: Random): Node {
	const kind = random.int(8);
	if (kind === 0) return node(table, [row(2, random), row(2, random)]);
	if (kind === 1) return node(bulletList, [item(random), item(random)]);
	if (kind === 2) return node(orderedList, [item(random)], { start: 1 + random.int(3) });
	if (kind === 3) return node(heading, [schema.text(words(random))], { level: 3 });
	return paragraphOf(random);
}

function paragraphOf(random: Random): Node {
	const marked = schema.text(words(random), [anyMark(random)]);
	return node(paragraph, [schema.text(words(random)), marked, schema.text(words(random))]);
}

const item = (random: Random) => node(listItem, [paragraphOf(random)]);
const row = (cells: number, random: Random) =>
	node(
		tableRow,
		Array.from({ length: cells }, () => node(tableCell, [paragraphOf(random)])),
	);

function node(type: typeof paragraph, content: Node[] = [], attrs: Record<string, unknown> | null = null): Node {
	if (type === undefined) throw new Error("the schema lacks a node type");
	return type.createChecked(attrs, content);
}

function anyMark(random: Random) {
	const name = random.pick(["bold", "italic", "superscript", "link"]);
	return schema.mark(name, name === "link" ? { href: `https://exemple.fr/${random.int(9)}` } : null);
}

const WORDS = [
	"la Caf ",
	"et la commune ",
	"s’engagent ",
	"à l’accueil ",
	"👍 ",
	"des familles ",
	"é",
	"a",
	" ",
	"👨‍👩‍👧 ",
];
const words = (random: Random) => Array.from({ length: 1 + random.int(3) }, () => random.pick(WORDS)).join("");

/** A place for a caret: never between the two halves of one character. */
function anywhereInText(doc: Node, random: Random): number {
	const places: number[] = [];
	doc.descendants((child, at) => {
		if (!child.isTextblock) return;
		for (let offset = 0; offset <= child.content.size; offset++) {
			if (!isInsideCharacter(child, offset)) places.push(at + 1 + offset);
		}
	});
	return random.pick(places);
}

function isInsideCharacter(textblock: Node, offset: number): boolean {
	const around = textblock.textBetween(Math.max(0, offset - 1), offset, "", "\n");
	return /[\ud800-\udbff]$/.test(around);
}

function range(doc: Node, random: Random): [from: number, to: number] {
	const from = anywhereInText(doc, random);
	const $from = doc.resolve(from);
	let to = from + random.int($from.end() - from + 1);
	if (isInsideCharacter($from.parent, to - $from.start())) to++;
	return [from, to];
}

function startOf(doc: Node, index: number): number {
	return doc.children.slice(0, index).reduce((size, child) => size + child.nodeSize, 0);
}

const blockEdge = (doc: Node, random: Random) => startOf(doc, random.int(doc.childCount + 1));
