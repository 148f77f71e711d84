import { refusesOutright } from "../access.ts";
import { isCutShort, isWritten, type Phase } from "../convention/phase.ts";
import { enumerate } from "../french.ts";
import { owns } from "../party/party.ts";
import type { Member } from "../people/member.ts";
import { shownDay } from "../text/field.ts";
import { missing, turnLine } from "../text/outline.ts";
import type { Deadline, Summary } from "./summary.ts";

/** A convention in somebody's list. */
export interface Line {
	id: string;
	title: string;
	/** Id of the model it was opened from. */
	model: string;
	phase: Phase;
	/** What this person is in it. */
	member: Member;
	/** ISO 8601; when it was opened, as long as nothing has changed. */
	changedAt: string;
	/** null for one that nobody has opened since lists say more than titles. */
	summary: Omit<Summary, "phase" | "search"> | null;
}

/** What this person has to fill in it. */
export interface Task {
	fields: number;
	sections: number;
	/** "3 champs et une partie libre à compléter". */
	sentence: string;
}

/** null where nothing is theirs to do now. */
export function taskOf({ phase, member, summary }: Line): Task | null {
	if (!summary || !isWritten(phase) || refusesOutright(member, "write", phase)) return null;
	const mine = summary.turns.filter(({ owner, party }) =>
		party === null ? owns(owner, member.kind) : party === member.party,
	);
	if (mine.length === 0) return null;
	const counts = { fields: sum(mine, "fields"), sections: sum(mine, "sections") };
	return { ...counts, sentence: `${missing(counts)} à compléter` };
}

/** "À la commune de jouer : 3 champs à compléter."; null once it is no longer drafted. */
export const turnSentence = ({ phase, summary }: Line): string | null =>
	summary && isWritten(phase) ? turnLine(summary.turns) : null;

/** The same in few words: what this person has to do, else whom the convention waits for. */
export function shortTurn(line: Line): string | null {
	const { phase, summary } = line;
	if (!summary || !isWritten(phase)) return null;
	const task = taskOf(line);
	return task ? `À vous de jouer : ${task.sentence}.` : turnLine(summary.turns.slice(0, 1));
}

/** What is due next; null when nothing is to come. `today` is `2025-03-31`. */
export function nextDeadline({ phase, summary }: Line, today: string): Deadline | null {
	if (isCutShort(phase)) return null;
	const coming = (summary?.deadlines ?? []).filter(({ on }) => on >= today);
	return coming.reduce<Deadline | null>((first, each) => (first && first.on <= each.on ? first : each), null);
}

/** "Plan d'actions attendu le 31 mars 2025". */
export const deadlineSentence = ({ what, on }: Deadline): string =>
	what === "plan" ? `Plan d'actions attendu le ${shownDay(on)}` : `Prend fin le ${shownDay(on)}`;

/** "Caf du Nord, Commune de Lys-lez-Lannoy et 58 autres". */
export function partiesSentence({ names, count }: Summary["parties"]): string {
	const others = count - names.length;
	if (others > 0) return `${names.join(", ")} et ${others === 1 ? "une autre" : `${others} autres`}`;
	return enumerate(names);
}

/** "2024-2028", "2024", or "" while nobody said. */
export function yearsOf(summary: Pick<Summary, "starts" | "ends"> | null): string {
	const { starts = null, ends = null } = summary ?? {};
	return starts === ends ? String(starts ?? "") : [starts ?? "…", ends ?? "…"].join("-");
}

const sum = <K extends string>(all: Record<K, number>[], key: K) => all.reduce((total, each) => total + each[key], 0);
