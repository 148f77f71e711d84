import { useCallback, useEffect, useRef, useState } from "react";
import { colourOf } from "../../around/colours.ts";
import { useOthers } from "../live/others.ts";
import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";
import { Announcements } from "./announcements.ts";
import { Following } from "./Following.tsx";
import { SameSentence } from "./SameSentence.tsx";
import { useUpheavals } from "./upheavals.ts";
import { bringIntoView, elementOf } from "./whereabouts.ts";

/** The others, beyond their carets: who comes and goes, whom I follow, who writes in my sentence. */
export default function Company({ replica }: { replica: Replica }) {
	const [message, tell] = useAnnouncements(replica);
	useAway(replica);
	useUpheavals(replica, tell);
	return (
		<>
			<p className="unseen" role="status" data-announcements="">
				{message}
			</p>
			<Following replica={replica} />
			<SameSentence replica={replica} tell={tell} />
		</>
	);
}

/** What the screen reader is told now, and what adds to it. */
function useAnnouncements(replica: Replica): [string, (sentence: string) => void] {
	const others = useOthers(replica);
	const [announcements] = useState(() => new Announcements());
	const [message, setMessage] = useState("");
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const plan = useCallback(() => {
		clearTimeout(timer.current);
		const wait = announcements.wait(performance.now());
		if (wait === null) return;
		timer.current = setTimeout(() => {
			const taken = announcements.take(performance.now());
			// The same words again are news only when they differ.
			if (taken !== null) setMessage((before) => (before === taken ? `${taken}\u00A0` : taken));
			plan();
		}, wait);
	}, [announcements]);
	useEffect(() => {
		// Offline everyone seems to have left: they are told of when it is known.
		if (replica.room.status.saved === "offline") return;
		announcements.see(performance.now(), new Map(others.map(({ person, name }) => [person, name])));
		plan();
	}, [others, replica, announcements, plan]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const tell = useCallback(
		(sentence: string) => {
			announcements.hear(sentence);
			plan();
		},
		[announcements, plan],
	);
	return [message, tell];
}

/** Tells the room when my page is hidden behind another, and when it is back. */
function useAway({ room: { awareness } }: Replica) {
	useEffect(() => {
		const tell = () => awareness.setLocalStateField("away", document.hidden || undefined);
		document.addEventListener("visibilitychange", tell);
		return () => document.removeEventListener("visibilitychange", tell);
	}, [awareness]);
}

/** Scrolls to where someone is, marks the place for a moment and gives it the focus, so that a keyboard goes on there. */
export function goTo(replica: Replica, other: Presence) {
	const element = elementOf(replica, other);
	if (!element) return;
	bringIntoView(element);
	const place = element.closest<HTMLElement>("[data-section], [data-field]") ?? element;
	focus(place);
	// What stands in an editor is the editor's alone to change.
	mark(element.closest("[contenteditable]") ? place : element, other);
}

/** The place itself and not its input: a phone would lay its keyboard over it. */
function focus(place: HTMLElement) {
	if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
	place.focus({ preventScroll: true });
}

function mark(element: HTMLElement, other: Presence) {
	element.style.setProperty("--person", colourOf(other));
	element.classList.add("arrived");
	element.addEventListener("animationend", () => element.classList.remove("arrived"), { once: true });
}
