import * as v from "valibot";
import { ROLES } from "../../shared/people/role.ts";
import { name } from "../http/body.ts";
import { newParty } from "../parties/shapes.ts";

const year = v.pipe(v.number(), v.integer());
const role = v.picklist(ROLES);

/** A convention that somebody opens. */
export const opening = v.object({
	model: name(100),
	title: v.optional(name(200)),
	/** Where the convention applies: a field typed in advance. */
	territory: v.optional(name(200)),
	starts: v.optional(year),
	ends: v.optional(year),
	/** The day by which the plan d'actions is due. */
	plan: v.optional(v.pipe(v.string(), v.isoDate())),
	/** The Caf that opens it, for a person of several. */
	caf: v.optional(name(100)),
	/** Ids of the organisations that conclude it with the Caf, in order. */
	parties: v.optional(v.pipe(v.array(name(100)), v.maxLength(200))),
	/** Bodies that are not in the directory yet; they follow in order. */
	newParties: v.optional(v.pipe(v.array(newParty), v.maxLength(200))),
	/** Colleagues of the Caf, with what they do. */
	people: v.optional(v.pipe(v.array(v.object({ person: name(100), roles: v.array(role) })), v.maxLength(200))),
});
