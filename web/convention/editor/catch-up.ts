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
	else if (!view.someProp("handleKeyDown", (handle) => handle(view, event))) erase(view, event);
}

/** What no binding of a key takes a browser erases by itself: one character as it is seen, within its paragraph. */
function erase(view: EditorView, { key, ctrlKey }: KeyboardEvent): void {
	if (ctrlKey || (key !== "Backspace" && key !== "Delete")) return;
	const { $head } = view.state.selection;
	const { parent, parentOffset, pos } = $head;
	const [from, to] = key === "Backspace" ? [0, parentOffset] : [parentOffset, parent.content.size];
	const characters = [...new Intl.Segmenter("fr").segment(parent.textBetween(from, to, undefined, "\uFFFC"))];
	const length = characters.at(key === "Backspace" ? -1 : 0)?.segment.length ?? 0;
	const start = key === "Backspace" ? pos - length : pos;
	if (length > 0) view.dispatch(view.state.tr.delete(start, start + length).scrollIntoView());
}

function insert(view: EditorView, words: string): void {
	view.dispatch(view.state.tr.insertText(words).scrollIntoView());
}

function select(view: EditorView, position: number): void {
	const { doc, tr } = view.state;
	view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(position), -1)));
}
