import type { Where } from "../../../shared/text/where.ts";
import { enter } from "../stops.ts";

/** A place of the text: a field by its key, a section or a clause by its id, or a whole part. */
export type Address = Pick<Where, "part" | "kind" | "id">;

/** Where a place stands on the page; of a field that stands in many, where it may be written. */
export function elementOf({ part, kind, id }: Address): HTMLElement | null {
	const places = [
		...document.querySelectorAll<HTMLElement>(kind === "part" ? `[id="${id}"]` : `[data-${kind}="${CSS.escape(id)}"]`),
	];
	return places.find(stopIn) ?? places.find((place) => place.closest(".part")?.id === part) ?? places[0] ?? null;
}

/** Brings a place before the reader: the caret in it where they may write, else the focus on it. */
export function goTo(place: HTMLElement): void {
	place.scrollIntoView({ block: place.offsetHeight > innerHeight / 2 ? "start" : "center" });
	const stop = place.matches("[data-clause]") ? null : stopIn(place);
	if (stop) enter(stop, "start");
	else focusOn(place);
}

/** Gives the focus to what has none of its own, so that keyboards and screen readers go on from there. */
export function focusOn(place: HTMLElement): void {
	place.tabIndex = -1;
	place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
	place.focus({ preventScroll: true });
}

const stopIn = (place: Element) => place.querySelector<HTMLElement>("[data-stop]");
