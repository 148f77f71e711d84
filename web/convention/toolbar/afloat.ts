import type { Editor } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { type RefObject, useEffect } from "react";
import { type Box, besideSelection, onEdge } from "./position.ts";

/** A narrow window and a finger keep the bar docked at the top of the paper. */
const DOCKED = "(max-width: 860px), (pointer: coarse)";
const EDGE = 12;

/** Keeps the bar where the hand is, at each change of the selection or of the page. While a selection is drawn it waits. */
export function useAfloat(editor: Editor, bar: RefObject<HTMLElement | null>) {
	useEffect(() => {
		const element = bar.current;
		if (element === null) return;
		const docked = matchMedia(DOCKED);
		let frame = 0;
		let isDrawing = false;
		const place = () => {
			frame = 0;
			if (!isDrawing && !editor.isDestroyed) putBar(element, editor.view, docked.matches);
		};
		const soon = () => {
			frame ||= requestAnimationFrame(place);
		};
		const press = () => {
			isDrawing = true;
		};
		const release = () => {
			isDrawing = false;
			soon();
		};
		const { dom } = editor.view;
		const resized = new ResizeObserver(soon);
		resized.observe(element);
		resized.observe(dom);
		editor.on("transaction", soon);
		dom.addEventListener("pointerdown", press);
		window.addEventListener("pointerup", release);
		window.addEventListener("scroll", soon, { capture: true, passive: true });
		window.addEventListener("resize", soon);
		place();
		return () => {
			cancelAnimationFrame(frame);
			resized.disconnect();
			editor.off("transaction", soon);
			dom.removeEventListener("pointerdown", press);
			window.removeEventListener("pointerup", release);
			window.removeEventListener("scroll", soon, { capture: true });
			window.removeEventListener("resize", soon);
		};
	}, [editor, bar]);
}

function putBar(bar: HTMLElement, view: EditorView, docked: boolean) {
	if (docked) {
		bar.style.left = bar.style.top = "";
		bar.removeAttribute("data-away");
		return;
	}
	const size = { width: bar.offsetWidth, height: bar.offsetHeight };
	const { empty } = view.state.selection;
	const free = freeWindow();
	const written = selectionBox(view);
	const section = sectionBox(view);
	bar.toggleAttribute("data-away", section.bottom < free.top || section.top > free.bottom);
	const { left, top } = empty ? onEdge(section, written, size, free) : besideSelection(written, size, free);
	bar.style.left = `${Math.round(left)}px`;
	bar.style.top = `${Math.round(top)}px`;
}

/** The window below what stays at its top. */
function freeWindow(): Box {
	const head = document.querySelector(".head")?.getBoundingClientRect().bottom ?? 0;
	const { clientWidth, clientHeight } = document.documentElement;
	return { left: EDGE, top: Math.max(head, 0) + EDGE / 2, right: clientWidth - EDGE, bottom: clientHeight - EDGE };
}

/** From the first line selected to the last, over the whole width where there are several. */
function selectionBox(view: EditorView): Box {
	const { from, to } = view.state.selection;
	const start = view.coordsAtPos(from, 1);
	const end = view.coordsAtPos(to, -1);
	if (end.top < start.bottom)
		return { left: start.left, top: start.top, right: end.right, bottom: Math.max(start.bottom, end.bottom) };
	const { left, right } = view.dom.getBoundingClientRect();
	return { left, right, top: start.top, bottom: end.bottom };
}

function sectionBox(view: EditorView): Box {
	const section = view.dom.closest(".cell") ? view.dom.closest("table") : view.dom.closest(".free");
	return (section ?? view.dom).getBoundingClientRect();
}
