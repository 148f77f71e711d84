import type { Node } from "@tiptap/pm/model";
import { EditorState, type Plugin, type PluginView, type Transaction } from "@tiptap/pm/state";
import { tableEditing } from "@tiptap/pm/tables";
import type { EditorView } from "@tiptap/pm/view";
import {
	defaultDeleteFilter,
	prosemirrorToYXmlFragment,
	redo,
	undo,
	ySyncPlugin,
	yUndoPlugin,
	yUndoPluginKey,
	yXmlFragmentToProseMirrorRootNode,
} from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { toDoc } from "../../shared/live/document.ts";
import { seed } from "../../shared/live/seed.ts";
import { Binding } from "../../web/convention/editor/binding/binding.ts";
import { bindingPlugin } from "../../web/convention/editor/binding/plugin.ts";
import { schema } from "./schema.ts";

export const SECTION = "besoins";

/** An editor without a page: the state, the plugins and their views, and a document shared with others. */
export interface Editor {
	readonly doc: Y.Doc;
	readonly state: EditorState;
	dispatch(tr: Transaction): void;
	undo(): void;
	redo(): void;
	/** What comes next is undone by itself. */
	endStep(): void;
	/** From now on an input method composes, or no more. */
	compose(is: boolean): void;
	/** The document as a reader of the shared one makes it. */
	read(): Node;
	/** Whether this transaction came from what the person did. */
	isOwn(origin: unknown): boolean;
}

/** How an editor and the shared document are kept in step. */
export interface Kind {
	name: string;
	seed(doc: Y.Doc, content: Node): void;
	edit(doc: Y.Doc): Editor;
}

/** As much of a view as plugins need. */
class View {
	state: EditorState;
	composing = false;
	readonly isDestroyed = false;
	#views: PluginView[] = [];

	constructor(doc: Node, plugins: Plugin[]) {
		this.state = EditorState.create({ doc, schema, plugins });
		this.#views = plugins.flatMap((plugin) => plugin.spec.view?.(this as unknown as EditorView) ?? []);
	}

	hasFocus() {
		return false;
	}

	dispatch(tr: Transaction) {
		const before = this.state;
		this.state = before.apply(tr);
		for (const view of this.#views) view.update?.(this as unknown as EditorView, before);
	}

	compose(is: boolean) {
		this.composing = is;
		if (!is) this.dispatch(this.state.tr);
	}
}

export const flat: Kind = {
	name: "flat",
	seed: (doc, content) => doc.transact(() => seed(doc, SECTION, content.toJSON().content)),
	edit: (doc) => {
		const scope: Y.AbstractType<Y.YEvent<never>>[] = [];
		const history = new Y.UndoManager([], { doc, captureTimeout: 0 });
		const binding = new Binding(doc, SECTION, schema, (type) => {
			scope.push(type as Y.AbstractType<Y.YEvent<never>>);
			history.addToScope(type);
		});
		history.addTrackedOrigin(binding);
		const view = new View(binding.shown, [tableEditing(), bindingPlugin(binding)]);
		return {
			doc,
			get state() {
				return view.state;
			},
			dispatch: (tr) => view.dispatch(tr),
			undo: () => void history.undo(),
			redo: () => void history.redo(),
			endStep: () => history.stopCapturing(),
			compose: (is) => view.compose(is),
			read: () => schema.nodeFromJSON({ type: "doc", content: toDoc(doc, SECTION) }),
			isOwn: (origin) => origin === binding || origin === history,
		};
	},
};

export const yTiptap: Kind = {
	name: "y-tiptap",
	seed: (doc, content) => void prosemirrorToYXmlFragment(content, doc.getXmlFragment(SECTION)),
	edit: (doc) => {
		const fragment = doc.getXmlFragment(SECTION);
		const read = () => yXmlFragmentToProseMirrorRootNode(fragment, schema);
		const view = new View(read(), [tableEditing(), ySyncPlugin(fragment), yUndoPlugin()]);
		const history = yUndoPluginKey.getState(view.state)?.undoManager as Y.UndoManager;
		// As the page has it.
		history.deleteFilter = (item) => defaultDeleteFilter(item, new Set(["paragraph"]));
		return {
			doc,
			get state() {
				return view.state;
			},
			dispatch: (tr) => view.dispatch(tr),
			undo: () => void undo(view.state),
			redo: () => void redo(view.state),
			endStep: () => history.stopCapturing(),
			compose: (is) => view.compose(is),
			read,
			isOwn: (origin) => origin !== null && typeof origin === "object",
		};
	},
};
