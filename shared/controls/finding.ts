/** The number of a rule, as in the requirements: "R4". */
export type Rule = `R${number}`;

/** What stands in the way of submission, or what a drafter had better look at. */
export type Severity = "blocking" | "warning";

/** Where to jump: a field by its key, a section or a clause by its id, or a whole part. */
export interface Where {
	part: string;
	kind: "field" | "section" | "clause" | "part";
	id: string;
	/** The words at fault, spaces and apostrophes as stored (`typeset` gives them as displayed in a clause). */
	quote?: string;
}

/** A fault of a text: one or two French sentences that say what is wrong and what to do, and its place. */
export interface Finding {
	rule: Rule;
	severity: Severity;
	message: string;
	where: Where;
}
