import { deleteSelection } from "@tiptap/pm/commands";
import { AllSelection } from "@tiptap/pm/state";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { flat } from "../../laws/editor.ts";
import { schema } from "../../laws/schema.ts";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const row = { type: "tableRow", content: [{ type: "tableCell", content: [paragraph("a")] }] };
const table = { type: "table", content: [row, row] };

it.each([
	["alone", [table]],
	["first", [table, paragraph("après")]],
	["last", [paragraph("avant"), table]],
])("a table that stands %s goes with everything else", (_, content) => {
	const doc = new Y.Doc();
	flat.seed(doc, schema.nodeFromJSON({ type: "doc", content }));
	const editor = flat.edit(doc);
	editor.dispatch(editor.state.tr.setSelection(new AllSelection(editor.state.doc)));
	deleteSelection(editor.state, (tr) => editor.dispatch(tr));
	expect([editor.state.doc.toString(), editor.read().toString()]).toEqual(["doc(paragraph)", "doc(paragraph)"]);
	editor.undo();
	expect(editor.state.doc.textContent).toContain("aa");
});
