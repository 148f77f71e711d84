import { highlight } from "../paper/highlight.ts";
import { wordsOf } from "../paper/show.ts";
import type { Card } from "./cards.ts";

/** Underlines what the findings quote, where it stands on the page now. */
export function underline(cards: Card[]): void {
	for (const severity of ["blocking", "warning"] as const) {
		const places = cards.filter((card) => card.severity === severity).flatMap((card) => card.places);
		highlight(
			severity,
			places.flatMap((place) => wordsOf(place) ?? []),
		);
	}
}
