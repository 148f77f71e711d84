import { Extension } from "@tiptap/core";
import { Fragment, type Mark, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { addressOf, isAddress } from "../../../../shared/text/address.ts";
import { cleanCharacters } from "../../../../shared/text/characters.ts";
import type { Replica } from "../../live/replica.ts";
import { cleanHtml } from "./clean.ts";
import { type Dropped, droppedWords, nothingDropped } from "./dropped.ts";
import { fitText, MAX_BYTES } from "./length.ts";
import { type PlainBlock, plainBlocks } from "./lines.ts";
import { forgetNoteUndo, hideNote, prepareNotes, showNote } from "./note.ts";

interface Options {
	replica: Replica | null;
	inCell: boolean;
}

const NO_FILES =
	"Une image ou un fichier ne se place pas dans le texte\u00A0: joignez-le à une annexe, où chacun pourra l’ouvrir.";
const TOO_LONG =
	"Ce texte est trop long pour être collé d’un seul coup. Collez-le en plusieurs fois, ou joignez-le en annexe.";

/**
 * What is pasted or dropped becomes what a section can hold; a word says what was left behind and offers to take the paste
 * back, which is one step of the history. What does not fit in one go is cut between two paragraphs, never refused by
 * the room.
 */
export const Paste = Extension.create<Options>({
	// TipTap has a "paste" of its own.
	name: "cleanPaste",
	priority: 1100,
	addOptions: () => ({ replica: null, inCell: false }),
	addProseMirrorPlugins() {
		const { replica, inCell } = this.options;
		return replica === null ? [] : [pastePlugin(replica, inCell)];
	},
});

function pastePlugin(replica: Replica, inCell: boolean): Plugin {
	let dropped = nothingDropped();
	const bring = (view: EditorView, slice: Slice) => {
		const words = slice.size > MAX_BYTES ? TOO_LONG : droppedWords(dropped);
		dropped = nothingDropped();
		replica.startUndoStep();
		if (words === TOO_LONG) showNote({ words }, () => view.focus());
		// The editor brings the words in once this has returned.
		else queueMicrotask(() => tellOf(words, view, replica));
		return words === TOO_LONG;
	};
	return new Plugin({
		props: {
			transformPastedHTML: (html) => {
				const clean = cleanHtml(html, inCell);
				dropped = clean.dropped;
				return clean.html;
			},
			clipboardTextParser: (text, $context, _plain, view) => {
				const read = readText(text);
				dropped = read.dropped;
				return sliceOf(read.blocks, view.state.schema, $context.marks());
			},
			handlePaste: (view, { clipboardData }, slice) => {
				if (slice.size === 0 && hasFiles(clipboardData)) return refuseFiles(view);
				return bring(view, slice);
			},
			handleDrop: (view, { dataTransfer }, slice, isMove) => {
				if (hasFiles(dataTransfer)) return refuseFiles(view);
				return !isMove && bring(view, slice);
			},
		},
		view: () => {
			prepareNotes();
			return {};
		},
	});
}

const hasFiles = (data: DataTransfer | null) => (data?.files.length ?? 0) > 0;

function refuseFiles(view: EditorView): true {
	showNote({ words: NO_FILES }, () => view.focus());
	return true;
}

function tellOf(words: string | null, view: EditorView, replica: Replica) {
	const { undo } = replica;
	const step = undo.undoStack.at(-1);
	replica.startUndoStep();
	hideNote();
	if (words === null || view.isDestroyed) return;
	showNote({ words, undo: () => undo.undoStack.at(-1) === step && undo.undo() }, () => view.focus());
	const onOther = ({ type }: { type: "undo" | "redo" }) => {
		if (type === "redo" || undo.undoStack.at(-1) === step) return;
		forgetNoteUndo();
		leave();
	};
	const onUndone = (event: { stackItem: unknown }) => {
		if (event.stackItem !== step) return;
		hideNote();
		leave();
	};
	const leave = () => {
		undo.off("stack-item-added", onOther);
		undo.off("stack-item-popped", onUndone);
	};
	undo.on("stack-item-added", onOther);
	undo.on("stack-item-popped", onUndone);
}

function readText(pasted: string): { blocks: PlainBlock[]; dropped: Dropped } {
	const fitted = fitText(pasted);
	const { text, disguised } = cleanCharacters(fitted.text);
	return { blocks: plainBlocks(text), dropped: { ...nothingDropped(), disguised, cutAfter: fitted.cutAfter } };
}

/** Paragraphs and lists; a line alone goes into the paragraph where the caret is. */
function sliceOf(blocks: PlainBlock[], schema: Schema, marks: readonly Mark[]): Slice {
	const nodes: Node[] = [];
	let items: Node[] = [];
	const closeList = () => {
		if (items.length > 0) nodes.push(made(schema, "bulletList", items));
		items = [];
	};
	for (const { type, text } of blocks) {
		const paragraph = made(schema, "paragraph", wordsOf(text, schema, marks));
		if (type === "bullet") items.push(made(schema, "listItem", [paragraph]));
		else {
			closeList();
			nodes.push(paragraph);
		}
	}
	closeList();
	return Slice.maxOpen(Fragment.from(nodes));
}

const made = (schema: Schema, type: string, content: Node[]) => schema.node(type, null, content);

/** An address that is pasted alone is a link. */
function wordsOf(text: string, schema: Schema, marks: readonly Mark[]): Node[] {
	if (text === "") return [];
	const href = isAddress(text) ? addressOf(text) : null;
	const link = href === null ? null : schema.marks.link?.create({ href });
	return [schema.text(text, link ? link.addToSet(marks) : marks)];
}
