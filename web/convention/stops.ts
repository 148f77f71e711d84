/**
 * The places of the page where one writes, in reading order: inputs of fields (`data-stop`) and free sections
 * (`data-stop="<section>"`). Arrows go from one to the next past the locked text between them.
 */
const STOPS = "[data-stop]";

/** A section that an arrow enters learns here on which side. */
export const ENTER_EVENT = "copacte:enter";

export type Side = "before" | "after";

/** Goes from the stop that holds this element to the one before or after it; false when there is none. */
export function leave(element: Element, side: Side): boolean {
	const next = side === "after" ? stopsAfter(element)[0] : stopsBefore(element).at(-1);
	if (next === undefined) return false;
	enter(next, side === "before" ? "end" : "start");
	return true;
}

/** The stops further on than the one that holds this element, in reading order. */
export const stopsAfter = (element: Element) => stopsOn(element, Node.DOCUMENT_POSITION_FOLLOWING);

const stopsBefore = (element: Element) => stopsOn(element, Node.DOCUMENT_POSITION_PRECEDING);

function stopsOn(element: Element, side: number): HTMLElement[] {
	const here = element.closest(STOPS);
	if (here === null) return [];
	const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
	return stops.filter((stop) => here.compareDocumentPosition(stop) & side);
}

/** Puts the caret at the start or the end of a stop. */
export function enter(stop: HTMLElement, at: "start" | "end"): void {
	if (stop instanceof HTMLInputElement) {
		const position = at === "start" ? 0 : stop.value.length;
		stop.focus();
		// A date that the system's own input shows has no caret.
		if (stop.type !== "date") stop.setSelectionRange(position, position);
		return;
	}
	if (stop instanceof HTMLButtonElement) {
		stop.focus();
		return;
	}
	const unhandled = stop.dispatchEvent(new CustomEvent(ENTER_EVENT, { detail: at, cancelable: true }));
	// Its editor does not stand yet: what has the focus gets one.
	if (unhandled) stop.querySelector<HTMLElement>("[tabindex]")?.focus();
}
