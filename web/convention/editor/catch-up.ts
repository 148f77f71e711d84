import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type Ahead, isTyped } from "./ahead.ts";

/** Does in the editor what was done in its place before it stood: the click, then each key. */
export function catchUp(view: EditorView, { click, keys }: Ahead): void {
	view.focus();
	// The plain HTML was as high as the editor is: what was under the pointer still is.
	const clicked = click && view.posAtCoords(click);
	if (clicked) select(view, clicked.pos);
	for (const event of keys) press(view, event);
}

function press(view: EditorView, event: KeyboardEvent): void {
	const { $head } = view.state.selection;
	if (isTyped(event)) view.dispatch(view.state.tr.insertText(event.key).scrollIntoView());
	else if (event.key === "Home") select(view, event.ctrlKey ? 0 : $head.start());
	else if (event.key === "End") select(view, event.ctrlKey ? view.state.doc.content.size : $head.end());
	else view.someProp("handleKeyDown", (handle) => handle(view, event));
}

function select(view: EditorView, position: number): void {
	const { doc, tr } = view.state;
	view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(position), -1)));
}
