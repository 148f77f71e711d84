import { useEffect, useSyncExternalStore } from "react";
import { personColour } from "../../around/Avatar.tsx";
import { firstNameOf } from "../../around/colours.ts";
import { useOthers } from "../live/others.ts";
import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";
import { bringIntoView, elementOf } from "./whereabouts.ts";

/** How often my window may move on: carets move at every key. */
const EVERY_MS = 250;

/** My window goes where another goes, until I scroll, press a key or click. */
export function Following({ replica }: { replica: Replica }) {
	const { presences } = replica;
	const person = useSyncExternalStore(presences.subscribe, () => presences.following);
	const followed = useOthers(replica).find((other) => other.person === person);
	useStops(replica, person);
	useMoves(replica, followed);
	return (
		<div role="status" className="following">
			{followed && <Banner followed={followed} onStop={() => presences.follow(null)} />}
		</div>
	);
}

function Banner({ followed, onStop }: { followed: Presence; onStop: () => void }) {
	return (
		<>
			<div className="following-frame" style={personColour(followed)} />
			<p style={personColour(followed)}>
				<span>
					Vous suivez <strong>{firstNameOf(followed.name)}</strong>
					{!followed.at && ", qui n’écrit pas pour l’instant"}
					<span className="following-key"> — Échap pour arrêter</span>
				</span>
				<button type="button" onClick={onStop}>
					Arrêter
				</button>
			</p>
		</>
	);
}

function useMoves(replica: Replica, followed: Presence | undefined) {
	useEffect(() => {
		if (!followed) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const move = () => {
			timer = undefined;
			const element = elementOf(replica, followed);
			if (element) bringIntoView(element);
		};
		const soon = () => {
			timer ??= setTimeout(move, EVERY_MS);
		};
		move();
		const { awareness } = replica.room;
		awareness.on("change", soon);
		replica.doc.on("update", soon);
		return () => {
			clearTimeout(timer);
			awareness.off("change", soon);
			replica.doc.off("update", soon);
		};
	}, [replica, followed]);
}

/** Anything I do with my own hand stops it; what I press in its own places says for itself what it does. */
function useStops({ presences }: Replica, person: string | null) {
	useEffect(() => {
		if (person === null) return;
		const stop = (event: Event) => {
			const isOwn = event.target instanceof Element && event.target.closest(".present, .following");
			const key = event instanceof KeyboardEvent ? event.key : null;
			if (key !== null && MODIFIERS.has(key)) return;
			if (isOwn && (key === null ? event.type === "pointerdown" : key === "Enter" || key === " ")) return;
			// A scroll under way goes no further.
			scrollTo({ top: scrollY, behavior: "instant" });
			presences.follow(null);
		};
		const heard = ["wheel", "touchmove", "pointerdown", "keydown"];
		for (const type of heard) addEventListener(type, stop, { capture: true, passive: true });
		return () => {
			for (const type of heard) removeEventListener(type, stop, { capture: true });
		};
	}, [presences, person]);
	// Who has left is followed no longer.
	const isHere = useSyncExternalStore(presences.subscribe, () =>
		presences.others.some((other) => other.person === person),
	);
	useEffect(() => {
		if (person !== null && !isHere) presences.follow(null);
	}, [presences, person, isHere]);
}

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta"]);
