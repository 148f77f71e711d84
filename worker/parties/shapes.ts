import * as v from "valibot";
import { CIVILITIES, MAX_SIGNATORIES } from "../../shared/party/signatory.ts";
import { line, name } from "../http/body.ts";
import { kind } from "../organisations/shapes.ts";

/** A body that is not in the directory, as a person of a Caf describes it. */
export const newParty = v.object({
	kind,
	name: line(200),
	siret: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

/** A co-signatory to add: an organisation of the directory, or one that is described. */
export const party = v.union([v.object({ organisation: name(100) }), newParty]);

const said = v.pipe(v.string(), v.maxLength(1000));

/** Who signs for a party, in order; an id for each who stands already. */
export const signatories = v.object({
	signatories: v.pipe(
		v.array(
			v.object({
				id: v.optional(name(100)),
				title: said,
				civility: v.optional(v.picklist(["", ...CIVILITIES])),
				name: v.optional(said),
				delegation: v.optional(said),
			}),
		),
		v.maxLength(MAX_SIGNATORIES),
	),
});
