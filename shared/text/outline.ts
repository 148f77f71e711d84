import { capital, counted, enumerate } from "../french.ts";
import type { Owner } from "../model/model.ts";
import { type Party, sideOf } from "../party/party.ts";
import type { OutlineEntry, Text, TextBlock, TextField, TextPart, TextSection, TextSignatures } from "./text.ts";
import { isBlank } from "./value.ts";
import { clauseOf, walk } from "./walk.ts";

/** How far a part has come: nothing required is missing, all of it is, or some. */
export type PartProgress = "complete" | "todo" | "half";

/** A required field or free section that nobody filled yet (R5). */
export interface Blank {
	kind: "field" | "section";
	/** The field's key or the section's id. */
	id: string;
	label: string;
	owner: Owner;
	/** Id of the party whose own it is; null where the whole side may fill it. */
	party: string | null;
	/** The part where it first stands. */
	part: string;
}

export interface Progress {
	parts: Record<string, PartProgress>;
	/** Of all required fields and free sections, each counted once: those that are filled, and how many there are. */
	done: number;
	total: number;
	/** In reading order. */
	blanks: Blank[];
}

/** Whose something is to fill: of a whole side, or of one party where it has an id. */
export interface Whose {
	owner: Owner;
	party: string | null;
}

/** What one side, or one party of several on its side, still has to fill, and where it begins. */
export interface Turn extends Whose {
	/** "à la commune", "aux deux parties", "à la Commune de Lys". */
	to: string;
	fields: number;
	sections: number;
	first: Blank;
}

/** The lines of the sommaire: preamble, articles and annexes, in reading order (R2). */
export function outlineOf(text: { parts: Omit<TextPart, "blocks">[] }): OutlineEntry[] {
	return text.parts.flatMap(({ id, kind, label, title }) => {
		const listed = kind === "preamble" || kind === "article" || kind === "annex";
		return listed ? [{ part: id, label, title: title ?? "" }] : [];
	});
}

/** What is filled and what is missing. Only what is required counts, and nothing inside an option left out. */
export function progressOf(text: Text): Progress {
	const parts: Progress["parts"] = {};
	const all = new Map<string, Blank | null>();
	for (const part of text.parts) {
		const own = new Map([...fillable(part.blocks)].filter((each) => each.required).map((each) => entryOf(each, part)));
		parts[part.id] = partProgress([...own.values()]);
		for (const [id, blank] of own) if (!all.has(id)) all.set(id, blank);
	}
	const blanks = [...all.values()].filter((blank) => blank !== null);
	return { parts, done: all.size - blanks.length, total: all.size, blanks };
}

/** What each side still has to fill, first come first in reading order; empty when nothing required is missing. */
export const turnOf = (text: Text, parties: Party[]): Turn[] => turnsOf(progressOf(text), parties);

/** The same, of a progress that is known already. */
export function turnsOf({ blanks }: Progress, parties: Party[]): Turn[] {
	const turns = new Map<string, Turn>();
	for (const blank of blanks) {
		const whose = awaitedOf(blank, parties);
		const key = whose.party ?? `side ${whose.owner}`;
		const turn = turns.get(key) ?? { ...whose, to: toWhom(whose, parties), fields: 0, sections: 0, first: blank };
		turns.set(key, turn);
		if (blank.kind === "field") turn.fields++;
		else turn.sections++;
	}
	return [...turns.values()];
}

/** What is a party's own is its side's where it is alone there: one sentence says both. */
function awaitedOf({ owner, party }: Blank, parties: Party[]): Whose {
	const side = parties.find(({ id }) => id === party)?.kind;
	const isAlone = side !== undefined && parties.filter(({ kind }) => sideOf(kind) === sideOf(side)).length === 1;
	return { owner, party: isAlone && sideOf(side) === owner ? null : party };
}

/** "À la commune de jouer : 3 champs et une partie libre à compléter. À la Caf : un champ. À 58 parties : un champ chacune." */
export function turnLine(turns: Counted[]): string {
	const [first, ...others] = together(turns);
	if (!first) return "Tous les champs et toutes les parties libres sont remplis.";
	const lines = [`${capital(first.to)} de jouer : ${missing(first)}${first.each} à compléter.`];
	return [...lines, ...others.map((turn) => `${capital(turn.to)} : ${missing(turn)}${turn.each}.`)].join(" ");
}

type Counted = Pick<Turn, "party" | "to" | "fields" | "sections">;

/**
 * Parties that have as much to fill, as one turn of them all that begins where the first does: sixty communes make no sixty
 * sentences. `each` is " chacune" behind the count of such a turn, "" behind that of another.
 */
export function together<T extends Counted>(turns: T[]): (T & { each: string })[] {
	const groups = Map.groupBy(turns, (turn) => (turn.party === null ? turn.to : missing(turn)));
	return [...groups.values()].flatMap((group) => {
		const [turn] = group;
		if (!turn) return [];
		return group.length === 1
			? [{ ...turn, each: "" }]
			: [{ ...turn, to: `à ${group.length} parties`, each: " chacune" }];
	});
}

/** Every field and free section of these blocks as a reader meets them, without those of options left out. */
export function* fillable(blocks: TextBlock[]): Generator<TextField | TextSection> {
	for (const met of walk(blocks)) {
		yield* clauseOf(met)?.content.filter((inline) => inline.type === "field") ?? [];
		if (met.block?.type === "section") yield met.block;
		if (met.block?.type === "signatures") yield* met.block.parties.flatMap(namesIn);
	}
}

const namesIn = ({ signatories }: TextSignatures): TextField[] => signatories.map(({ name }) => name);

/** Its address, which no field shares with a section, and what is missing there. */
function entryOf(each: TextField | TextSection, { id: part }: TextPart): [string, Blank | null] {
	const { type: kind, label, owner } = each;
	const party = each.type === "field" ? each.party : null;
	const id = kind === "field" ? each.key : each.id;
	const empty = kind === "field" ? isBlank(each.value) : each.empty;
	return [`${kind} ${id}`, empty ? { kind, id, label, owner, party, part } : null];
}

function partProgress(entries: (Blank | null)[]): PartProgress {
	const blanks = entries.filter((entry) => entry !== null).length;
	if (blanks === 0) return "complete";
	return blanks === entries.length ? "todo" : "half";
}

/** "à la commune", "aux deux parties"; of one party by its term: "à la Commune de Lys", "au Département". */
export function toWhom({ owner, party }: Whose, parties: Party[]): string {
	const one = parties.find(({ id }) => id === party);
	if (one) return `à ${one.alias}`.replace(/^à le /i, "au ").replace(/^à les /i, "aux ");
	if (owner === "all") return parties.length === 2 ? "aux deux parties" : "à toutes les parties";
	const kinds = parties.map((party) => party.kind).filter((kind) => sideOf(kind) === owner);
	if (owner === "caf") return kinds.length > 1 ? "aux Caf" : "à la Caf";
	if (kinds.length < 2) return kinds[0] === "epci" ? "à l'intercommunalité" : "à la commune";
	return kinds.every((kind) => kind === "commune") ? "aux communes" : "aux collectivités";
}

/** "3 champs et une partie libre". */
export function missing({ fields, sections }: Pick<Turn, "fields" | "sections">): string {
	const counts = [counted(fields, "un champ", "champs"), counted(sections, "une partie libre", "parties libres")];
	return enumerate(counts.filter((count) => count !== ""));
}
