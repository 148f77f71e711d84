import { personOf } from "../directory/person.ts";
import type { Ask } from "../http/ask.ts";
import { alone, drawn } from "../page/page.ts";
import { registrationOf } from "../sign-in/proconnect.ts";
import { invitationsFor } from "./answer.ts";

/** Where an invitation's mail leads. What it holds stands after the "#", for the page's program alone. */
export async function invitationPage(context: Ask, person: string | null): Promise<Response> {
	const found = person === null ? null : await personOf(context.env.DB, person);
	const me = found && { name: found.name, email: found.email };
	const waiting = found ? await invitationsFor(context.env, found.id, new Date()) : [];
	return drawn(context, alone, "Invitation", {
		page: "invitation",
		me,
		waiting,
		proconnect: registrationOf(context.env) !== null,
	});
}
