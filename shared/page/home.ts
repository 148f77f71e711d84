import type { Phase } from "../convention/phase.ts";
import type { Task } from "../list/line.ts";
import type { Deadline, Parties } from "../list/summary.ts";

/** The list of conventions. The server has drawn it. */
export interface HomePage {
	page: "home";
}

/** `GET /api/conventions`: the whole list, each with what can be said without its text. */
export interface ConventionList {
	conventions: ListedConvention[];
	/** How many match. */
	count: number;
	/** What `after` says to have the next page; null on the last one. */
	next: string | null;
}

export interface ListedConvention {
	id: string;
	title: string;
	phase: Phase;
	/** Id of the model that it was opened from, and the model's title. */
	model: string;
	modelTitle: string;
	/** "" while blank, or not known yet. */
	territory: string;
	/** null, as each of the following, as long as its room has told lists nothing. */
	parties: Parties | null;
	starts: number | null;
	ends: number | null;
	progress: { done: number; total: number } | null;
	/** "À la commune de jouer : 3 champs à compléter."; null once it is no longer drafted. */
	turn: string | null;
	/** What this person has to do in it. */
	task: Task | null;
	deadline: (Deadline & { sentence: string }) | null;
	/** ISO 8601, UTC. */
	changedAt: string;
}
