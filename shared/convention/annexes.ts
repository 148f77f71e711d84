import type { Block, Late, Model, Owner, Part } from "../model/model.ts";
import { walk } from "../model/walk.ts";
import { owns, type PartyKind } from "../party/party.ts";

/** An annexe, and who attaches files to it. */
export interface Annex {
	id: string;
	/** The side that alone writes in it, or every party; null where nobody does: only a late act brings its files (R29). */
	owner: Owner | null;
	/** Where nothing in it is known before the délibération or the signature. */
	late?: Late;
}

/** Every annexe, in order. */
export const annexesOf = (model: Model): Annex[] =>
	model.parts.filter(({ kind }) => kind === "annex").map((part) => annexOf(part, model));

/** Ids of the annexes to which a party of this kind may attach files. */
export const annexesFor = (kind: PartyKind, model: Model): string[] =>
	annexesOf(model).flatMap(({ id, owner }) => (owner !== null && owns(owner, kind) ? [id] : []));

function annexOf({ id, blocks }: Part, model: Model): Annex {
	const sections = new Map(model.sections.map((section) => [section.id, section]));
	const free = [...walk(blocks)].flatMap((block) => freeIn(block, sections));
	const written = new Set(free.flatMap(({ owner, late }) => (late ? [] : [owner])));
	const [first] = free;
	if (first?.late && written.size === 0) return { id, owner: null, late: first.late };
	const [owner = "all"] = written;
	return { id, owner: written.size === 1 ? owner : "all" };
}

function freeIn(block: Block, sections: Map<string, { owner: Owner; late?: Late }>): { owner: Owner; late?: Late }[] {
	if (block.type === "section") return [sections.get(block.id) ?? { owner: "all" }];
	return block.type === "table" && block.growing ? [{ owner: block.growing.owner }] : [];
}
