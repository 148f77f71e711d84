import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { type ToolbarWish, wishOf } from "./wish.ts";

interface WishStorage {
	/** What was asked for before there was a toolbar. */
	wish: ToolbarWish | null;
	/** The toolbar, once it is there. */
	answer: ((wish: ToolbarWish) => void) | null;
}

declare module "@tiptap/core" {
	interface Storage {
		toolbarKeys: WishStorage;
	}
}

/**
 * The keys that lead from the text to the toolbar. Its code comes with the first focus: what was asked for meanwhile is
 * done once it is there, unless the person went on with something else.
 */
export const ToolbarKeys = Extension.create<object, WishStorage>({
	name: "toolbarKeys",
	addStorage: () => ({ wish: null, answer: null }),
	addProseMirrorPlugins() {
		const { storage } = this;
		const forget = () => {
			storage.wish = null;
		};
		const handleKeyDown = (_: unknown, event: KeyboardEvent) => {
			if (MODIFIERS.has(event.key)) return false;
			const wish = wishOf(event);
			if (wish === null || storage.answer === null) storage.wish = wish;
			else storage.answer(wish);
			return wish !== null;
		};
		return [new Plugin({ props: { handleKeyDown, handleDOMEvents: { pointerdown: forget, blur: forget } } })];
	},
});

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta"]);

/** From now on this toolbar does what is asked for, first what was before it came. Returns what ends it. */
export function answerWishes(storage: WishStorage, answer: (wish: ToolbarWish) => void): () => void {
	storage.answer = answer;
	if (storage.wish !== null) answer(storage.wish);
	storage.wish = null;
	return () => {
		storage.answer = null;
	};
}
