import { Editor, Extension } from "@tiptap/core";
import * as Y from "yjs";
import { Binding } from "../../../web/convention/editor/binding/binding.ts";
import { bindingPlugin } from "../../../web/convention/editor/binding/plugin.ts";
import { nodesAndMarks } from "../../../web/convention/editor/extensions.ts";

export const SECTION = "besoins";

export type Element = NonNullable<ConstructorParameters<typeof Editor>[0]>["element"];

/** A section's editor as the page has it, but for what stands around it. */
export interface Mounted {
	doc: Y.Doc;
	editor: Editor;
	binding: Binding;
	history: Y.UndoManager;
}

export function mount(doc: Y.Doc, element: Element): Mounted {
	const history = new Y.UndoManager([], { doc });
	let binding: Binding | undefined;
	const bound = Extension.create({
		name: "bound",
		addProseMirrorPlugins: () => (binding ? [bindingPlugin(binding)] : []),
		addKeyboardShortcuts: () => ({
			"Mod-z": () => history.undo() !== undefined,
			"Shift-Mod-z": () => history.redo() !== undefined,
		}),
	});
	const editor = new Editor({
		element,
		injectCSS: false,
		extensions: [...nodesAndMarks, bound],
		onBeforeCreate: ({ editor }) => {
			binding = new Binding(doc, SECTION, editor.schema, (type) => history.addToScope(type));
			history.addTrackedOrigin(binding);
			// TipTap takes a document as it is, though its type names JSON only.
			editor.options.content = binding.shown as unknown as string;
		},
	});
	if (!binding) throw new Error("no editor");
	return { doc, editor, binding, history };
}
