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
	const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
	const here = stops.findIndex((stop) => stop.contains(element));
	const next = here < 0 ? undefined : stops[side === "before" ? here - 1 : here + 1];
	if (next === undefined) return false;
	enter(next, side === "before" ? "end" : "start");
	return true;
}

/** Puts the caret at the start or the end of a stop. */
export function enter(stop: HTMLElement, at: "start" | "end"): void {
	if (stop instanceof HTMLInputElement) {
		const position = at === "start" ? 0 : stop.value.length;
		stop.focus();
		stop.setSelectionRange(position, position);
		return;
	}
	const unhandled = stop.dispatchEvent(new CustomEvent(ENTER_EVENT, { detail: at, cancelable: true }));
	// Its editor does not stand yet: what has the focus gets one.
	if (unhandled) stop.querySelector<HTMLElement>("[tabindex]")?.focus();
}
