/** Where to jump: a field by its key, a section or a clause by its id, or a whole part. */
export interface Where {
	part: string;
	kind: "field" | "section" | "clause" | "part";
	id: string;
	/** The words at fault, spaces and apostrophes as stored (`typeset` gives them as displayed in a clause). */
	quote?: string;
}

/** A place of the text that something is said of: the whole of it, or the words that it quotes. */
export interface Spot {
	where: Where;
	/** Of the same words in one place, case apart: how many stand before. */
	nth: number;
}
