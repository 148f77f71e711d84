import { wishOf } from "./wish.ts";

/**
 * What a person did in a section while its editor was on its way: where they clicked, and what they typed since.
 * The editor does it again, in order, when it stands (`catchUp`): who clicks and types loses nothing.
 */
export interface Ahead {
	click: { left: number; top: number } | null;
	/** Keys, and the words that came without one: of an accent's key, a phone's keyboard, dictation. */
	typed: (KeyboardEvent | string)[];
}

/** Listens to a section that is still plain HTML. `stop` ends it, and gives what was heard. */
export function listenAhead(element: HTMLElement): { stop: () => Ahead } {
	const ahead: Ahead = { click: null, typed: [] };
	const listening = new AbortController();
	const hear = <T extends keyof HTMLElementEventMap>(type: T, listener: (event: HTMLElementEventMap[T]) => void) =>
		element.addEventListener(type, listener, listening);
	hear("pointerdown", (event) => {
		ahead.click = { left: event.clientX, top: event.clientY };
		ahead.typed = [];
	});
	hear("keydown", (event) => {
		if (!isTyped(event) && !isCaretKey(event) && wishOf(event) === null) return;
		event.preventDefault();
		ahead.typed.push(event);
	});
	// Only what may be edited receives words without keys, and brings up a phone's keyboard. What stands there stays.
	element.querySelector<HTMLElement>("[role=textbox]")?.setAttribute("contenteditable", "true");
	hear("beforeinput", (event) => {
		event.preventDefault();
		if (event.inputType === "insertText" && event.data) ahead.typed.push(event.data);
	});
	hear("compositionend", ({ data }) => void (data && ahead.typed.push(data)));
	return {
		stop: () => {
			listening.abort();
			return ahead;
		},
	};
}

/** A key that leaves a character; AltGr, which makes some of ours, counts as Control and Alt together. */
export function isTyped({ key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean {
	return [...key].length === 1 && !metaKey && ctrlKey === altKey && !isComposing;
}

const CARET_KEYS = ["Enter", "Backspace", "Delete", "Home", "End"];

const isCaretKey = ({ key, metaKey, altKey }: KeyboardEvent) => CARET_KEYS.includes(key) && !metaKey && !altKey;

/** How a free section presents itself to a screen reader, the same before its editor stands and after. */
export const textboxOf = ({ label }: { label: string }) =>
	({ role: "textbox", "aria-multiline": "true", "aria-label": label }) as const;
