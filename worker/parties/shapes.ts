import * as v from "valibot";
import { name } from "../http/body.ts";
import { kind } from "../organisations/shapes.ts";

/** A body that is not in the directory, as a person of a Caf describes it. */
export const newParty = v.object({
	kind,
	name: v.pipe(v.string(), v.trim(), v.maxLength(200)),
	siret: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

/** A co-signatory to add: an organisation of the directory, or one that is described. */
export const party = v.union([v.object({ organisation: name(100) }), newParty]);
