import { expect, it } from "vitest";
import * as Y from "yjs";
import { run, select, typeText } from "../../laws/commands.ts";
import { type Editor, flat } from "../../laws/editor.ts";
import { schema } from "../../laws/schema.ts";

/** Editors of one section, who see nothing of each other until they are told. */
function together(count: number, ...texts: string[]): Editor[] {
	const base = new Y.Doc();
	const paragraphs = texts.map((text) => schema.node("paragraph", null, text === "" ? [] : [schema.text(text)]));
	flat.seed(base, schema.node("doc", null, paragraphs));
	return Array.from({ length: count }, () => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
		return flat.edit(doc);
	});
}

/** What one of them did reaches the other. */
const send = ({ doc: from }: Editor, { doc: to }: Editor) =>
	Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

/** From now on each change of one arrives at the other by itself. */
const follow = ({ doc: from }: Editor, { doc: to }: Editor) => from.on("update", (update) => Y.applyUpdate(to, update));

/** The text on both sides of the caret. */
const beside = ({ state }: Editor) => {
	const { $head } = state.selection;
	return [
		$head.parent.textBetween(0, $head.parentOffset),
		$head.parent.textBetween($head.parentOffset, $head.parent.content.size),
	];
};

/** One makes a table where another types: the words that stand in the table's block are shown below it. */
function wordsBelowTable([maker, typist, ...readers]: Editor[]): void {
	const [a, b] = [maker as Editor, typist as Editor];
	select(a, 1);
	run(a, "table");
	select(b, 1);
	typeText(b, "dessous");
	for (const from of [a, b]) for (const to of [a, b, ...readers]) if (from !== to) send(from, to);
}

it("keeps a caret in its word once words below a table have got a block of their own", () => {
	const [a, b, c] = together(3, "", "mot qui suit") as [Editor, Editor, Editor];
	wordsBelowTable([a, b, c]);
	const { doc } = c.state;
	select(c, doc.content.size - 8);
	const at = beside(c);
	follow(a, c);
	// The first to write gives these words their block: what is seen stays as it is.
	select(a, a.state.doc.content.size - 1);
	typeText(a, "!");
	expect(beside(c)).toEqual([at[0], `${at[1]}!`]);
	select(a, 4);
	typeText(a, "case");
	expect(c.state.doc.toString()).toBe(a.state.doc.toString());
	expect(beside(c)).toEqual([at[0], `${at[1]}!`]);
});
