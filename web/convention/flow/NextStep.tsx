import { Suspense } from "react";
import { refuses } from "../../../shared/access.ts";
import { isWritten, type Phase } from "../../../shared/convention/phase.ts";
import { useConvention } from "../context.ts";
import { FrozenStep } from "./later.ts";
import { StepButton, SUBMIT } from "./StepButton.tsx";

/** The one thing that is asked of this person now; nothing where it is others' turn. */
export function NextStep({ phase }: { phase: Phase }) {
	const { page } = useConvention();
	if (isWritten(phase)) return refuses(page.me, "submit", phase) === null && <StepButton next={SUBMIT} />;
	return (
		<Suspense>
			<FrozenStep phase={phase} />
		</Suspense>
	);
}
