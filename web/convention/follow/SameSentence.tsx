import { useEffect, useState } from "react";
import { sameSentence } from "../../../shared/text/sentence.ts";
import { personColour } from "../../around/Avatar.tsx";
import { firstNameOf } from "../../around/colours.ts";
import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";
import { caretOf, isSameBlock } from "./caret.ts";
import { type Meeting, Overlap } from "./overlap.ts";

/** How often the carets are compared while something moves. */
const EVERY_MS = 250;

interface Notice {
	other: Presence;
	/** In pixels of the page. */
	place: { top: number; right: number };
}

/** A quiet word at the edge of my section while another is in the sentence where I am. */
export function SameSentence({ replica, tell }: { replica: Replica; tell: (sentence: string) => void }) {
	const notice = useNotice(replica, tell);
	if (!notice) return null;
	const { other, place } = notice;
	return (
		<p className="same-sentence" style={{ ...personColour(other), ...place }} aria-hidden="true">
			<strong>{firstNameOf(other.name)}</strong> écrit dans la même phrase
		</p>
	);
}

function useNotice(replica: Replica, tell: (sentence: string) => void): Notice | null {
	const [notice, setNotice] = useState<Notice | null>(null);
	useEffect(() => {
		const overlap = new Overlap();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const look = () => {
			timer = undefined;
			const { person, aloud, again } = overlap.look(performance.now(), meetingOf(replica));
			const other = replica.presences.others.find((each) => each.person === person);
			const place = other && edgeOf(replica);
			setNotice((before) => (place ? { other, place } : before === null ? before : null));
			if (other && aloud) tell(`${other.name} écrit dans la même phrase que vous.`);
			if (again) soon();
		};
		const soon = () => {
			timer ??= setTimeout(look, EVERY_MS);
		};
		const { awareness } = replica.room;
		awareness.on("change", soon);
		replica.doc.on("update", soon);
		return () => {
			clearTimeout(timer);
			awareness.off("change", soon);
			replica.doc.off("update", soon);
		};
	}, [replica, tell]);
	return notice;
}

/** Someone else in the sentence that my caret is in, the first when they are several. */
function meetingOf({ doc, room: { awareness }, presences }: Replica): Meeting | null {
	const mine = awareness.getLocalState();
	const caret = mine?.at?.section ? caretOf(doc, mine.cursor) : null;
	if (caret === null) return null;
	const near = presences.all.filter(
		({ at, person }) => at?.section === mine?.at.section && person !== mine?.user.person,
	);
	for (const { client, person } of near) {
		const theirs = caretOf(doc, awareness.getStates().get(client)?.cursor);
		if (theirs === null || !isSameBlock(theirs, caret)) continue;
		if (!sameSentence(caret.words, caret.offset, theirs.offset)) continue;
		return { person, trace: `${caret.offset} ${theirs.offset} ${caret.words}` };
	}
	return null;
}

/** The foot of my section, its head where the foot is below the window, and else the foot of the window. */
function edgeOf({ room }: Replica): Notice["place"] | null {
	const section = document.querySelector(`[data-section="${CSS.escape(room.awareness.getLocalState()?.at?.section)}"]`);
	if (!section) return null;
	const { top, bottom, right } = section.getBoundingClientRect();
	const [from, to] = [150, innerHeight - 90];
	const y = bottom < to ? bottom : top > from ? top : to;
	return { top: y + scrollY, right: document.documentElement.clientWidth - right + 24 };
}
