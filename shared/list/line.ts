import { refusesOutright } from "../access.ts";
import { isCutShort, isWritten, type Phase } from "../convention/phase.ts";
import { enumerate } from "../french.ts";
import { owns } from "../party/party.ts";
import type { Member } from "../people/member.ts";
import { shownDay } from "../text/field.ts";
import { missing, turnLine } from "../text/outline.ts";
import { awaitedLine, nextStepOf, STEP_WORDS } from "../version/awaited.ts";
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

/** What this person has to do in it: blanks to fill while it is drafted, then a step on the way to signature. */
export interface Task {
	fields: number;
	sections: number;
	/** "3 champs et une partie libre à compléter", "texte à valider". */
	sentence: string;
}

/** null where nothing is theirs to do now. */
export function taskOf(line: Line): Task | null {
	return isWritten(line.phase) ? fillingTask(line) : stepTask(line);
}

function stepTask({ phase, member, summary }: Line): Task | null {
	const step = summary && nextStepOf(member, phase, summary.awaited);
	return step && { fields: 0, sections: 0, sentence: STEP_WORDS[step] };
}

function fillingTask({ phase, member, summary }: Line): Task | null {
	if (!summary || refusesOutright(member, "write", phase)) return null;
	const mine = summary.turns.filter(({ owner, party }) =>
		party === null ? owns(owner, member.kind) : party === member.party,
	);
	if (mine.length === 0) return null;
	const counts = { fields: sum(mine, "fields"), sections: sum(mine, "sections") };
	return { ...counts, sentence: `${missing(counts)} à compléter` };
}

/** "À la commune de jouer : 3 champs à compléter.", "À la Caf de valider, depuis le 12 mars."; null once nobody is awaited. */
export function turnSentence({ phase, summary }: Line, today: string): string | null {
	if (!summary) return null;
	return isWritten(phase) ? turnLine(summary.turns) : awaitedLine(summary.awaited, today) || null;
}

/** The same in few words: what this person has to do, else whom the convention waits for. */
export function shortTurn(line: Line, today: string): string | null {
	const { phase, summary } = line;
	if (!summary) return null;
	const task = taskOf(line);
	if (task) return `À vous de jouer : ${task.sentence}.`;
	if (isWritten(phase)) return turnLine(summary.turns.slice(0, 1));
	return awaitedLine(summary.awaited.slice(0, 1), today) || null;
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
