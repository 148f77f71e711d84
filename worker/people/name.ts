import { personName } from "../../shared/account/name.ts";
import { failure } from "../../shared/failure.ts";
import { personOf } from "../directory/person.ts";

/** Whoever came by a link alone has no name yet: others must be able to tell who writes. */
export async function refusesNameless(db: D1Database, person: string, name: string | undefined) {
	if (name) return personName(name) === null ? failure("invalidName", "name") : null;
	const found = await personOf(db, person);
	return found?.name ? null : failure("nameless", "name");
}
