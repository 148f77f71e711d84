import { useEffect, useRef, useState } from "react";
import {
	outlineOf,
	type PartProgress,
	type Progress,
	type Turn,
	together,
	turnOf,
} from "../../../shared/text/outline.ts";
import type { Text } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { personColour } from "../../around/Avatar.tsx";
import { initialsOf } from "../../around/colours.ts";
import { goTo } from "../follow/later.ts";
import { useOthers } from "../live/others.ts";
import type { Presence } from "../live/presence.ts";
import type { Replica } from "../live/replica.ts";

const PROGRESS_WORDS: Record<PartProgress, string> = {
	complete: "complet",
	half: "à terminer",
	todo: "à compléter",
};

interface Props {
	text: Text;
	progress: Progress;
	replica: Replica;
	/** Called when a line or a person was followed. */
	onGo?: () => void;
}

/** Every article and annex, how far it has come, and who is in it. */
export function Sommaire({ text, progress, replica, onGo }: Props) {
	const others = useOthers(replica);
	const here = useCurrentPart(text);
	const lines = useRef<HTMLOListElement>(null);
	useEffect(() => showLine(lines.current, here), [here]);
	return (
		<>
			<ol className="sommaire-lines" ref={lines}>
				{outlineOf(text).map(({ part, label, title }) => (
					<li key={part}>
						<a href={`#${part}`} aria-current={part === here ? "true" : undefined} onClick={onGo}>
							<ProgressMark progress={progress.parts[part] ?? "complete"} />
							<span>
								{label && <span className="number">{label.replace("Article ", "")} · </span>}
								{typeset(title)}
							</span>
						</a>
						{others.map(
							(other) =>
								other.at?.part === part && (
									<Visitor
										key={other.person}
										visitor={other}
										place={label || title}
										onGo={() => {
											onGo?.();
											goTo(replica, other);
										}}
									/>
								),
						)}
					</li>
				))}
			</ol>
			<Meter progress={progress} turns={turnOf(text, replica.reading.state.structure.parties)} onGo={onGo} />
		</>
	);
}

function ProgressMark({ progress }: { progress: PartProgress }) {
	return (
		<span className={`progress-mark ${progress}`}>
			<span className="unseen">{PROGRESS_WORDS[progress]} : </span>
		</span>
	);
}

/** Someone who is in this part: leads to the very place where they are. */
function Visitor({ visitor, place, onGo }: { visitor: Presence; place: string; onGo: () => void }) {
	const name = `Aller à ${visitor.name}, ${place.toLowerCase()}`;
	return (
		<button
			type="button"
			className="visitor"
			style={personColour(visitor)}
			aria-label={name}
			data-name={visitor.name}
			data-initials={initialsOf(visitor.name)}
			onClick={onGo}
		/>
	);
}

/** How much is filled, and whose is what is missing. */
function Meter({ progress: { done, total }, turns, onGo }: { progress: Progress; turns: Turn[]; onGo?: () => void }) {
	return (
		<div className="meter">
			{done} sur {total} {total > 1 ? "prêts" : "prêt"}
			<progress value={done} max={Math.max(total, 1)} aria-label="Champs et parties libres remplis" />
			{together(turns).map(({ owner, to, fields, sections, first, each }) => (
				<a key={to} className={owner} href={`#${first.part}`} onClick={onGo}>
					{to} : {fields + sections} à compléter{each}
				</a>
			))}
		</div>
	);
}

/** The line of the part that one reads stays in view, without the page moving. */
function showLine(lines: HTMLElement | null, here: string | null) {
	const line = lines?.querySelector<HTMLElement>(`[href="#${CSS.escape(here ?? "")}"]`);
	const box = lines?.closest<HTMLElement>(".column");
	if (!line || !box) return;
	const [seen, shown] = [line.getBoundingClientRect(), box.getBoundingClientRect()];
	if (seen.top < shown.top || seen.bottom > shown.bottom) box.scrollTop += seen.top - shown.top - shown.height / 2;
}

/** The part that one reads: the last that begins in the upper third of the window. */
function useCurrentPart(text: Text): string | null {
	const [here, setHere] = useState<string | null>(null);
	const ids = outlineOf(text)
		.map(({ part }) => part)
		.join(" ");
	useEffect(() => {
		const parts = ids.split(" ").flatMap((id) => document.getElementById(id) ?? []);
		const look = () =>
			setHere(parts.findLast((part) => part.getBoundingClientRect().top < innerHeight / 3)?.id ?? null);
		const observer = new IntersectionObserver(look, { rootMargin: "0px 0px -66.6% 0px" });
		for (const part of parts) observer.observe(part);
		return () => observer.disconnect();
	}, [ids]);
	return here;
}
