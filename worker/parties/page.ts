import { refuses } from "../../shared/access.ts";
import { isFailure } from "../../shared/failure.ts";
import type { Member } from "../../shared/people/member.ts";
import { find } from "../convention/find.ts";
import { membersOf } from "../directory/member.ts";
import type { Ask } from "../http/ask.ts";
import { around, NEEDS_PROGRAM, sheet } from "../page/page.ts";
import { failurePage, signedOutPage } from "../page/refused.ts";

/** The parties of a convention: who may adds and removes some, everybody else of it reads them. */
export async function partiesPage(context: Ask, person: string | null, id: string): Promise<Response> {
	const found = await find(context.env, person, id);
	if (isFailure(found))
		return found.code === "signedOut" ? around(context, signedOutPage(context)) : failurePage(context, found);
	const { member, title, state } = found;
	const { phase, parties } = state.structure;
	const members = await membersOf(context.env.DB, id);
	return around(context, {
		title: `Parties · ${title}`,
		html: sheet("Parties de la convention", NEEDS_PROGRAM),
		bootstrap: {
			page: "parties",
			parties: {
				convention: { id, title, phase },
				parties,
				people: members.map(({ name, party, roles }) => ({ name, party, roles })),
				me: member,
				mayChange: mayChange(member, phase),
			},
		},
	});
}

const mayChange = (member: Member, phase: Parameters<typeof refuses>[2]) => refuses(member, "addParty", phase) === null;
