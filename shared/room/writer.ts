import { refuses, refusesOutright } from "../access.ts";
import type { Structure } from "../convention/state.ts";
import { fieldsOf, growingTables, sectionsOf } from "../convention/writable.ts";
import type { Failure } from "../failure.ts";
import type { Model, Owner } from "../model/model.ts";
import type { Member } from "../people/member.ts";
import type { Writer } from "./checks.ts";

/**
 * What a member may write now: the sections and fields of their party, while the text is drafted (R1). Worked out once
 * for a structure; make a new one when it changes.
 */
export function writerFor(
	member: Member,
	model: Model,
	structure: Structure,
	ownsClient: (client: number) => boolean,
): Writer {
	const { phase } = structure;
	const sections = ownersOf(sectionsOf(model, structure).map(({ id, owner }) => [id, owner]));
	// Who types in a row while it is removed writes where nobody looks, and is not to be blamed for it.
	const tables = ownersOf(growingTables(model).map(({ id, growing }) => [id, growing.owner]));
	const ownerOf = (section: string) => sections.get(section) ?? tables.get(section.split("/")[0] ?? "");
	const fields = ownersOf(fieldsOf(model, structure).map(({ key, owner }) => [key, owner]));
	const refusesOwned = (owner: Owner | undefined, id: string): Failure | null =>
		refuses(member, "write", phase, { owner: owner ?? null, id });
	return {
		refusesSection: (section) => refusesOwned(ownerOf(section), section),
		refusesField: (key) => refusesOwned(fields.get(key), key),
		owns: ownsClient,
		refusal: refusesOutright(member, "write", phase),
	};
}

const ownersOf = (entries: [string, Owner][]) => new Map(entries);
