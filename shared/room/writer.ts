import { refuses, refusesOutright } from "../access.ts";
import type { Phase } from "../convention/phase.ts";
import type { Writable } from "../convention/writable.ts";
import type { Failure } from "../failure.ts";
import type { Owner } from "../model/model.ts";
import type { Member } from "../people/member.ts";

/** The Yjs client id under which the server writes in a text as it was opened. */
export const SERVER_CLIENT = 1;

/**
 * Each time a text begins anew the server writes under the next id. So a client that holds the text of before, stock ones too, is
 * known by its state vector, and what it would send is refused as the server's.
 */
export const LAST_GENERATION = 100;

/** No person may own these. */
export const isServerClient = (client: number): boolean => client <= LAST_GENERATION;

/** Which generation the text is of in which these clients have written: the first, or the one after so many beginnings anew. */
export function generationOf(clients: Iterable<number>): number {
	let generation = SERVER_CLIENT;
	for (const client of clients) if (isServerClient(client)) generation = Math.max(generation, client);
	return generation;
}

/** Who sends an update, and what they may write at this moment. */
export interface Writer {
	/** null when this person may write in the section, or why not. */
	refusesSection(section: string): Failure | null;
	/** null when this person may write the field, or why not. */
	refusesField(key: string): Failure | null;
	/** Is this client id bound to the person, or free to be bound to them? */
	owns(client: number): boolean;
	/** null when this person may write under so many client ids more, or why not. */
	refusesClients(more: number): Failure | null;
	/** null when this person may write anything now, or why they may not. */
	refusal: Failure | null;
}

/**
 * What a member may write now: the sections and fields of their party, while the text is drafted (R1). Worked out once
 * for a structure; make a new one when it changes.
 */
export function writerFor(
	member: Member,
	writable: Writable,
	phase: Phase,
	ids: Pick<Writer, "owns" | "refusesClients">,
): Writer {
	const sections = ownersOf(writable.sections.map(({ id, owner }) => [id, owner]));
	// Who types in a row while it is removed writes where nobody looks, and is not to be blamed for it.
	const tables = ownersOf(writable.tables.map(({ id, owner }) => [id, owner]));
	const ownerOf = (section: string) => sections.get(section) ?? tables.get(section.split("/")[0] ?? "");
	const fields = new Map(writable.fields.map((field) => [field.key, field]));
	const refusesOwned = (owner: Owner | undefined, id: string): Failure | null =>
		refuses(member, "write", phase, { owner: owner ?? null, id });
	return {
		refusesSection: (section) => refusesOwned(ownerOf(section), section),
		refusesField: (key) => {
			const { owner, party = null } = fields.get(key) ?? {};
			return party === null ? refusesOwned(owner, key) : refuses(member, "setSignatories", phase, party);
		},
		...ids,
		refusal: refusesOutright(member, "write", phase),
	};
}

const ownersOf = (entries: [string, Owner][]) => new Map(entries);
