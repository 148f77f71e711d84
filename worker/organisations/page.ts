import { isFailure } from "../../shared/failure.ts";
import { personOf } from "../directory/person.ts";
import type { Ask } from "../http/ask.ts";
import { around, screen } from "../page/page.ts";
import { failurePage, signedOutPage } from "../page/refused.ts";
import { organisationPeople } from "./organisations.ts";

/** Where an organisation signs up. */
export async function signUpPage(context: Ask, person: string | null): Promise<Response> {
	const found = person === null ? null : await personOf(context.env.DB, person);
	if (!found) return around(context, signedOutPage(context));
	return screen(context, "Inscrire votre organisme", { screen: "signUp", name: found.name });
}

/** An organisation and its people, for somebody of it. */
export async function organisationPage(context: Ask, person: string | null, id: string): Promise<Response> {
	if (person === null) return around(context, signedOutPage(context));
	const seen = await organisationPeople(context.env, person, id);
	if (isFailure(seen)) return failurePage(context, seen);
	return screen(context, seen.organisation.shortName, { screen: "organisation", id, seen });
}
