import type { Editor } from "@tiptap/core";
import type { ReactNode } from "react";
import {
	BulletsIcon,
	IndentIcon,
	LinkIcon,
	NumbersIcon,
	OutdentIcon,
	RedoIcon,
	TableIcon,
	UndoIcon,
} from "../icons.tsx";

interface ToolProps {
	/** Its name where the button shows a drawing, its explanation where it shows words. */
	name: string;
	keys?: string;
	active?: boolean;
	disabled?: boolean;
	onPress: () => void;
	children: ReactNode;
}

/** Pressing keeps the caret where it is. */
function Tool({ name, keys, active, disabled, onPress, children }: ToolProps) {
	return (
		<button
			type="button"
			title={keys ? `${name} (${keys})` : name}
			aria-label={typeof children === "string" ? undefined : name}
			aria-pressed={active}
			disabled={disabled}
			onMouseDown={(event) => event.preventDefault()}
			onClick={onPress}
		>
			{children}
		</button>
	);
}

export function TitleTools({ editor }: { editor: Editor }) {
	const title = (level: 3 | 4, name: string) => (
		<Tool
			name={name}
			keys={`Ctrl+Alt+${level}`}
			active={editor.isActive("heading", { level })}
			onPress={() => editor.chain().focus().toggleHeading({ level }).run()}
		>
			{name}
		</Tool>
	);
	return (
		<span className="tools words">
			{title(3, "Titre")}
			{title(4, "Sous-titre")}
		</span>
	);
}

export function WordTools({ editor, onLink }: { editor: Editor; onLink: () => void }) {
	const mark = (name: string, type: string, keys: string, children: ReactNode) => (
		<Tool
			name={name}
			keys={keys}
			active={editor.isActive(type)}
			onPress={() => editor.chain().focus().toggleMark(type).run()}
		>
			{children}
		</Tool>
	);
	return (
		<span className="tools">
			{mark("Gras", "bold", "Ctrl+B", <b>G</b>)}
			{mark("Italique", "italic", "Ctrl+I", <i>I</i>)}
			{mark("Exposant x²", "superscript", "Ctrl+.", <span>x²</span>)}
			<Tool name="Lien" active={editor.isActive("link")} onPress={onLink}>
				<LinkIcon />
			</Tool>
		</span>
	);
}

export function ListTools({ editor }: { editor: Editor }) {
	return (
		<span className="tools">
			<Tool
				name="Liste à tirets"
				keys="Ctrl+Maj+8"
				active={editor.isActive("bulletList")}
				onPress={() => editor.chain().focus().toggleBulletList().run()}
			>
				<BulletsIcon />
			</Tool>
			<Tool
				name="Liste numérotée"
				keys="Ctrl+Maj+7"
				active={editor.isActive("orderedList")}
				onPress={() => editor.chain().focus().toggleOrderedList().run()}
			>
				<NumbersIcon />
			</Tool>
			{editor.isActive("listItem") && <IndentTools editor={editor} />}
		</span>
	);
}

function IndentTools({ editor }: { editor: Editor }) {
	const lift = () => editor.chain().focus().liftListItem("listItem").run();
	const sink = () => editor.chain().focus().sinkListItem("listItem").run();
	return (
		<>
			<Tool name="Diminuer le retrait" keys="Ctrl+[" onPress={lift}>
				<OutdentIcon />
			</Tool>
			<Tool name="Augmenter le retrait" keys="Ctrl+]" onPress={sink}>
				<IndentIcon />
			</Tool>
		</>
	);
}

export function TableTools({ editor }: { editor: Editor }) {
	const command = () => editor.chain().focus();
	if (!editor.isActive("table")) {
		return (
			<span className="tools">
				<Tool name="Insérer un tableau" onPress={() => insertTable(editor)}>
					<TableIcon />
				</Tool>
			</span>
		);
	}
	return (
		<span className="tools words">
			<Tool name="Ajouter une ligne" onPress={() => command().addRowAfter().run()}>
				+ ligne
			</Tool>
			<Tool name="Retirer la ligne" onPress={() => command().deleteRow().run()}>
				− ligne
			</Tool>
			<Tool name="Ajouter une colonne" onPress={() => command().addColumnAfter().run()}>
				+ colonne
			</Tool>
			<Tool name="Retirer la colonne" onPress={() => command().deleteColumn().run()}>
				− colonne
			</Tool>
			<Tool name="Retirer le tableau" onPress={() => command().deleteTable().run()}>
				− tableau
			</Tool>
		</span>
	);
}

/** A line stays below the table, for what comes after it. */
function insertTable(editor: Editor) {
	editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run();
	const { doc } = editor.state;
	if (doc.lastChild?.type.name !== "table") return;
	const selection = editor.state.selection.from;
	editor.chain().insertContentAt(doc.content.size, { type: "paragraph" }).setTextSelection(selection).run();
}

export function HistoryTools({ editor }: { editor: Editor }) {
	return (
		<span className="tools">
			<Tool name="Annuler" keys="Ctrl+Z" onPress={() => editor.commands.undo()}>
				<UndoIcon />
			</Tool>
			<Tool name="Rétablir" keys="Ctrl+Y" onPress={() => editor.commands.redo()}>
				<RedoIcon />
			</Tool>
		</span>
	);
}
