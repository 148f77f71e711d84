import { Extension, type JSONContent } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Transaction, UndoManager } from "yjs";
import { changedRoots } from "../live/changed.ts";
import type { Cursor } from "../live/cursor.ts";
import type { Replica } from "../live/replica.ts";
import { Binding, FLAT } from "./binding/binding.ts";
import { bindingPlugin } from "./binding/plugin.ts";
import { cursorOf, endsIn } from "./spots.ts";

interface BoundStorage {
	binding: Binding | null;
	/** Where the selection stands in the text. */
	cursor: Cursor | null;
}

declare module "@tiptap/core" {
	interface Commands<ReturnType> {
		bound: {
			/** Takes back the last step of the whole page. */
			undo: () => ReturnType;
			redo: () => ReturnType;
		};
	}
	interface Storage {
		bound: BoundStorage;
	}
}

/**
 * Keeps an editor in step with its section's flat text, from its first document on; what is typed in it is a part of the
 * page's one history.
 */
export const Bound = Extension.create<{ section: string; replica: Replica | null }, BoundStorage>({
	name: "bound",
	priority: 1_000,
	addOptions: () => ({ section: "", replica: null }),
	addStorage: () => ({ binding: null, cursor: null }),
	onBeforeCreate() {
		const { section, replica } = this.options;
		if (replica === null) return;
		const { doc, undo } = replica;
		const binding = new Binding(doc, section, this.editor.schema, (type) => undo.addToScope(type));
		undo.addTrackedOrigin(binding);
		this.storage.binding = binding;
		// TipTap takes a document as it is, though its type names JSON only.
		this.editor.options.content = binding.shown as unknown as JSONContent;
	},
	onDestroy() {
		const { binding } = this.storage;
		this.options.replica?.undo.removeTrackedOrigin(binding);
		binding?.destroy();
	},
	addCommands() {
		const run = (way: "undo" | "redo") => () => {
			return ({ tr, dispatch }: { tr: { setMeta(key: string, value: unknown): unknown }; dispatch: unknown }) => {
				// The history changes the text, and the text the editor.
				tr.setMeta("preventDispatch", true);
				const undo = this.options.replica?.undo;
				if (!undo || undo[`${way}Stack`].length === 0) return false;
				if (dispatch) undo[way]();
				return true;
			};
		};
		return { undo: run("undo"), redo: run("redo") };
	},
	addKeyboardShortcuts() {
		// Taken where there is nothing to do as well: the browser has a history of its own, which knows nothing of ours.
		const press = (way: "undo" | "redo") => () => this.editor.commands[way]() || true;
		return { "Mod-z": press("undo"), "Mod-y": press("redo"), "Shift-Mod-z": press("redo") };
	},
	addProseMirrorPlugins() {
		const { section, replica } = this.options;
		const { binding } = this.storage;
		if (replica === null || binding === null) return [];
		return [bindingPlugin(binding), selectionPlugin(section, replica, binding, this.storage)];
	},
});

/** Counts what the person moved or changed: what comes from others leaves the selection beside the same words. */
const MOVES = new PluginKey<number>("selection");

/** Knows where the selection stands in the text, and puts it back where it stood before what is undone. */
function selectionPlugin(section: string, replica: Replica, binding: Binding, storage: BoundStorage): Plugin<number> {
	const read = ({ state }: EditorView) => {
		storage.cursor = cursorOf(binding, state.doc, state.selection);
	};
	return new Plugin<number>({
		key: MOVES,
		state: {
			init: () => 0,
			apply: (tr, moves) => (tr.getMeta(FLAT) !== true && (tr.docChanged || tr.selectionSet) ? moves + 1 : moves),
		},
		view: (view) => {
			read(view);
			const stop = onHistory(replica, section, {
				added: (step) => step.meta.set(binding, storage.cursor),
				popped: (step) => select(view, binding, step.meta.get(binding)),
			});
			return {
				update: (_, before) => {
					if (MOVES.getState(before) !== MOVES.getState(view.state)) read(view);
				},
				destroy: stop,
			};
		},
	});
}

type StackItem = UndoManager["undoStack"][number];
type HistoryEvent = Pick<Transaction, "changedParentTypes"> & { stackItem: StackItem };

/** Hears of the steps of the history that change this section. */
function onHistory(
	{ undo, doc, reading }: Replica,
	section: string,
	{ added, popped }: Record<"added" | "popped", (step: StackItem) => void>,
): () => void {
	const here = (call: (step: StackItem) => void) => (event: HistoryEvent) => {
		if (changedRoots(doc, event).some(([root]) => reading.sectionOf(root) === section)) call(event.stackItem);
	};
	const [onAdded, onPopped] = [here(added), here(popped)];
	undo.on("stack-item-added", onAdded);
	undo.on("stack-item-popped", onPopped);
	return () => {
		undo.off("stack-item-added", onAdded);
		undo.off("stack-item-popped", onPopped);
	};
}

function select(view: EditorView, binding: Binding, cursor: unknown): void {
	const { doc, tr } = view.state;
	const ends = endsIn(binding, doc)(cursor);
	if (ends === null) return;
	const selection = TextSelection.between(doc.resolve(ends.anchor), doc.resolve(ends.head));
	view.dispatch(tr.setSelection(selection).scrollIntoView());
}
