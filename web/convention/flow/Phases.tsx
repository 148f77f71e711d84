import { type Phase, STEPS } from "../../../shared/convention/phase.ts";
import { useConvention } from "../context.ts";

/** The steps of a convention's life; each opens what happened there, and what is awaited. */
export function Phases({ phase }: { phase: Phase }) {
	const { openFlow } = useConvention();
	return (
		<ol className="phases" aria-label="Étapes de la convention">
			{STEPS.map((step) => (
				<li key={step.phase} aria-current={step.phase === phase ? "step" : undefined}>
					<button type="button" aria-haspopup="dialog" onClick={() => openFlow({ kind: "steps", at: step.phase })}>
						{step.words}
					</button>
				</li>
			))}
		</ol>
	);
}
