import { useEffect, useRef, useSyncExternalStore } from "react";
import { refuses } from "../../../shared/access.ts";
import type { Structure } from "../../../shared/convention/state.ts";
import { inWords } from "../../../shared/day.ts";
import type { Member } from "../../../shared/people/member.ts";
import type { GivenBack, SetAside } from "../live/disk.ts";
import type { Replica } from "../live/replica.ts";
import { Words } from "./Words.tsx";

/** Words on this machine that will not go to the room by themselves, and why. */
export interface Aside extends SetAside {
	/** null for what a refusal gave back. */
	note: string | null;
	/** The person has just come from the refusal. */
	fresh: boolean;
}

/** Words stay at hand, after a reload too, until the person puts them away. */
interface KeptWordsProps {
	asides: Aside[];
	replica: Replica;
	me: Member;
	onPutAway: (aside: Aside) => void;
}

export function KeptWords({ asides, replica, me, onPutAway }: KeptWordsProps) {
	const head = useRef<HTMLElement>(null);
	const fresh = asides.some((aside) => aside.fresh);
	const structure = useSyncExternalStore(replica.reading.subscribe, () => replica.reading.state.structure);
	const mayPut = (place: GivenBack["place"]) => place !== undefined && stands(place, structure, replica, me);
	const isOffered = asides.some(({ words }) => words.some(({ place }) => mayPut(place)));
	useEffect(() => {
		if (fresh) head.current?.focus();
	}, [fresh]);
	if (asides.length === 0) return null;
	return (
		<aside className="kept-words" aria-label="Vos mots mis de côté">
			<details open={fresh || isOffered}>
				<summary ref={head}>Vos mots mis de côté</summary>
				{asides.map((aside) => (
					<section key={aside.tab} aria-label={since(aside)}>
						<p>
							{since(aside)} {aside.note}
						</p>
						<Words
							words={aside.words}
							mayPut={mayPut}
							onPut={({ place, text }) => place && replica.putBack(place, text)}
						/>
						<button type="button" onClick={() => onPutAway(aside)}>
							Je n’en ai plus besoin
						</button>
					</section>
				))}
			</details>
		</aside>
	);
}

/** Whether such a place is still there, and this person may write in it now. */
function stands(place: NonNullable<GivenBack["place"]>, structure: Structure, replica: Replica, me: Member): boolean {
	const thing =
		"section" in place ? replica.sections().find(({ id }) => id === place.section) : replica.fieldOf(place.field);
	return thing !== undefined && refuses(me, "write", structure.phase, { owner: thing.owner, id: "" }) === null;
}

/** Nobody knows when an earlier page stopped. */
const since = ({ at }: Aside) => (at === 0 ? "D’une page fermée." : `Du ${inWords("moment", at)}.`);
