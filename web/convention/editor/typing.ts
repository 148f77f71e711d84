import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { addressBefore } from "../../../shared/text/address.ts";
import { cleanBehind } from "../../../shared/text/characters.ts";
import { type Correction, correction } from "../../../shared/text/typing.ts";
import type { Replica } from "../live/replica.ts";

/**
 * French typography and links, as this person types. It answers keys pressed here and nothing else, so it never meets what
 * another person writes; each change is a step of its own in the history: Ctrl+Z, or Backspace at once, takes back the
 * change and leaves the words, and it is not made again until the same thing is typed again.
 */
export const Typing = Extension.create<{ replica: Replica | null }>({
	name: "typing",
	priority: 900,
	addOptions: () => ({ replica: null }),
	addProseMirrorPlugins() {
		const { replica } = this.options;
		return replica === null ? [] : [typingPlugin(new Typist(replica))];
	},
});

function typingPlugin(typist: Typist): Plugin {
	return new Plugin({
		props: {
			handleTextInput: (view, from, to, text, insert) => !view.composing && typist.type(view, from, to, text, insert),
			handleKeyDown: (view, event) => {
				if (event.key === "Backspace") return typist.takeBack(view);
				typist.forget();
				if (event.key === "Enter" && !view.composing) typist.enter(view);
				return false;
			},
			handleDOMEvents: {
				pointerdown: () => void typist.forget(),
				compositionend: (view, { data }) => {
					if (data) setTimeout(() => !view.isDestroyed && !view.composing && typist.correct(view, ""));
				},
			},
		},
	});
}

/** What one person's keys lead to in one section. */
class Typist {
	readonly #replica: Replica;
	/** The step of the history that holds the last correction, while nothing was done since. */
	#last: unknown = null;

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** Puts what was typed, then what is owed to it; false leaves the key to the editor. */
	type(view: EditorView, from: number, to: number, typed: string, insert: () => Transaction): boolean {
		const { before, after } = lineAround(view.state, from, to);
		const text = cleanBehind(before, typed);
		if (text === typed && !owes(before + text, after)) return false;
		view.dispatch(text === typed ? insert() : view.state.tr.insertText(text, from, to));
		this.correct(view, "");
		return true;
	}

	/** The line ends here: what waited for a space is owed now. */
	enter(view: EditorView) {
		if (view.state.selection.empty) this.correct(view, "\n");
	}

	/** `key` is what the person pressed and the line does not hold yet. */
	correct(view: EditorView, key: string) {
		const { before, after } = lineAround(view.state);
		const link = linkOwed(view.state, before + key, key.length);
		if (link) this.#apply(view, link);
		const found = correction(before + key, after);
		const change = found && correctionOn(view.state, { ...found, back: found.back - key.length });
		if (change) this.#apply(view, change);
	}

	/** Backspace right after a correction takes back the correction. */
	takeBack(view: EditorView): boolean {
		const { undo } = this.#replica;
		if (this.#last === null || undo.undoStack.at(-1) !== this.#last || !view.state.selection.empty) return false;
		this.#last = null;
		undo.undo();
		return true;
	}

	/** Something else was done: Backspace means a character again. */
	forget() {
		this.#last = null;
	}

	#apply(view: EditorView, change: Transaction) {
		this.#replica.startUndoStep();
		view.dispatch(change);
		this.#replica.startUndoStep();
		this.#last = this.#replica.undo.undoStack.at(-1) ?? null;
	}
}

function owes(before: string, after: string): boolean {
	return correction(before, after) !== null || addressBefore(before) !== null;
}

/** The line before and after the caret; whatever is no text counts as a space of one character. */
function lineAround({ doc, selection }: EditorState, from = selection.from, to = selection.to) {
	const $from = doc.resolve(from);
	const $to = doc.resolve(to);
	return {
		before: $from.parent.textBetween(0, $from.parentOffset, undefined, "\n"),
		after: $to.parent.textBetween($to.parentOffset, $to.parent.content.size, undefined, "\n"),
	};
}

function correctionOn({ tr, schema, selection, doc }: EditorState, { back, length, text }: Correction) {
	if (!(selection instanceof TextSelection) || !selection.empty) return null;
	const from = selection.from - back;
	const to = from + length;
	if (schema.marks.link && doc.rangeHasMark(from, Math.max(to, from + 1), schema.marks.link)) return null;
	if (text !== null) return tr.insertText(text, from, to);
	const raised = schema.marks.superscript;
	return !raised || doc.rangeHasMark(from, to, raised)
		? null
		: tr.addMark(from, to, raised.create()).setStoredMarks([]);
}

function linkOwed({ tr, schema, selection, doc }: EditorState, before: string, ahead: number): Transaction | null {
	const found = addressBefore(before);
	const { link } = schema.marks;
	if (!found || !link || !selection.empty) return null;
	const start = selection.from + ahead - before.length;
	const [from, to] = [start + found.from, start + found.to];
	return doc.rangeHasMark(from, to, link)
		? null
		: tr.addMark(from, to, link.create({ href: found.href })).setStoredMarks([]);
}
