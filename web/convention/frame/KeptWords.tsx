import { useEffect, useRef } from "react";
import { inWords } from "../../../shared/day.ts";
import type { SetAside } from "../live/disk.ts";
import { Words } from "./Words.tsx";

/** Words on this machine that will not go to the room by themselves, and why. */
export interface Aside extends SetAside {
	/** null for what a refusal gave back. */
	note: string | null;
	/** The person has just come from the refusal. */
	fresh: boolean;
}

/** Words stay at hand, after a reload too, until the person puts them away. */
export function KeptWords({ asides, onPutAway }: { asides: Aside[]; onPutAway: (aside: Aside) => void }) {
	const head = useRef<HTMLElement>(null);
	const fresh = asides.some((aside) => aside.fresh);
	useEffect(() => {
		if (fresh) head.current?.focus();
	}, [fresh]);
	if (asides.length === 0) return null;
	return (
		<aside className="kept-words" aria-label="Vos mots mis de côté">
			<details open={fresh}>
				<summary ref={head}>Vos mots mis de côté</summary>
				{asides.map((aside) => (
					<section key={aside.tab} aria-label={since(aside)}>
						<p>
							{since(aside)} {aside.note}
						</p>
						<Words words={aside.words} />
						<button type="button" onClick={() => onPutAway(aside)}>
							Je n’en ai plus besoin
						</button>
					</section>
				))}
			</details>
		</aside>
	);
}

/** Nobody knows when an earlier page stopped. */
const since = ({ at }: Aside) => (at === 0 ? "D’une page fermée." : `Du ${inWords("moment", at)}.`);
