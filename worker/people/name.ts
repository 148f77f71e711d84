import { personName } from "../../shared/account/name.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { giveName, personOf } from "../directory/person.ts";

/** A person who came by a link alone has no name yet: others must be able to tell who writes. */
export async function refusesNameless(
	db: D1Database,
	person: string,
	typed: string | undefined,
): Promise<Failure | null> {
	if (typed) return personName(typed) === null ? failure("invalidName", "name") : null;
	const known = await personOf(db, person);
	return known?.name ? null : failure("nameless", "name");
}

/** Gives what was typed as a name to a person who has none; nothing where it is no name. */
export function naming(db: D1Database, person: string, typed: string | undefined, now: Date): D1PreparedStatement[] {
	const name = personName(typed ?? "");
	return name === null ? [] : [giveName(db, person, name, now)];
}
