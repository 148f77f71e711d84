import { personName } from "../../shared/account/name.ts";
import { failure } from "../../shared/failure.ts";
import type { Described } from "../../shared/party/organisation.ts";
import type { Colleague } from "../../shared/people/colleague.ts";
import { personOf } from "./convention.ts";

/** The people of an organisation, by name. */
export async function colleaguesOf(db: D1Database, organisation: string): Promise<(Colleague & { email: string })[]> {
	const { results } = await db
		.prepare(
			`SELECT person, name, email, title, manages FROM membership
			JOIN person ON person.id = membership.person WHERE organisation = ? ORDER BY name`,
		)
		.bind(organisation)
		.all<Omit<Colleague, "manages"> & { email: string; manages: number }>();
	return results.map((row) => ({ ...row, manages: row.manages === 1 }));
}

const DESCRIBED = "SELECT id, kind, name, short_name AS shortName, alias, siret, department FROM organisation";

/** With the hash of its logo. */
export async function organisationOf(
	db: D1Database,
	id: string,
): Promise<(Described & { id: string; logo: string | null }) | null> {
	return db
		.prepare(`${DESCRIBED.replace(" FROM", ", logo ->> 'hash' AS logo FROM")} WHERE id = ?`)
		.bind(id)
		.first();
}

export async function organisationWithSiret(
	db: D1Database,
	siret: string,
): Promise<(Described & { id: string }) | null> {
	return db.prepare(`${DESCRIBED} WHERE siret = ?`).bind(siret).first();
}

export function insertOrganisation(db: D1Database, id: string, described: Described): D1PreparedStatement {
	const { kind, name, shortName, alias, siret, department } = described;
	return db
		.prepare(
			`INSERT INTO organisation (id, kind, name, short_name, alias, siret, department) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		)
		.bind(id, kind, name, shortName, alias, siret, department);
}

/** Whoever came by a link alone has no name yet: others must be able to tell who writes. */
export async function refusesNameless(db: D1Database, person: string, name: string | undefined) {
	if (name) return personName(name) === null ? failure("invalidName", "name") : null;
	const found = await personOf(db, person);
	return found?.name ? null : failure("nameless", "name");
}

/** Gives a name to somebody who has none. */
export function nameThem(db: D1Database, person: string, typed: string | undefined, now: Date): D1PreparedStatement[] {
	const name = personName(typed ?? "");
	if (name === null) return [];
	return [
		db
			.prepare("UPDATE person SET name = ?, updatedAt = ? WHERE id = ? AND name = ''")
			.bind(name, now.toISOString(), person),
	];
}
