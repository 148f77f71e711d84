import type { Phase } from "../../../shared/convention/phase.ts";
import { inWords, parisDay } from "../../../shared/day.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { awaitedLine } from "../../../shared/version/awaited.ts";
import { useConvention } from "../context.ts";
import { useStanding } from "./standing.ts";

/** Whose turn it is once the text is frozen, since when, and why nobody can write. */
export default function FrozenTurn({ phase }: { phase: Phase }) {
	const { openFlow } = useConvention();
	const { current, awaited, next } = useStanding(phase);
	const line = awaitedLine(awaited, parisDay(new Date()));
	if (current === null) return null;
	return (
		<div className="turn frozen" data-mine={next ? true : undefined}>
			<p>
				{line && <strong>{typeset(line)}</strong>}{" "}
				<span>
					Texte figé{"\u00A0"}: version {current.number} du {inWords("dayOfYear", current.submittedAt)}.
				</span>
			</p>
			<button
				type="button"
				className="next"
				aria-haspopup="dialog"
				onClick={() => openFlow({ kind: "steps", at: phase })}
			>
				Où en est-on{"\u00A0"}?
			</button>
		</div>
	);
}
