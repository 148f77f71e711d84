import type { Editor } from "@tiptap/core";
import * as Y from "yjs";
import { toDoc } from "../../../shared/live/document.ts";
import { seed } from "../../../shared/live/seed.ts";
import { type Element, type Mounted, mount, SECTION } from "./mounted.ts";

/** What the test may ask of the page: an editor that is seen, and another person's that is not. */
export interface Composing {
	start(paragraphs: string[]): void;
	/** Puts the caret into the visible editor. */
	caret(position: number): void;
	/** The other person does this, and what they did arrives. */
	remote(act: RemoteAct): void;
	read(): { shown: string; other: string; inStep: boolean; holding: boolean };
}

const REMOTE_ACTS = {
	"writes elsewhere": (editor) => editor.view.dispatch(editor.state.tr.insertText("AA", 17)),
	"puts a paragraph before": ({ view, schema }) =>
		view.dispatch(view.state.tr.insert(0, schema.node("paragraph", null, [schema.text("nouveau")]))),
	"writes at the line's start": (editor) => editor.view.dispatch(editor.state.tr.insertText("AA", 1)),
	"writes at the line's end": (editor) => editor.view.dispatch(editor.state.tr.insertText("BB", 14)),
	"writes right before the word": (editor) => editor.view.dispatch(editor.state.tr.insertText("CC", 9)),
	"makes it a title": (editor) => editor.chain().setTextSelection(2).toggleHeading({ level: 3 }).run(),
	"makes it a list": (editor) => editor.chain().setTextSelection(2).toggleBulletList().run(),
	"cuts it before": (editor) => editor.chain().setTextSelection(4).splitBlock().run(),
	"cuts it after": (editor) => editor.chain().setTextSelection(12).splitBlock().run(),
	"makes a word bold": (editor) => editor.chain().setTextSelection({ from: 1, to: 3 }).toggleBold().run(),
	"empties it": (editor) => editor.view.dispatch(editor.state.tr.delete(1, 14)),
} satisfies Record<string, (editor: Editor) => unknown>;

export type RemoteAct = keyof typeof REMOTE_ACTS;

declare const document: { querySelector(selector: string): Element; createElement(tag: string): Element };

let mine: Mounted;
let theirs: Mounted;

const send = (from: Y.Doc, to: Y.Doc) =>
	Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), "network");

const composing: Composing = {
	start(paragraphs) {
		mine?.editor.destroy();
		theirs?.editor.destroy();
		const base = new Y.Doc();
		base.clientID = 3;
		const nodes = paragraphs.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] }));
		base.transact(() => seed(base, SECTION, nodes));
		const [a, b] = [new Y.Doc(), new Y.Doc()];
		// Of two who write at one place at once, the smaller number stands first.
		a.clientID = 1;
		b.clientID = 2;
		for (const doc of [a, b]) send(base, doc);
		mine = mount(a, document.querySelector("#editor"));
		theirs = mount(b, document.createElement("div"));
		mine.editor.view.focus();
	},
	caret(position) {
		mine.editor.commands.setTextSelection(position);
	},
	remote(act) {
		REMOTE_ACTS[act](theirs.editor);
		send(theirs.doc, mine.doc);
	},
	read() {
		send(mine.doc, theirs.doc);
		const { doc } = mine.editor.state;
		return {
			shown: doc.toString(),
			other: theirs.editor.state.doc.toString(),
			inStep: mine.editor.schema.nodeFromJSON({ type: "doc", content: toDoc(mine.doc, SECTION) }).eq(doc),
			holding: mine.binding.isHolding,
		};
	},
};

(globalThis as unknown as { composing: Composing }).composing = composing;
