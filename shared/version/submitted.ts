import { controls } from "../controls/controls.ts";
import type { State } from "../convention/state.ts";
import { type Failure, failureBy } from "../failure.ts";
import type { Model } from "../model/model.ts";
import { deliberates } from "../party/council.ts";
import { assemble } from "../text/assemble.ts";
import { canonicalBytes } from "./canonical.ts";

/** What a text is submitted as, and whose acts it then waits for. */
export interface Submission {
	/** Canonical: their SHA-256 is the version's digest. */
	bytes: Uint8Array;
	/** Ids of all parties, of those whose council votes, and of all signatories. */
	parties: string[];
	councils: string[];
	signatories: string[];
}

/**
 * What would be frozen of the text as it stands, without help and without what the parties left out (R6); refused with every
 * finding that blocks (R5).
 */
export function submissionOf(model: Model, state: State): Submission | Failure<"blocked"> {
	const { structure } = state;
	const findings = controls(assemble(model, state), state, model);
	const blocking = findings.filter(({ severity }) => severity === "blocking");
	if (blocking.length > 0) return failureBy(blocking);
	const { parties } = structure;
	const frozen = assemble(model, { ...state, structure: { ...structure, phase: "submitted" } });
	return {
		bytes: canonicalBytes(frozen, parties),
		parties: parties.map(({ id }) => id),
		councils: parties.filter(({ kind }) => deliberates(kind)).map(({ id }) => id),
		signatories: parties.flatMap(({ signatories }) => signatories.map(({ id }) => id)),
	};
}
