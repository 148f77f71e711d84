import type { Session } from "../live/session.ts";
import { elementOf, goTo } from "../paper/go.ts";
import { highlight } from "../paper/highlight.ts";
import { landOn } from "../paper/land.ts";
import { find, type Line, linesOf, rangeOf } from "../paper/words.ts";
import type { Card, CardPlace } from "./cards.ts";

/** Brings a finding's place before the reader, its words marked until they do something else. */
export async function showPlace({ where, nth }: CardPlace, session: Session): Promise<void> {
	const element = elementOf(where);
	if (element === null) return;
	const words = wordsIn(element, where.quote, nth);
	if (words === null || where.kind === "field") goTo(element);
	else markUntilNext(await landOn(words, session));
}

function markUntilNext(range: Range) {
	highlight("at-fault", [range]);
	const clear = () => highlight("at-fault", []);
	for (const next of ["keydown", "pointerdown"]) window.addEventListener(next, clear, { once: true });
}

/** Underlines what the findings quote, where it stands on the page now. */
export function underline(cards: Card[]): void {
	for (const severity of ["blocking", "warning"] as const) {
		const places = cards.filter((card) => card.severity === severity).flatMap((card) => card.places);
		highlight(severity, places.flatMap(quoteOf));
	}
}

function quoteOf({ where, nth }: CardPlace): Range[] {
	const element = where.quote === undefined ? null : elementOf(where);
	const words = element && wordsIn(element, where.quote, nth);
	return words ? [words] : [];
}

/** What was read in an element last: a key pressed has only its own paragraph folded again. */
const read = new WeakMap<Element, Line[]>();

/** The quoted words on the page, which sets spaces and apostrophes its own way. */
function wordsIn(element: Element, quote: string | undefined, nth: number): Range | null {
	if (quote === undefined) return null;
	const lines = linesOf(element, read.get(element));
	read.set(element, lines);
	const found = find(lines, quote);
	const match = found[nth] ?? found[0];
	return match ? rangeOf(match) : null;
}
