import * as v from "valibot";
import { name, title } from "../http/body.ts";
import { roleNames } from "../people/shapes.ts";

const email = v.pipe(v.string(), v.maxLength(400));

/** A colleague to invite. */
export const colleagueInvitation = v.object({ email, title: v.optional(title, "") });

/** A person to invite to a convention, for one of its parties. */
export const conventionInvitation = v.object({
	email,
	roles: roleNames,
	title: v.optional(title, ""),
	party: name(100),
});

/** What an invitation's mail holds. */
export const token = v.object({ token: name(200) });

/** By its link, or by its id where it came to the address of the person who answers. */
export const answer = v.object({
	token: v.optional(name(200)),
	invitation: v.optional(name(100)),
	name: v.optional(name(100)),
	title: v.optional(title),
	siret: v.optional(v.pipe(v.string(), v.maxLength(40))),
});
