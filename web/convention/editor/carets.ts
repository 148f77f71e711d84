import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { createAbsolutePositionFromRelativePosition, createRelativePositionFromJSON, type Doc } from "yjs";
import { colourOf, firstNameOf } from "../../around/colours.ts";
import { type Presence, readPresences } from "../live/presence.ts";
import { Labels } from "./labels.ts";

/** Shows the carets and selections of the others in this section, and tells them mine. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
	name: "carets",
	priority: 999,
	addOptions: () => ({ awareness: null }),
	addProseMirrorPlugins() {
		const { awareness } = this.options;
		if (awareness === null) return [];
		const labels = new Labels(awareness);
		const draw = (client: number) => labels.dress(drawCaret(client, readPresences(awareness)), client);
		const whoIs = (client: number) => readPresences(awareness).find((presence) => presence.client === client);
		return [
			yCursorPlugin(awareness, {
				awarenessStateFilter: (own: number, client: number, state: { cursor?: Cursor | null }) =>
					own !== client && isReadable(state.cursor, awareness.doc),
				cursorBuilder: (_user: unknown, client: number) => draw(client),
				selectionBuilder: (_user: unknown, client: number) => drawSelection(whoIs(client)),
			}),
			labels.plugin(),
		];
	},
});

interface Cursor {
	anchor: unknown;
	head: unknown;
}

/** A caret whose place cannot be read would stop the editor, which asks for it at every change. */
function isReadable(cursor: Cursor | null | undefined, doc: Doc): boolean {
	if (!cursor) return true;
	try {
		for (const end of [cursor.anchor, cursor.head]) {
			createAbsolutePositionFromRelativePosition(createRelativePositionFromJSON(end), doc);
		}
		return true;
	} catch {
		return false;
	}
}

/** The name is drawn by the style sheet, so that it is neither read out nor copied in the middle of a word. */
function drawCaret(client: number, all: Presence[]): HTMLElement {
	const caret = document.createElement("span");
	const presence = all.find((each) => each.client === client);
	caret.className = "caret";
	caret.ariaHidden = "true";
	caret.dataset.name = presence ? labelOf(presence, all) : "…";
	if (presence) caret.style.setProperty("--person", colourOf(presence));
	return caret;
}

/** The first name, unless two people here share it. */
function labelOf({ person, name }: Presence, all: Presence[]): string {
	const first = firstNameOf(name);
	return all.some((other) => other.person !== person && firstNameOf(other.name) === first) ? name : first;
}

function drawSelection(presence: Presence | undefined) {
	return { class: "selected-by", style: presence ? `--person: ${colourOf(presence)}` : "" };
}
