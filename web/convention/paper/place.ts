import type { Place } from "../live/presence.ts";

/** The place of the page that this element belongs to. */
export function placeOf(element: Element): Place | null {
	const part = element.closest(".part")?.id;
	if (!part) return null;
	return {
		part,
		section: element.closest<HTMLElement>("[data-section]")?.dataset.section ?? null,
		field: element.closest<HTMLElement>("[data-field]")?.dataset.field ?? null,
	};
}
