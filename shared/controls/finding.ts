import type { Where } from "../text/where.ts";

/** The number of a rule, as in the requirements: "R4". */
export type Rule = `R${number}`;

/** What stands in the way of submission, or what a drafter had better look at. */
export type Severity = "blocking" | "warning";

/** A fault of a text: one or two French sentences that say what is wrong and what to do, and its place. */
export interface Finding {
	rule: Rule;
	severity: Severity;
	/** The fault in a few words, the same wherever it stands: "Champ vide". */
	title: string;
	message: string;
	where: Where;
	/** The label of a blank: title and label then say all that the message does. */
	about?: string;
	/** Where else the same fault stands, in reading order. */
	also?: Where[];
}
