import { landmarksOf } from "../convention/landmarks.ts";
import type { Phase } from "../convention/phase.ts";
import type { State } from "../convention/state.ts";
import type { Model } from "../model/model.ts";
import { assemble } from "../text/assemble.ts";
import { progressOf, type Turn, turnsOf } from "../text/outline.ts";
import { readDate, yearOf } from "../text/value.ts";
import { type Awaited, awaitedOf } from "../version/awaited.ts";
import type { Version } from "../version/version.ts";
import { searchable } from "./search.ts";

/** What lists say of a convention: all that can be told without its text. */
export interface Summary {
	phase: Phase;
	/** "" while blank. */
	territory: string;
	/** First and last year; null while blank. It ends on 31 December of the last (R8). */
	starts: number | null;
	ends: number | null;
	deadlines: Deadline[];
	/** Of all that is required: what is filled, and how much there is. */
	done: number;
	total: number;
	/** What each side, or party, still has to fill, in reading order of its first blank. */
	turns: Omit<Turn, "first">[];
	/** Whose turn it is on the version that was submitted last; empty while the text is drafted. */
	awaited: Awaited[];
	parties: Parties;
	/** Title, territory and parties as they are searched. */
	search: string;
}

/** A day on which something is due. */
export interface Deadline {
	/** The plan d'actions (R10), or the end of the convention (R8). */
	what: "plan" | "end";
	/** `2025-03-31`. */
	on: string;
}

/** A convention may have sixty parties: a list names the first ones. */
export interface Parties {
	/** Short names, the first three at most. */
	names: string[];
	count: number;
}

const NAMED_PARTIES = 3;

/** Pure: the same state has the same summary. `version` is the one that was submitted last. */
export function summaryOf(title: string, model: Model, state: State, version: Version | null = null): Summary {
	const { phase, parties } = state.structure;
	const text = assemble(model, state);
	const progress = progressOf(text);
	const { territory, start, end, plan } = landmarksOf(model);
	const typed = (field: { key: string } | null) => (field ? (state.fields[field.key] ?? "").trim() : "");
	const ends = yearOf(typed(end));
	const names = parties.map(({ shortName }) => shortName);
	return {
		phase,
		territory: typed(territory),
		starts: yearOf(typed(start)),
		ends,
		deadlines: deadlinesOf(typed(plan), ends),
		done: progress.done,
		total: progress.total,
		turns: turnsOf(progress, parties).map(({ first, ...turn }) => turn),
		awaited: awaitedOf(version, parties),
		parties: { names: names.slice(0, NAMED_PARTIES), count: names.length },
		search: searchable([title, typed(territory), ...names].join(" ")),
	};
}

function deadlinesOf(plan: string, ends: number | null): Deadline[] {
	const deadlines: Deadline[] = [];
	if (readDate(plan)) deadlines.push({ what: "plan", on: plan });
	if (ends !== null) deadlines.push({ what: "end", on: `${ends}-12-31` });
	return deadlines;
}
