import { useEffect, useRef, useState } from "react";
import { type Card, countOf } from "./cards.ts";

/** How long the findings must stay as they are before a change is said. */
const SAID_AFTER_MS = 1_200;

/** Tells a screen reader, once one pauses, that something was settled. What is found anew is not said: one is typing. */
export function Settled({ cards }: { cards: Card[] | null | "failed" }) {
	const [said, setSaid] = useState("");
	const told = useRef<Map<string, string> | null>(null);
	useEffect(() => {
		if (!Array.isArray(cards)) return;
		told.current ??= placesOf(cards);
		const timer = setTimeout(() => {
			const now = placesOf(cards);
			const settled = [...(told.current ?? [])].flatMap(([key, words]) => (now.has(key) ? [] : [words]));
			told.current = now;
			if (settled.length > 0) setSaid(sentence(settled, countOf(cards)));
		}, SAID_AFTER_MS);
		return () => clearTimeout(timer);
	}, [cards]);
	return (
		<p className="unseen" role="status">
			{said}
		</p>
	);
}

/** Every place that this person could settle, and how it is called. */
function placesOf(cards: Card[]): Map<string, string> {
	return new Map(
		cards
			.filter(({ whose }) => whose !== "theirs")
			.flatMap(({ key, title, places }) =>
				places.map(({ where, nth, label }) => [`${key} ${JSON.stringify(where)} ${nth}`, `${title}, ${label}`]),
			),
	);
}

function sentence(settled: string[], left: number): string {
	const done = settled.length === 1 ? `Point réglé : ${settled[0]}.` : `${settled.length} points réglés.`;
	const rest = left === 0 ? "Plus rien à signaler." : `Il en reste ${left}.`;
	return `${done} ${rest}`;
}
