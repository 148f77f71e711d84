import type { Editor } from "@tiptap/core";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { LinkForm } from "./LinkForm.tsx";
import { HistoryTools, ListTools, TableTools, TitleTools, WordTools } from "./tools.tsx";

interface Props {
	editor: Editor;
	/** A cell of a table takes neither titles nor another table. */
	cell: boolean;
	/** Nobody writes any more. */
	onLeave: () => void;
}

/** The formatting of the section that is being written. Alt+F10 leads here from the text, Escape back. */
export function Toolbar({ editor, cell, onLeave }: Props) {
	const bar = useRef<HTMLDivElement>(null);
	const [linking, setLinking] = useState(false);
	useToolbarKeys(editor, bar, onLeave);
	useActive(editor);
	const onBlur = ({ relatedTarget }: FocusEvent) => {
		if (!isWithin(relatedTarget, bar.current) && !isWithin(relatedTarget, editor.view.dom)) onLeave();
	};
	return (
		<div
			className="toolbar"
			role="toolbar"
			aria-label="Mise en forme"
			aria-keyshortcuts="Alt+F10"
			ref={bar}
			onBlur={onBlur}
			onKeyDown={(event) => moveAmongButtons(event, editor)}
		>
			{!cell && <TitleTools editor={editor} />}
			<WordTools editor={editor} onLink={() => setLinking(!linking)} />
			<ListTools editor={editor} />
			{!cell && <TableTools editor={editor} />}
			<HistoryTools editor={editor} />
			{linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
		</div>
	);
}

const isWithin = (target: EventTarget | null, element: Element | null) =>
	target instanceof Node && !!element?.contains(target);

/** What the buttons show as pressed; the toolbar is drawn again only when one of them changes. */
const SHOWN_STATES = ["bold", "italic", "superscript", "link", "bulletList", "orderedList", "listItem", "table"];

function useActive(editor: Editor): string {
	return useSyncExternalStore(
		(listener) => {
			editor.on("transaction", listener);
			return () => {
				editor.off("transaction", listener);
			};
		},
		() => [...SHOWN_STATES.map((name) => editor.isActive(name)), editor.getAttributes("heading").level].join(),
	);
}

function useToolbarKeys(editor: Editor, bar: { current: HTMLElement | null }, onLeave: () => void) {
	useEffect(() => {
		const onBlur = ({ event }: { event: globalThis.FocusEvent }) => {
			if (!isWithin(event.relatedTarget, bar.current)) onLeave();
		};
		const onKeyDown = (event: globalThis.KeyboardEvent) => {
			if (event.altKey && event.key === "F10") bar.current?.querySelector("button")?.focus();
		};
		const { dom } = editor.view;
		editor.on("blur", onBlur);
		dom.addEventListener("keydown", onKeyDown);
		return () => {
			editor.off("blur", onBlur);
			dom.removeEventListener("keydown", onKeyDown);
		};
	}, [editor, bar, onLeave]);
}

function moveAmongButtons(event: KeyboardEvent<HTMLElement>, editor: Editor) {
	if (event.key === "Escape") editor.view.focus();
	if (event.target instanceof HTMLInputElement || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
	const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button:enabled")];
	const here = buttons.indexOf(event.target as HTMLElement);
	const next = here + (event.key === "ArrowRight" ? 1 : -1);
	buttons[(next + buttons.length) % buttons.length]?.focus();
	event.preventDefault();
}
