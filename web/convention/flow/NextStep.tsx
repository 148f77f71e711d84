import type { Phase } from "../../../shared/convention/phase.ts";
import { useConvention } from "../context.ts";
import { useStanding } from "./standing.ts";

/** The one thing that is asked of this person now; nothing where it is others' turn. */
export function NextStep({ phase }: { phase: Phase }) {
	const { openFlow } = useConvention();
	const { next } = useStanding(phase);
	if (next === null) return null;
	return (
		<button type="button" className="next-step" aria-haspopup="dialog" onClick={() => openFlow(next.place)}>
			<span className="long">{next.words}</span>
			<span className="short" aria-hidden="true">
				{next.short}
			</span>
		</button>
	);
}
