import type { Phase } from "../../../shared/convention/phase.ts";
import { StepButton } from "./StepButton.tsx";
import { useStanding } from "./standing.ts";

/** What this person is asked to do about a version; nothing where it is others' turn. */
export default function FrozenStep({ phase }: { phase: Phase }) {
	const { next } = useStanding(phase);
	return next && <StepButton next={next} />;
}
