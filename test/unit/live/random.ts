import fc from "fast-check";
import * as Y from "yjs";
import type { Node } from "../../../shared/convention/state.ts";
import {
	BLOCK_KEYS,
	CELL_KEYS,
	cellRoot,
	columnsRoot,
	liveRoot,
	rowsRoot,
	tableName,
} from "../../../shared/live/layout.ts";

/** The one section of these tests. */
export const SECTION = "besoins";

const junk = fc.constantFrom<unknown>(
	...[null, true, false, 1, -1, 1e9, 0.5, Number.NaN, "o", "a", "h3", "h9", "p", "", {}, { a: 1 }, [1]],
	...["https://lys.example", "javascript:1", 3, 2, "t1", "t2", "__proto__"],
);
const words = fc.constantFrom("mot", "\n", "\u2028", "\u0000", "\ud800", "a\nb", " ", "👍", "é");
const blockKey = fc.constantFrom(...BLOCK_KEYS, ...CELL_KEYS, "zz", "__proto__");
const mark = fc.constantFrom("bold", "link", "italic", "t", "zz", "__proto__");
const where = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const id = fc.constantFrom("a", "b", "c", "", "a b", "__proto__");

/** One edit that no honest page would make, as a function of the document. */
type Edit = (doc: Y.Doc) => void;

const inText = (edit: (text: Y.Text, at: number) => void) =>
	fc.tuple(where, fc.constantFrom(0, 0, 0, 1, 2)).map(
		([share, which]): Edit =>
			(doc) => {
				const roots = [
					liveRoot(SECTION),
					cellRoot(tableName(SECTION, "t1"), "a", "a"),
					cellRoot(tableName(SECTION, "t1"), "b", "a"),
				];
				const text = doc.getText(roots[which] as string);
				edit(text, Math.floor(share * (text.length + 1)));
			},
	);

const edit: fc.Arbitrary<Edit> = fc.oneof(
	fc
		.tuple(words, mark, junk)
		.chain(([insert, key, value]) => inText((text, at) => text.insert(at, insert, { [key]: value as string }))),
	words.chain((insert) => inText((text, at) => text.insert(at, insert))),
	fc
		.array(fc.tuple(blockKey, junk), { maxLength: 5 })
		.chain((entries) => inText((text, at) => text.insertEmbed(at, new Y.Map(entries), {}))),
	fc.constantFrom({ b: 1 }, { image: "x" }).chain((embed) => inText((text, at) => text.insertEmbed(at, embed, {}))),
	fc
		.constantFrom(
			() => new Y.Array(),
			() => new Y.Text("t"),
			() => new Y.XmlElement("p"),
		)
		.chain((make) => inText((text, at) => text.insertEmbed(at, make() as unknown as object, {}))),
	fc.tuple(mark, junk).chain(([key, value]) => inText((text, at) => text.format(0, at, { [key]: value as string }))),
	fc.tuple(blockKey, junk).chain(([key, value]) => inText((text) => text.setAttribute(key, value as string))),
	inText((text, at) => at > 0 && text.delete(at - 1, 1)),
	fc.tuple(fc.boolean(), fc.oneof(id, junk)).map(
		([isRow, value]): Edit =>
			(doc) => {
				const table = tableName(SECTION, "t1");
				doc.getArray(isRow ? rowsRoot(table) : columnsRoot(table)).push([value]);
			},
	),
);

/** Whatever a hostile page may have written. */
export const garbage: fc.Arbitrary<Y.Doc> = fc.array(edit, { maxLength: 40 }).map((edits) => {
	const doc = new Y.Doc();
	doc.clientID = 7;
	for (const each of edits) each(doc);
	return doc;
});

const text = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom("a", "é", " ", "1", "👍") });
const marks = fc.subarray<NonNullable<Node["marks"]>[number]>([
	{ type: "link", attrs: { href: "https://lys.example" } },
	{ type: "bold" },
	{ type: "italic" },
	{ type: "superscript" },
]);
const inline = fc
	.tuple(
		fc.oneof(
			text.map((text): Node => ({ type: "text", text })),
			fc.constant<Node>({ type: "hardBreak" }),
		),
		marks,
	)
	.map(([leaf, marks]): Node => ({ ...leaf, marks }));
const paragraph = fc.array(inline, { maxLength: 4 }).map((content): Node => ({ type: "paragraph", content }));
const heading = fc
	.tuple(fc.constantFrom(3, 4), fc.array(inline, { maxLength: 3 }))
	.map(([level, content]): Node => ({ type: "heading", attrs: { level }, content }));

const { blocks } = fc.letrec<{
	blocks: Node[];
	block: Node;
	list: Node;
	item: Node;
	table: Node;
	cellBlock: Node;
	cellList: Node;
	cellItem: Node;
}>((tie) => ({
	blocks: fc.array(tie("block"), { minLength: 1, maxLength: 5 }),
	block: fc.oneof({ depthSize: "small" }, paragraph, heading, tie("list"), tie("table")),
	list: listOf(tie("item")),
	item: itemOf(tie("block")),
	table: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([height, width]) =>
		fc
			.array(
				fc
					.array(cellOf(tie("cellBlock")), { minLength: width, maxLength: width })
					.map((content): Node => ({ type: "tableRow", content })),
				{ minLength: height, maxLength: height },
			)
			.map((content): Node => ({ type: "table", content })),
	),
	cellBlock: fc.oneof({ depthSize: "small" }, paragraph, heading, tie("cellList")),
	cellList: listOf(tie("cellItem")),
	cellItem: itemOf(tie("cellBlock")),
}));

function listOf(item: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
	const items = fc.array(item, { minLength: 1, maxLength: 3 });
	const attrs = fc.record({ start: fc.constantFrom(1, 1, 0, 5), type: fc.constantFrom(null, "a", "1") });
	return fc.oneof(
		items.map((content): Node => ({ type: "bulletList", content })),
		fc.tuple(items, attrs).map(([content, attrs]): Node => ({ type: "orderedList", attrs, content })),
	);
}

function itemOf(block: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
	return fc
		.tuple(paragraph, fc.array(block, { maxLength: 2 }))
		.map(([first, others]): Node => ({ type: "listItem", content: [first, ...others] }));
}

function cellOf(block: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
	return fc
		.tuple(fc.constantFrom("tableCell", "tableHeader"), fc.array(block, { minLength: 1, maxLength: 2 }))
		.map(([type, content]): Node => ({ type, content }));
}

/** The children of any document that the editor can make, without merged cells. */
export const nodes: fc.Arbitrary<Node[]> = blocks;
