import type { Context } from "hono";
import { isFailure } from "../../shared/failure.ts";
import type { PeopleScreen } from "../../shared/page/people.ts";
import { escapeHtml } from "../../shared/text/html.ts";
import { personOf } from "../directory/convention.ts";
import { invitationsFor } from "../invitations/send.ts";
import { organisationPeople } from "../organisations/organisations.ts";
import { alone, around, failurePage, NEEDS_PROGRAM, sheet, signedOutPage } from "../page/page.ts";
import { registrationOf } from "../sign-in/proconnect.ts";
import { personSignedIn } from "../sign-in/session.ts";
import { peopleIn } from "./people.ts";

type Ask = Context<{ Bindings: Env }>;

/** Where an organisation signs up. */
export async function signUpPage(context: Ask): Promise<Response> {
	const person = await personSignedIn(context);
	const found = person === null ? null : await personOf(context.env.DB, person);
	if (!found) return around(context, signedOutPage(context));
	return screen(context, "Inscrire votre organisme", { screen: "signUp", name: found.name });
}

/** An organisation and its people, for somebody of it. */
export async function organisationPage(context: Ask, id: string): Promise<Response> {
	const person = await personSignedIn(context);
	if (person === null) return around(context, signedOutPage(context));
	const seen = await organisationPeople(context.env, person, id);
	if (isFailure(seen)) return failurePage(context, seen);
	return screen(context, seen.organisation.shortName, { screen: "organisation", id, seen });
}

/** Who takes part in a convention, for a member of it. */
export async function conventionPeoplePage(context: Ask, id: string): Promise<Response> {
	const person = await personSignedIn(context);
	if (person === null) return around(context, signedOutPage(context));
	const seen = await peopleIn(context.env, person, id);
	if (isFailure(seen)) return failurePage(context, seen);
	return screen(context, "Personnes", { screen: "convention", id, seen });
}

/** Where an invitation's mail leads. What it holds stands after the "#", for the page's program alone. */
export async function invitationPage(context: Ask): Promise<Response> {
	const person = await personSignedIn(context);
	const found = person === null ? null : await personOf(context.env.DB, person);
	const me = found && { name: found.name, email: found.email };
	const waiting = found ? await invitationsFor(context.env, found.id, new Date()) : [];
	return screen(context, "Invitation", {
		screen: "invitation",
		me,
		waiting,
		proconnect: registrationOf(context.env) !== null,
	});
}

function screen(context: Ask, title: string, people: PeopleScreen): Promise<Response> {
	const layout = people.screen === "invitation" || people.screen === "signUp" ? alone : sheet;
	return around(context, { title, html: layout(escapeHtml(title), NEEDS_PROGRAM), bootstrap: { people } });
}
