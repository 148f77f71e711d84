import type { Content, Editor, JSONContent } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Placeholder } from "@tiptap/extensions";
import type { Schema } from "@tiptap/pm/model";
import type { EditorProps } from "@tiptap/pm/view";
import type { UseEditorOptions } from "@tiptap/react";
import { defaultDeleteFilter, initProseMirrorDoc, type ySyncPlugin, ySyncPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager, XmlFragment } from "yjs";
import { sectionRoot } from "../../../shared/room/roots.ts";
import type { TextSection } from "../../../shared/text/text.ts";
import type { ConventionDesk } from "../context.ts";
import { ENTER_EVENT } from "../stops.ts";
import { textboxOf } from "./ahead.ts";
import { AskedKeys } from "./asked.ts";
import { Carets } from "./carets.ts";
import { Edges } from "./edges.ts";
import { nodesAndMarks } from "./extensions.ts";
import { Paste } from "./paste/paste.ts";
import { Slash } from "./slash.ts";
import { Typing } from "./typing.ts";

/** The bar and the toolbar lie over the top of the page: the caret is kept out from under them. */
const HIDDEN_AT_TOP = { top: 150, right: 0, bottom: 40, left: 0 };

/** A live editor for a free section, as TipTap makes it. It writes nothing of its own. */
export function optionsFor(section: TextSection, { replica, activate }: ConventionDesk): UseEditorOptions {
	const fragment = replica.doc.getXmlFragment(sectionRoot(section.id));
	const sync: Initial = {};
	return {
		onBeforeCreate: ({ editor }) => {
			adopt(replica.undo);
			replica.undo.addToScope(fragment);
			editor.options.content = initialContent(fragment, editor.schema, sync);
		},
		injectCSS: false,
		enableInputRules: ["bulletList", "orderedList"],
		enablePasteRules: ["link"],
		extensions: [
			...nodesAndMarks,
			Placeholder.configure({ placeholder: section.cell ? "…" : "Écrivez ici, ou «\u00A0/\u00A0» pour insérer" }),
			Collaboration.configure({ fragment, ySyncOptions: sync, yUndoOptions: { undoManager: replica.undo } }),
			Carets.configure({ awareness: replica.room.awareness }),
			AskedKeys,
			Edges,
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

type Initial = Pick<NonNullable<Parameters<typeof ySyncPlugin>[1]>, "mapping">;

/** The section as it stands, so that the editor is drawn once; an empty root is left to the editor's own empty paragraph. */
function initialContent(fragment: XmlFragment, schema: Schema, sync: Initial): Content {
	if (fragment.length === 0) return null;
	const { doc, mapping } = initProseMirrorDoc(fragment, schema);
	sync.mapping = mapping;
	// TipTap takes a document as it is, though its type names JSON only.
	return doc as unknown as JSONContent;
}

/** The page's history takes in what editors type, and never removes a paragraph that another person filled meanwhile. */
function adopt(undo: UndoManager) {
	if (undo.trackedOrigins.has(ySyncPluginKey)) return;
	undo.addTrackedOrigin(ySyncPluginKey);
	undo.deleteFilter = (item) => defaultDeleteFilter(item, new Set(["paragraph"]));
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
