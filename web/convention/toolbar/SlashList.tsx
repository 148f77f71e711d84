import type { Editor } from "@tiptap/core";
import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { useConvention } from "../context.ts";
import { SLASH_LIST, type SlashMenu, slashKey, slashOption, take } from "../editor/slash.ts";

const GAP = 8;

/** What "/" offers, beside the caret that keeps the focus; the text itself says which line is active. */
export function SlashList({ editor }: { editor: Editor }) {
	const menu = useSlashMenu(editor);
	const count = menu?.insertions.length ?? 0;
	return (
		<>
			{menu && <Options editor={editor} menu={menu} />}
			<p className="unseen" role="status">
				{count > 0 &&
					`${count} ${count > 1 ? "propositions" : "proposition"}, flèches pour choisir, Entrée pour insérer`}
			</p>
		</>
	);
}

function Options({ editor, menu }: { editor: Editor; menu: SlashMenu }) {
	const { replica } = useConvention();
	const list = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		const element = list.current;
		if (element === null) return;
		const put = () => putList(element, editor, menu.from);
		put();
		element.children[menu.active]?.scrollIntoView({ block: "nearest" });
		window.addEventListener("scroll", put, { passive: true });
		return () => window.removeEventListener("scroll", put);
	}, [editor, menu]);
	return (
		<div className="slash" role="listbox" id={SLASH_LIST} aria-label="Insérer" ref={list}>
			{menu.insertions.map(({ id, name, hint }, index) => (
				// biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus, and has this for its active descendant
				// biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text, which moves in the list
				<div
					key={id}
					id={slashOption(id)}
					role="option"
					aria-selected={index === menu.active}
					onMouseDown={(event) => event.preventDefault()}
					onClick={() => take(editor, replica, menu, index)}
				>
					<b>{name}</b>
					<span>{hint}</span>
				</div>
			))}
		</div>
	);
}

function useSlashMenu(editor: Editor): SlashMenu | null {
	return useSyncExternalStore(
		(listener) => {
			editor.on("transaction", listener);
			return () => {
				editor.off("transaction", listener);
			};
		},
		() => slashKey.getState(editor.state) ?? null,
	);
}

/**
 * Below the "/", above it where there is no room; on a phone the keyboard takes its part of the window. By hand for the
 * reason in position.ts.
 */
function putList(list: HTMLElement, { view }: Editor, from: number) {
	const { left, top, bottom } = view.coordsAtPos(from);
	const height = window.visualViewport?.height ?? window.innerHeight;
	const fits = bottom + GAP + list.offsetHeight <= height;
	const most = document.documentElement.clientWidth - list.offsetWidth - GAP;
	list.style.left = `${Math.round(Math.max(GAP, Math.min(left, most)))}px`;
	list.style.top = `${Math.round(fits ? bottom + GAP : Math.max(GAP, top - GAP - list.offsetHeight))}px`;
}
