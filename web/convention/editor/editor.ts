import type { Editor } from "@tiptap/core";
import { Placeholder } from "@tiptap/extensions";
import type { EditorProps } from "@tiptap/pm/view";
import type { UseEditorOptions } from "@tiptap/react";
import type { TextSection } from "../../../shared/text/text.ts";
import type { ConventionDesk } from "../context.ts";
import { ENTER_EVENT } from "../stops.ts";
import { textboxOf } from "./ahead.ts";
import { Bound } from "./bound.ts";
import { Carets } from "./carets.ts";
import { Edges } from "./edges.ts";
import { nodesAndMarks } from "./extensions.ts";
import { Paste } from "./paste/paste.ts";
import { Slash } from "./slash.ts";
import { ToolbarKeys } from "./toolbar-keys.ts";
import { Typing } from "./typing.ts";

/** The bar and the toolbar lie over the top of the page: the caret is kept out from under them. */
const HIDDEN_AT_TOP = { top: 150, right: 0, bottom: 40, left: 0 };

/** A live editor for a free section, as TipTap makes it. It writes nothing of its own. */
export function optionsFor(section: TextSection, { replica, activate }: ConventionDesk): UseEditorOptions {
	return {
		injectCSS: false,
		enableInputRules: ["bulletList", "orderedList"],
		enablePasteRules: ["link"],
		extensions: [
			...nodesAndMarks,
			Placeholder.configure({ placeholder: section.cell ? "…" : "Écrivez ici, ou «\u00A0/\u00A0» pour insérer" }),
			Bound.configure({ section: section.id, replica }),
			Carets.configure({ awareness: replica.room.awareness }),
			Edges,
			ToolbarKeys,
			Slash.configure({ section, replica }),
			Typing.configure({ replica }),
			Paste.configure({ replica, inCell: section.cell }),
		],
		editorProps: propsFor(section),
		onFocus: ({ editor }) => activate(editor),
	};
}

function propsFor(section: TextSection): EditorProps {
	return {
		attributes: { ...textboxOf(section), class: "writing" },
		scrollMargin: HIDDEN_AT_TOP,
		scrollThreshold: HIDDEN_AT_TOP,
	};
}

/** An arrow came from another place of the page: the caret stands where it came in, before the next key. */
export function receive(editor: Editor): () => void {
	const onEnter = (event: Event) => {
		event.preventDefault();
		const { content } = editor.state.doc;
		editor.commands.setTextSelection((event as CustomEvent).detail === "start" ? 0 : content.size);
		editor.view.focus();
		editor.commands.scrollIntoView();
	};
	const stop = editor.view.dom.closest("[data-stop]");
	stop?.addEventListener(ENTER_EVENT, onEnter);
	return () => stop?.removeEventListener(ENTER_EVENT, onEnter);
}
