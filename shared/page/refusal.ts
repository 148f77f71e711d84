import type { Finding } from "../controls/finding.ts";
import { type Failure, type FieldProblem, sentenceOf } from "../failure.ts";

/** What every refused request is answered. */
export interface Refused {
	error: Refusal;
}

/** A refusal in words for people. */
export interface Refusal {
	code: string;
	message: string;
	/** The field of what was sent that is meant, where there is one. */
	field?: string;
	/** Everything that is wrong, where more than one thing may be; the first is said above. */
	problems?: FieldProblem[];
	/** Everything that stands in the way of submission. */
	findings?: Finding[];
}

export function refusedWith(refusal: Failure): Refused {
	const { code, where, detail } = refusal;
	return { error: { code, message: sentenceOf(refusal), ...(where === undefined ? {} : { field: where }), ...detail } };
}
