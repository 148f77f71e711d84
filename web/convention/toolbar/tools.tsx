import type { Editor } from "@tiptap/core";
import type { ReactNode } from "react";
import { sinkItem } from "../editor/extensions.ts";
import { insertTable } from "../editor/table.ts";
import { isMac, shownKeys } from "../shortcuts/keys.ts";
import {
	BulletsIcon,
	IndentIcon,
	LinkIcon,
	NumbersIcon,
	OutdentIcon,
	RedoIcon,
	TableIcon,
	UndoIcon,
} from "./icons.tsx";

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
export function Tool({ name, keys, active, disabled, onPress, children }: ToolProps) {
	return (
		<button
			type="button"
			title={keys ? `${name} (${shownKeys(keys, isMac())})` : name}
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
			{mark("Gras", "bold", "Mod+B", <b>G</b>)}
			{mark("Italique", "italic", "Mod+I", <i>I</i>)}
			{mark("Exposant x²", "superscript", "Mod+.", <span>x²</span>)}
			<Tool name="Lien" keys="Mod+K" active={editor.isActive("link")} onPress={onLink}>
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
				keys="Mod+Shift+8"
				active={editor.isActive("bulletList")}
				onPress={() => editor.chain().focus().toggleBulletList().run()}
			>
				<BulletsIcon />
			</Tool>
			<Tool
				name="Liste numérotée"
				keys="Mod+Shift+7"
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
	return (
		<>
			<Tool name="Diminuer le retrait" keys="Alt+Shift+Left" onPress={lift}>
				<OutdentIcon />
			</Tool>
			<Tool name="Augmenter le retrait" keys="Alt+Shift+Right" onPress={() => sinkItem(editor)}>
				<IndentIcon />
			</Tool>
		</>
	);
}

export function InsertTools({ editor }: { editor: Editor }) {
	return (
		<span className="tools">
			<Tool name="Insérer un tableau" onPress={() => insertTable(editor)}>
				<TableIcon />
			</Tool>
		</span>
	);
}

export function HistoryTools({ editor }: { editor: Editor }) {
	return (
		<span className="tools">
			<Tool name="Annuler" keys="Mod+Z" onPress={() => editor.commands.undo()}>
				<UndoIcon />
			</Tool>
			<Tool name="Rétablir" keys="Mod+Y" onPress={() => editor.commands.redo()}>
				<RedoIcon />
			</Tool>
		</span>
	);
}
