import { isFailure } from "../../shared/failure.ts";
import type { Ask } from "../http/ask.ts";
import { around, drawn, sheet } from "../page/page.ts";
import { failurePage, signedOutPage } from "../page/refused.ts";
import { peopleIn } from "./people.ts";

/** Who takes part in a convention, for a member of it. */
export async function conventionPeoplePage(context: Ask, person: string | null, id: string): Promise<Response> {
	if (person === null) return around(context, signedOutPage(context));
	const seen = await peopleIn(context.env, person, id);
	if (isFailure(seen)) return failurePage(context, seen);
	return drawn(context, sheet, "Personnes", { page: "people", id, seen });
}
