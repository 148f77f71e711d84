import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { TextSection } from "../../../shared/text/text.ts";
import type { Replica } from "../live/replica.ts";
import { type Insertion, insertionsFor } from "./insertions.ts";

/** The menu as it stands open: what it offers for the words typed after "/", and which of it Enter would take. */
export interface SlashMenu {
	insertions: Insertion[];
	active: number;
	/** Where the "/" stands. */
	from: number;
}

export const slashKey = new PluginKey<SlashMenu | null>("slash");
export const SLASH_LIST = "slash-list";
export const slashOption = (id: string) => `slash-${id}`;

interface Options {
	section: TextSection | null;
	replica: Replica | null;
}

/**
 * "/" at the start of a line or after a space opens the list of what can be inserted here; words filter it, arrows move in it, Enter
 * takes, Escape leaves the words as they are. The focus stays in the text, which says what is active in the list.
 */
export const Slash = Extension.create<Options>({
	name: "slash",
	priority: 1200,
	addOptions: () => ({ section: null, replica: null }),
	addProseMirrorPlugins() {
		const { section, replica } = this.options;
		return section && replica ? [slashPlugin(this.editor, section, replica)] : [];
	},
});

type Move = { open: true } | { close: true } | { active: number };

function slashPlugin(editor: Editor, section: TextSection, replica: Replica): Plugin<SlashMenu | null> {
	return new Plugin<SlashMenu | null>({
		key: slashKey,
		state: {
			init: () => null,
			apply: (tr, menu, _before, state) => {
				const move = tr.getMeta(slashKey) as Move | undefined;
				if (move && "close" in move) return null;
				if (move && "active" in move) return menu && { ...menu, active: move.active };
				return menu || move ? menuAt(state, section, menu) : null;
			},
		},
		props: {
			handleTextInput: (view, from, to, text, insert) => {
				if (text !== "/" || view.composing || !opensAt(view.state, from, to)) return false;
				view.dispatch(insert().setMeta(slashKey, { open: true }));
				return true;
			},
			handleKeyDown: (view, event) => {
				const menu = slashKey.getState(view.state);
				return menu && !event.isComposing ? press(editor, replica, menu, event) : false;
			},
			handleDOMEvents: { blur: (view) => void closeSlash(view) },
			attributes: (state) => describedBy(slashKey.getState(state)),
		},
	});
}

/** Only an empty line or a space comes before it: 2024/2025 and et/ou open nothing. */
function opensAt({ doc }: EditorState, from: number, to: number): boolean {
	const $from = doc.resolve(from);
	return (
		from === to &&
		$from.parent.isTextblock &&
		/(?:^|\s)$/.test($from.parent.textBetween(0, $from.parentOffset, undefined, "\n"))
	);
}

function menuAt(state: EditorState, section: TextSection, menu: SlashMenu | null): SlashMenu | null {
	const { selection } = state;
	if (!(selection instanceof TextSelection) || !selection.empty) return null;
	const { $head } = selection;
	const before = $head.parent.textBetween(0, $head.parentOffset, undefined, "\n");
	const [, words] = /(?:^|\s)\/([\p{L}’' -]{0,24})$/u.exec(before) ?? [];
	if (words === undefined) return null;
	const insertions = insertionsFor(words, state, section);
	if (insertions.length === 0) return null;
	const kept = menu?.insertions[menu.active];
	const active = Math.max(
		insertions.findIndex(({ id }) => id === kept?.id),
		0,
	);
	return { insertions, active: words === "" ? 0 : active, from: $head.pos - words.length - 1 };
}

function press(editor: Editor, replica: Replica, menu: SlashMenu, event: KeyboardEvent): boolean {
	const { insertions, active } = menu;
	const move = (to: number) => {
		const next = (to + insertions.length) % insertions.length;
		editor.view.dispatch(editor.state.tr.setMeta(slashKey, { active: next }));
		return true;
	};
	switch (event.key) {
		case "ArrowDown":
			return move(active + 1);
		case "ArrowUp":
			return move(active - 1);
		case "Enter":
		case "Tab":
			take(editor, replica, menu, active);
			return true;
		case "Escape":
			closeSlash(editor.view);
			return true;
		default:
			return false;
	}
}

/** Takes away "/" and the words after it, and does what was chosen; one step of the history. */
export function take(editor: Editor, replica: Replica, { insertions, from }: SlashMenu, index: number) {
	const chosen = insertions[index];
	if (!chosen) return;
	replica.startUndoStep();
	const { state, view } = editor;
	view.dispatch(state.tr.delete(from, state.selection.head).setMeta(slashKey, { close: true }));
	chosen.run(editor);
	replica.startUndoStep();
}

function closeSlash(view: EditorView) {
	if (slashKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(slashKey, { close: true }));
}

/** To a screen reader the text is what has the focus, and the list what it is choosing from. */
function describedBy(menu: SlashMenu | null | undefined): Record<string, string> {
	const active = menu?.insertions[menu.active];
	if (!active) return {};
	return {
		"aria-autocomplete": "list",
		"aria-haspopup": "listbox",
		"aria-controls": SLASH_LIST,
		"aria-activedescendant": slashOption(active.id),
	};
}
