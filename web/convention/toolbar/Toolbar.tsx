import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type FocusEvent, type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { canChangeTable, type TableChange, tableChanges } from "../editor/table.ts";
import { answerWishes } from "../editor/toolbar-keys.ts";
import type { ToolbarWish } from "../editor/wish.ts";
import { useAfloat } from "./afloat.ts";
import { LinkForm } from "./LinkForm.tsx";
import { TableTools } from "./TableTools.tsx";
import { HistoryTools, InsertTools, ListTools, TitleTools, WordTools } from "./tools.tsx";

interface Props {
	editor: Editor;
	/** A cell of a table takes neither titles nor another table. */
	cell: boolean;
	/** Nobody writes any more. */
	onLeave: () => void;
}

/**
 * The formatting of the section that is being written, beside what is selected. Alt+F10 leads here from the text, Escape
 * back; Tab finds one of its buttons, arrows, Home and End the others.
 */
export function Toolbar({ editor, cell, onLeave }: Props) {
	const bar = useRef<HTMLDivElement>(null);
	const [linking, setLinking] = useState(false);
	useActive(editor);
	useAfloat(editor, bar);
	useOneStop(bar);
	useWishes(editor, (wish) => {
		if (wish === "link") setLinking(true);
		else bar.current?.querySelector<HTMLElement>(STOP)?.focus();
	});
	useLeave(editor, bar, onLeave);
	const onBlur = ({ relatedTarget }: FocusEvent) => {
		if (!isWithin(relatedTarget, bar.current) && !isWithin(relatedTarget, editor.view.dom)) onLeave();
	};
	const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
		if (event.key !== "Escape") return moveAmongButtons(event);
		setLinking(false);
		editor.view.focus();
	};
	return (
		<div
			className="toolbar"
			role="toolbar"
			aria-label="Mise en forme"
			aria-keyshortcuts="Alt+F10"
			ref={bar}
			onBlur={onBlur}
			onKeyDown={onKeyDown}
		>
			{!cell && <TitleTools editor={editor} />}
			<WordTools editor={editor} onLink={() => setLinking(!linking)} />
			<ListTools editor={editor} />
			{!cell && !editor.isActive("table") && <InsertTools editor={editor} />}
			<HistoryTools editor={editor} />
			{!cell && editor.isActive("table") && <TableTools editor={editor} />}
			{linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
		</div>
	);
}

const isWithin = (target: EventTarget | null, element: Element | null) =>
	target instanceof Node && !!element?.contains(target);

/** What the buttons show as pressed; the toolbar is drawn again only when one of them changes. */
const SHOWN_STATES = ["bold", "italic", "superscript", "link", "bulletList", "orderedList", "listItem", "table"];

const TABLE_CHANGES = Object.keys(tableChanges) as TableChange[];

function useActive(editor: Editor) {
	useEditorState({
		editor,
		selector: ({ editor }) => [
			...SHOWN_STATES.map((name) => editor.isActive(name)),
			editor.getAttributes("heading").level,
			...TABLE_CHANGES.map((change) => canChangeTable(editor, change)),
		],
	});
}

/** Does what a key asked for in the text, once there is a button to give the focus to. */
function useWishes(editor: Editor, onWish: (wish: ToolbarWish) => void) {
	const answer = useEffectEvent(onWish);
	useEffect(() => answerWishes(editor.storage.toolbarKeys, answer), [editor]);
}

function useLeave(editor: Editor, bar: Bar, onLeave: () => void) {
	useEffect(() => {
		const onBlur = ({ event }: { event: globalThis.FocusEvent }) => {
			if (!isWithin(event.relatedTarget, bar.current)) onLeave();
		};
		editor.on("blur", onBlur);
		return () => void editor.off("blur", onBlur);
	}, [editor, bar, onLeave]);
}

type Bar = { current: HTMLElement | null };

const STOP = "button[tabindex='0']:enabled";
const buttonsOf = (bar: Element) => [...bar.querySelectorAll<HTMLButtonElement>(".tools button:enabled")];

/** Tab stops once in the whole bar: at the button that had the focus last, or at the first. */
function useOneStop(bar: Bar) {
	useEffect(() => {
		if (bar.current === null) return;
		const buttons = buttonsOf(bar.current);
		if (buttons.filter((button) => button.tabIndex === 0).length !== 1) stopAt(buttons[0], buttons);
	});
}

function stopAt(stop: HTMLElement | undefined, buttons: HTMLElement[]) {
	for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}

function moveAmongButtons(event: KeyboardEvent<HTMLElement>) {
	const buttons = buttonsOf(event.currentTarget);
	const here = buttons.indexOf(event.target as HTMLButtonElement);
	const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
	if (here < 0 || next === undefined) return;
	const button = buttons.at(next % buttons.length);
	stopAt(button, buttons);
	button?.focus();
	event.preventDefault();
}
