import type { Spot } from "../../../shared/text/where.ts";
import type { Replica } from "../live/replica.ts";
import { elementOf, goTo } from "./go.ts";
import { highlight } from "./highlight.ts";
import { landOn } from "./land.ts";
import { find, type Line, linesOf, rangeOf } from "./words.ts";

/** Brings a spot before the reader, its words marked until they do something else. */
export async function showSpot(spot: Spot, replica: Replica): Promise<void> {
	const element = elementOf(spot.where);
	if (element === null) return;
	const words = wordsIn(element, spot);
	if (words === null || spot.where.kind === "field") goTo(element);
	else markUntilNext(await landOn(words, replica));
}

function markUntilNext(range: Range) {
	highlight("at-fault", [range]);
	const clear = () => highlight("at-fault", []);
	for (const next of ["keydown", "pointerdown"]) window.addEventListener(next, clear, { once: true });
}

/** The words that a spot quotes, where they stand on the page now; null for a spot that quotes none, or whose words are gone. */
export function wordsOf(spot: Spot): Range | null {
	const element = spot.where.quote === undefined ? null : elementOf(spot.where);
	return element && wordsIn(element, spot);
}

/** What was read in an element last: a key pressed has only its own paragraph folded again. */
const read = new WeakMap<Element, Line[]>();

/** The quoted words on the page, which sets spaces and apostrophes its own way. */
function wordsIn(element: Element, { where: { quote }, nth }: Spot): Range | null {
	if (quote === undefined) return null;
	const lines = linesOf(element, read.get(element));
	read.set(element, lines);
	const found = find(lines, quote);
	const match = found[nth] ?? found[0];
	return match ? rangeOf(match) : null;
}
