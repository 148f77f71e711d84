import type { StoredFile } from "../../shared/convention/state.ts";
import type { Described } from "../../shared/party/organisation.ts";
import type { PartyKind } from "../../shared/party/party.ts";

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

/** What D1 knows: organisations, people, and who shares which convention. The text is never here. */
export interface Organisation {
	id: string;
	kind: PartyKind;
	name: string;
	shortName: string;
	alias: string;
}

/** The organisations this person belongs to, by name. */
export async function organisationsOfPerson(db: D1Database, person: string): Promise<Organisation[]> {
	const { results } = await db
		.prepare(
			`SELECT id, kind, name, short_name AS shortName, alias FROM organisation
			JOIN membership ON membership.organisation = organisation.id WHERE membership.person = ? ORDER BY name`,
		)
		.bind(person)
		.all<Organisation>();
	return results;
}

/** The organisations with these ids, in that order; those that do not exist are left out. */
export async function organisationsOf(db: D1Database, ids: string[]): Promise<Organisation[]> {
	const { results } = await db
		.prepare(
			`SELECT id, kind, name, short_name AS shortName, alias FROM organisation
			WHERE id IN (SELECT value FROM json_each(?))`,
		)
		.bind(JSON.stringify(ids))
		.all<Organisation>();
	const found = new Map(results.map((organisation) => [organisation.id, organisation]));
	return ids.flatMap((id) => found.get(id) ?? []);
}

/** The logo of each of these organisations that has one. */
export async function logosOf(db: D1Database, organisations: string[]): Promise<Map<string, StoredFile>> {
	const { results } = await db
		.prepare("SELECT id, logo FROM organisation WHERE logo IS NOT NULL AND id IN (SELECT value FROM json_each(?))")
		.bind(JSON.stringify(organisations))
		.all<{ id: string; logo: string }>();
	return new Map(results.map(({ id, logo }) => [id, JSON.parse(logo) as StoredFile]));
}

export const writeLogo = (db: D1Database, id: string, logo: StoredFile | null) =>
	db
		.prepare("UPDATE organisation SET logo = ? WHERE id = ?")
		.bind(logo && JSON.stringify(logo), id)
		.run();
