import * as v from "valibot";
import { PARTY_KINDS } from "../../shared/party/party.ts";
import { name, title } from "../http/body.ts";

export const kind = v.picklist(PARTY_KINDS);

/** An organisation that signs up: its name as in "Entre …", and what the person is there. */
export const organisation = v.object({
	organisation: v.object({
		kind,
		name: name(200),
		shortName: name(100),
		alias: name(60),
		department: v.optional(v.nullable(v.string()), null),
		siret: name(40),
	}),
	title,
	name: v.optional(name(100)),
});

/** Names of organisations, as a list that was pasted. */
export const names = v.object({ names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(200)) });

/** What changes of a colleague. */
export const colleague = v.object({ title: v.optional(title), manages: v.optional(v.boolean()) });
