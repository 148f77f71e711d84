import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { CellSelection } from "@tiptap/pm/tables";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { run, select, typeText } from "../../laws/commands.ts";
import { type Editor, flat } from "../../laws/editor.ts";
import { schema } from "../../laws/schema.ts";

/** Editors of one section, who see nothing of each other until they are told. */
function together(count: number, ...texts: string[]): Editor[] {
	const paragraphs = texts.map((text) => schema.node("paragraph", null, text === "" ? [] : [schema.text(text)]));
	return editorsOf(count, schema.node("doc", null, paragraphs));
}

function editorsOf(count: number, content: Node): Editor[] {
	const base = new Y.Doc();
	flat.seed(base, content);
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

it("writes the letters of a word side by side while what follows is deleted and written in", () => {
	const [a, b, c] = together(3, "avant milieu") as [Editor, Editor, Editor];
	select(b, 10);
	typeText(b, "X");
	select(a, 7);
	typeText(a, "m");
	select(c, 7, 13);
	run(c, "remove");
	send(c, a);
	typeText(a, "ot");
	send(b, a);
	expect(a.state.doc.toString()).toBe('doc(paragraph("avant motX"))');
});

it("takes whole words out where a browser tells of letters of two", () => {
	const [a, b] = together(2, "un mot1 mot2 trois") as [Editor, Editor];
	select(b, 9);
	typeText(b, "X");
	// "mot1 " went; "ot1 m" is what a comparison of the page finds.
	a.dispatch(a.state.tr.delete(5, 10));
	send(b, a);
	expect(a.state.doc.toString()).toBe('doc(paragraph("un Xmot2 trois"))');
});

it("leaves the next word alone where a browser tells of its first letter", () => {
	const [a, b] = together(2, "mot1 mot2 trois") as [Editor, Editor];
	select(b, 6);
	typeText(b, "X");
	// A space was typed over "mot1 "; the comparison takes the "m" of the next word along.
	a.dispatch(a.state.tr.insertText(" m", 1, 7));
	send(b, a);
	expect(a.state.doc.toString()).toBe('doc(paragraph(" Xmot2 trois"))');
});

it.each([
	["a letter of a word", "aab", 2, 3, "ab"],
	["the end of one word and the beginning of another", "avant milieu", 4, 9, "avalieu"],
	["alike words", "non non non", 1, 5, "non non"],
])("takes out %s", (_, text, from, to, left) => {
	const [a] = together(1, text) as [Editor];
	a.dispatch(a.state.tr.delete(from, to));
	expect(a.doc.getText("live/besoins").toString()).toBe(left);
});

describe("a range that enters a table", () => {
	const p = (text: string) => schema.node("paragraph", null, [schema.text(text)]);
	const row = (...texts: string[]) =>
		schema.node(
			"tableRow",
			null,
			texts.map((text) => schema.node("tableCell", null, [p(text)])),
		);
	const table = schema.node("table", null, [row("alpha", "beta"), row("gamma", "delta")]);
	const editing = (...content: Node[]) => editorsOf(1, schema.node("doc", null, content))[0] as Editor;
	const tabled = () => editing(p("avant"), table, p("après"));
	/** A place within a word. */
	const within = ({ state: { doc } }: Editor, word: string): number => {
		let found = 0;
		doc.descendants((node, at) => {
			if (node.text === word) found = at + 1;
		});
		return found;
	};
	const range = (editor: Editor, from: string, to: string) => select(editor, within(editor, from), within(editor, to));
	const selected = ({ state: { selection, doc } }: Editor) => [
		doc.textBetween(selection.from, selection.to, " "),
		selection.head > selection.anchor,
	];

	it.each([
		["avant", "delta", "vant alpha beta gamma delta", true],
		["après", "alpha", "alpha beta gamma delta a", false],
		["beta", "après", "alpha beta gamma delta a", true],
		["gamma", "avant", "vant alpha beta gamma delta", false],
	])("takes all of it, from %s to %s", (from, to, text, isForward) => {
		const editor = tabled();
		range(editor, from, to);
		expect(selected(editor).map((each) => (typeof each === "string" ? each.trim() : each))).toEqual([text, isForward]);
	});

	it("takes whole cells within it", () => {
		const editor = tabled();
		range(editor, "alpha", "beta");
		expect(editor.state.selection).toBeInstanceOf(CellSelection);
	});

	it("leaves it again as the keyboard goes back", () => {
		const editor = tabled();
		range(editor, "avant", "alpha");
		const back = TextSelection.create(editor.state.doc, within(editor, "avant"), within(editor, "delta"));
		editor.dispatch(editor.state.tr.setSelection(back).scrollIntoView());
		expect(selected(editor)).toEqual(["vant", true]);
	});

	it("stays where a mouse moves on within it", () => {
		const editor = tabled();
		range(editor, "avant", "alpha");
		const [text] = selected(editor);
		range(editor, "avant", "delta");
		expect(selected(editor)).toEqual([text, true]);
	});

	it("ends before it where nothing stands beyond", () => {
		const editor = editing(p("avant"), table);
		range(editor, "avant", "alpha");
		expect(selected(editor)).toEqual(["vant", true]);
	});

	it("moves no word from one text into another when it is deleted", () => {
		const editor = tabled();
		range(editor, "avant", "delta");
		run(editor, "remove");
		expect(editor.state.doc.toString()).toBe('doc(paragraph("aaprès"))');
	});
});
