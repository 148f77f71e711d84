import type { Editor } from "@tiptap/core";
import type { EditorState } from "@tiptap/pm/state";
import { isInTable } from "@tiptap/pm/tables";
import { plainLetters } from "../../../shared/french.ts";
import type { TextSection } from "../../../shared/text/text.ts";
import { insertTable } from "./table.ts";

/** One line of the menu that "/" opens. */
export interface Insertion {
	id: string;
	name: string;
	/** What it gives, in a word or two. */
	hint: string;
	run: (editor: Editor) => void;
}

interface Offer extends Omit<Insertion, "run"> {
	/** Other words a person may look for. */
	words: string;
	where?: (state: EditorState, section: TextSection) => boolean;
	run: (editor: Editor, section: TextSection) => void;
}

const isOpen = ({ cell }: TextSection) => !cell;

const OFFERS: Offer[] = [
	{
		id: "example",
		name: "Insérer l’exemple",
		hint: "Celui du modèle, à adapter",
		words: "exemple modele aide",
		where: ({ doc }, { example }) => example.length > 0 && NOTHING_ELSE.test(doc.textContent),
		run: (editor, { example }) => insertExample(editor, example),
	},
	{
		id: "title",
		name: "Titre",
		hint: "Un titre dans cette partie",
		words: "titre h1 h2 h3",
		where: (_, section) => isOpen(section),
		run: (editor) => editor.chain().focus().setHeading({ level: 3 }).run(),
	},
	{
		id: "subtitle",
		name: "Sous-titre",
		hint: "Un titre plus petit",
		words: "soustitre h4",
		where: (_, section) => isOpen(section),
		run: (editor) => editor.chain().focus().setHeading({ level: 4 }).run(),
	},
	{
		id: "bullets",
		name: "Liste à tirets",
		hint: "– un, – deux",
		words: "puces tirets",
		run: (editor) => !editor.isActive("bulletList") && editor.chain().focus().toggleBulletList().run(),
	},
	{
		id: "numbers",
		name: "Liste numérotée",
		hint: "1. un, 2. deux",
		words: "numeros chiffres",
		run: (editor) => !editor.isActive("orderedList") && editor.chain().focus().toggleOrderedList().run(),
	},
	{
		id: "table",
		name: "Tableau",
		hint: "Deux colonnes et un titre",
		words: "tableau colonnes lignes",
		where: (state, section) => isOpen(section) && !isInTable(state),
		run: insertTable,
	},
	{
		id: "quotation",
		name: "Guillemets",
		hint: "« … »",
		words: "citation",
		run: (editor) => {
			editor.chain().focus().insertContent("«\u00A0\u00A0»").run();
			editor.commands.setTextSelection(editor.state.selection.head - 2);
		},
	},
	{
		id: "superscript",
		name: "Exposant",
		hint: "x² : ce qui suit est levé",
		words: "exposant indice puissance",
		run: (editor) => editor.chain().focus().toggleMark("superscript").run(),
	},
];

/** Nothing stands in the section but what was typed to open the menu. */
const NOTHING_ELSE = /^\s*(?:\/[^/]{0,24})?$/;

/** What can be inserted where the caret is, for these words: a word of its name begins with each of them. */
export function insertionsFor(words: string, state: EditorState, section: TextSection): Insertion[] {
	const sought = plainLetters(words).split(/\s+/).filter(Boolean);
	return OFFERS.filter(({ name, words, where }) => {
		const known = plainLetters(`${name} ${words}`).split(/[\s’'-]+/);
		return (where?.(state, section) ?? true) && sought.every((word) => known.some((each) => each.startsWith(word)));
	}).map(({ id, name, hint, run }) => ({ id, name, hint, run: (editor) => run(editor, section) }));
}

/** The example of the model takes the place of the whole, empty section. */
function insertExample(editor: Editor, example: string[]) {
	const paragraphs = example.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] }));
	editor.chain().insertContentAt({ from: 0, to: editor.state.doc.content.size }, paragraphs).focus("end").run();
}
