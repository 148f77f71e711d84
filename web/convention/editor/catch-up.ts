import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type Ahead, isTyped } from "./ahead.ts";

/** Does in the editor what was done in its place before it stood: the click, then what was typed. */
export function catchUp(view: EditorView, { click, typed }: Ahead): void {
	view.focus();
	// The plain HTML was as high as the editor is: what was under the pointer still is.
	const clicked = click && view.posAtCoords(click);
	if (clicked) select(view, clicked.pos);
	for (const each of typed) {
		if (typeof each === "string") insert(view, each);
		else press(view, each);
	}
}

function press(view: EditorView, event: KeyboardEvent): void {
	const { $head } = view.state.selection;
	if (isTyped(event)) insert(view, event.key);
	else if (event.key === "Home") select(view, event.ctrlKey ? 0 : $head.start());
	else if (event.key === "End") select(view, event.ctrlKey ? view.state.doc.content.size : $head.end());
	else view.someProp("handleKeyDown", (handle) => handle(view, event));
}

function insert(view: EditorView, words: string): void {
	view.dispatch(view.state.tr.insertText(words).scrollIntoView());
}

function select(view: EditorView, position: number): void {
	const { doc, tr } = view.state;
	view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(position), -1)));
}
