import { type Editor, Extension } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { leave, type Side } from "../stops.ts";

type Arrow = "up" | "down" | "left" | "right";

/** At the edge of a section, an arrow goes on to the next place of the page where one writes. */
export const Edges = Extension.create({
	name: "edges",
	priority: 50,
	addKeyboardShortcuts() {
		const leaveBy = (arrow: Arrow) => () => isAtEdge(this.editor, arrow) && leave(this.editor.view.dom, sideOf(arrow));
		return {
			ArrowUp: leaveBy("up"),
			ArrowDown: leaveBy("down"),
			ArrowLeft: leaveBy("left"),
			ArrowRight: leaveBy("right"),
		};
	},
});

const sideOf = (arrow: Arrow): Side => (arrow === "up" || arrow === "left" ? "before" : "after");

function isAtEdge({ state, view }: Editor, arrow: Arrow): boolean {
	const { empty, $head } = state.selection;
	if (!empty || !isRead(view) || !view.endOfTextblock(arrow)) return false;
	const backwards = sideOf(arrow) === "before";
	for (let depth = 0; depth < $head.depth; depth++) {
		const node = $head.node(depth);
		// Up and down leave a row from any of its cells.
		if (node.type.name === "tableRow" && (arrow === "up" || arrow === "down")) continue;
		if ($head.index(depth) !== (backwards ? 0 : node.childCount - 1)) return false;
	}
	return true;
}

/** A browser moves the caret at once, and tells of it at its next frame: until then an arrow is the browser's. */
function isRead(view: EditorView): boolean {
	const { focusNode, focusOffset } = view.dom.ownerDocument.getSelection() ?? {};
	if (!focusNode || focusOffset === undefined || !view.dom.contains(focusNode)) return true;
	return view.posAtDOM(focusNode, focusOffset) === view.state.selection.head;
}
