import { refuses } from "../access.ts";
import type { Phase } from "../convention/phase.ts";
import type { Failure } from "../failure.ts";
import type { Capacity } from "../people/member.ts";

/**
 * null when this member may say who signs for this party, or why not: its own people do, while the text is drafted; for a
 * body of which nobody takes part yet (`isAbsent`), the Caf's coordinator.
 */
export function refusesSignatories(member: Capacity, party: string, phase: Phase, isAbsent: boolean): Failure | null {
	return sayingAction(member, party, isAbsent) === "stepIn"
		? refuses(member, "stepIn", phase)
		: refuses(member, "setSignatories", phase, party);
}

/** What somebody must be allowed to do to say who signs for this party. */
export const sayingAction = ({ party: own }: Pick<Capacity, "party">, party: string, isAbsent: boolean) =>
	isAbsent && own !== party ? "stepIn" : "setSignatories";
