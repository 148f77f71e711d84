/**
 * What a person did in a section while its editor was on its way: where they clicked, and the keys they pressed since.
 * The editor does it again, in order, when it stands (`catchUp`): who clicks and types loses nothing.
 */
export interface Ahead {
	click: { left: number; top: number } | null;
	keys: KeyboardEvent[];
}

/** Listens to a section that is still plain HTML. `stop` ends it, and gives what was heard. */
export function listenAhead(element: HTMLElement): { stop: () => Ahead } {
	const ahead: Ahead = { click: null, keys: [] };
	const onPointer = (event: PointerEvent) => {
		ahead.click = { left: event.clientX, top: event.clientY };
		ahead.keys = [];
	};
	const onKey = (event: KeyboardEvent) => {
		if (!isTyped(event) && !isCaretKey(event)) return;
		event.preventDefault();
		ahead.keys.push(event);
	};
	element.addEventListener("pointerdown", onPointer);
	element.addEventListener("keydown", onKey);
	return {
		stop: () => {
			element.removeEventListener("pointerdown", onPointer);
			element.removeEventListener("keydown", onKey);
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
