/** Where to jump: a field by its key, a section or a clause by its id, or a whole part. */
export interface Where {
	part: string;
	kind: "field" | "section" | "clause" | "part";
	id: string;
	/** The words at fault, spaces and apostrophes as stored (`typeset` gives them as displayed in a clause). */
	quote?: string;
}
