import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { Node } from "../../../shared/convention/state.ts";
import { toDoc } from "../../../shared/live/document.ts";
import { cellRoot, columnsRoot, liveRoot, rowsRoot, tableName } from "../../../shared/live/layout.ts";
import { seed } from "../../../shared/live/seed.ts";
import { schema } from "../../../shared/schema.ts";
import { garbage, nodes, SECTION } from "./random.ts";

const seedNumber = randomInt(2 ** 31);
const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
	fc.assert(fc.property(arbitrary, property), { seed: seedNumber, numRuns: 500 });

/** As ProseMirror has it: defaults said, neighbours joined. */
const documentOf = (content: Node[]) => schema.nodeFromJSON({ type: "doc", content });

function seeded(content: Node[]): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => seed(doc, SECTION, content));
	return doc;
}

const p = (text?: string): Node => ({ type: "paragraph", ...(text && { content: [{ type: "text", text }] }) });
const cell = (text: string, attrs = {}): Node => ({ type: "tableCell", attrs, content: [p(text)] });
const table = (...rows: Node[][]): Node => ({
	type: "table",
	content: rows.map((content) => ({ type: "tableRow", content })),
});

describe(`the document of a flat text (seed ${seedNumber})`, () => {
	test("is one that the schema takes, whatever the room holds, and makes no root", () => {
		holds(garbage, (doc) => {
			const roots = doc.share.size;
			documentOf(toDoc(doc, SECTION)).check();
			expect(doc.share.size).toBe(roots);
		});
	});

	test("is read again as it was written, also after what nobody honest wrote", () => {
		holds(garbage, (doc) => {
			const content = toDoc(doc, SECTION).map(withoutBreaks);
			expect(documentOf(toDoc(seeded(content), SECTION)).toJSON()).toEqual(documentOf(content).toJSON());
		});
	});

	test("is the one that was written, for whatever the editor can make", () => {
		holds(nodes, (content) => {
			expect(documentOf(toDoc(seeded(content), SECTION)).toJSON()).toEqual(documentOf(content).toJSON());
		});
	});

	test("is one empty paragraph where nothing was ever written", () => {
		expect(toDoc(new Y.Doc(), SECTION)).toEqual([{ type: "paragraph" }]);
	});

	test("takes plain words that a program put in", () => {
		const doc = new Y.Doc();
		doc.getText(liveRoot(SECTION)).insert(0, "mots");
		expect(toDoc(doc, SECTION)).toEqual([p("mots")]);
	});

	test("shows what was typed in the block of a table below it", () => {
		const doc = seeded([table([cell("un")])]);
		doc.getText(liveRoot(SECTION)).insert(0, "pendant");
		expect(toDoc(doc, SECTION)).toEqual([table([cell("un")]), p("pendant")].map(lean));
	});

	test("shows a table that is named twice once", () => {
		const doc = seeded([p("a"), table([cell("un")])]);
		const text = doc.getText(liveRoot(SECTION));
		text.insertEmbed(text.length, new Y.Map([["i", "t1"]]), {});
		expect(toDoc(doc, SECTION).map(({ type }) => type)).toEqual(["paragraph", "table", "paragraph"]);
	});

	test("keeps merged cells, and lets none reach over another", () => {
		const merged = table([cell("large", { colspan: 2 })], [cell("a"), cell("b")]);
		const doc = seeded([merged]);
		expect(toDoc(doc, SECTION)).toEqual([merged].map(lean));
		doc.getText(cellRoot(tableName(SECTION, "t1"), "r2", "c1")).setAttribute("x", 40 as never);
		doc.getText(cellRoot(tableName(SECTION, "t1"), "r1", "c1")).setAttribute("y", 2 as never);
		expect(toDoc(doc, SECTION)[0]?.content?.map((row) => row.content?.length ?? 0)).toEqual([1, 0]);
	});

	test("grows by the rows of one and the columns of another, and stays rectangular", () => {
		const doc = seeded([table([cell("a"), cell("b")])]);
		const name = tableName(SECTION, "t1");
		doc.getArray(rowsRoot(name)).push(["x", "y"]);
		doc.getArray(columnsRoot(name)).insert(0, ["z", "z", 4]);
		const [shown] = toDoc(doc, SECTION);
		expect(shown?.content?.map((row) => row.content?.length)).toEqual([3, 3, 3]);
	});

	test("is gone with its last row, and back with it", () => {
		const doc = seeded([p("a"), table([cell("un")])]);
		const rows = doc.getArray(rowsRoot(tableName(SECTION, "t1")));
		const undo = new Y.UndoManager(rows);
		rows.delete(0, 1);
		expect(toDoc(doc, SECTION)).toEqual([p("a"), p()]);
		undo.undo();
		expect(toDoc(doc, SECTION)[1]).toEqual(lean(table([cell("un")])));
	});
});

/** Without attributes that say nothing. */
function lean({ attrs, content, ...node }: Node): Node {
	return {
		...node,
		...(attrs && Object.keys(attrs).length > 0 && { attrs }),
		...(content && { content: content.map(lean) }),
	};
}

/** A line end within text becomes a space when it is written. */
function withoutBreaks({ text, content, ...node }: Node): Node {
	return {
		...node,
		...(text !== undefined && { text: text.replaceAll("\n", " ") }),
		...(content && { content: content.map(withoutBreaks) }),
	};
}
