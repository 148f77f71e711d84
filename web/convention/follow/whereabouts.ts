import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";
import { caretOf, rankOf } from "./caret.ts";

/** What a free section draws its paragraphs and titles in, in the editor and before it. */
const BLOCKS = ".prose :is(p, h3, h4)";

/**
 * The element of the page where someone is: their caret where an editor shows it, else the paragraph it stands in, else
 * their field, section or part. null while they are in none, or in one that this page does not have.
 */
export function elementOf(replica: Replica, { client, at }: Presence): HTMLElement | null {
	const part = at && document.getElementById(at.part);
	if (!part) return null;
	const place = placeIn(part, at);
	if (!at.section || place === part) return place;
	return (
		place.querySelector<HTMLElement>(`.caret[data-client="${client}"]`) ?? blockOf(replica, client, place) ?? place
	);
}

function placeIn(part: HTMLElement, { section, field }: NonNullable<Presence["at"]>): HTMLElement {
	const [name, value] = section ? ["section", section] : ["field", field];
	return (value && part.querySelector<HTMLElement>(`[data-${name}="${CSS.escape(value)}"]`)) || part;
}

function blockOf({ doc, room }: Replica, client: number, place: HTMLElement): HTMLElement | null {
	const caret = caretOf(doc, room.awareness.getStates().get(client)?.cursor);
	const section = place.dataset.section;
	if (!caret || !section) return null;
	return place.querySelectorAll<HTMLElement>(BLOCKS)[rankOf(doc, section, caret)] ?? null;
}

/** The middle of the window, where one looks; nothing moves where the element is seen already. */
export function bringIntoView(element: HTMLElement) {
	const { top, bottom } = element.getBoundingClientRect();
	const isSeen = top > innerHeight * SEEN.from && Math.min(bottom, top + 40) < innerHeight * SEEN.to;
	if (isSeen) return;
	const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
	scrollTo({ top: scrollY + top - innerHeight * 0.4, behavior: still ? "instant" : "smooth" });
}

const SEEN = { from: 0.18, to: 0.78 };
