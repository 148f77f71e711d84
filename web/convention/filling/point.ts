import type { MouseEvent } from "react";

/** A click on the words of a field puts the caret among them, also where they wrap to a second line. */
export function pointAt(event: MouseEvent<HTMLElement>): void {
	const field = event.currentTarget;
	const input = field.querySelector<HTMLInputElement>("[data-stop]");
	if (event.button !== 0 || input === null || input.type === "date") return;
	const words = field.querySelector(".field-shown");
	const at = words && words.textContent === input.value ? offsetIn(words, input, event) : null;
	event.preventDefault();
	input.focus();
	const caret = at ?? input.value.length;
	input.setSelectionRange(caret, caret);
}

/** How many characters of these words are before the point; the input that lies over them is looked through. */
function offsetIn(words: Element, input: HTMLElement, { clientX, clientY }: MouseEvent): number | null {
	input.style.pointerEvents = "none";
	const caret = caretAt(clientX, clientY);
	input.style.pointerEvents = "";
	if (caret === null || !words.contains(caret.node)) return null;
	const before = document.createRange();
	before.setStart(words, 0);
	before.setEnd(caret.node, caret.offset);
	return before.toString().length;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
	if (document.caretPositionFromPoint) {
		const position = document.caretPositionFromPoint(x, y);
		return position && { node: position.offsetNode, offset: position.offset };
	}
	const range = document.caretRangeFromPoint(x, y);
	return range && { node: range.startContainer, offset: range.startOffset };
}
