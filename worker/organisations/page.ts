import { isFailure } from "../../shared/failure.ts";
import { personOf } from "../directory/person.ts";
import type { Ask } from "../http/ask.ts";
import { alone, around, drawn, sheet } from "../page/page.ts";
import { failurePage, signedOutPage } from "../page/refused.ts";
import { organisationPeople } from "./organisations.ts";

/** Where an organisation signs up. */
export async function signUpPage(context: Ask, person: string | null): Promise<Response> {
	const found = person === null ? null : await personOf(context.env.DB, person);
	if (!found) return around(context, signedOutPage(context));
	return drawn(context, alone, "Inscrire votre organisme", { page: "signUp", name: found.name });
}

/** An organisation and its people, for a person of it. */
export async function organisationPage(context: Ask, person: string | null, id: string): Promise<Response> {
	if (person === null) return around(context, signedOutPage(context));
	const seen = await organisationPeople(context.env, person, id);
	if (isFailure(seen)) return failurePage(context, seen);
	return drawn(context, sheet, seen.organisation.shortName, { page: "organisation", id, seen });
}
