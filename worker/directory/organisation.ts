import type { StoredFile } from "../../shared/convention/state.ts";
import type { Body } from "../../shared/party/naming.ts";
import type { Described } from "../../shared/party/organisation.ts";

/** A public body that the directory knows: the directory holds organisations, people, and who shares which convention, never text. */
export interface Organisation extends Body {
	id: string;
}

const COLUMNS = "id, kind, name, short_name AS shortName, alias, siret, department";

/** With the hash of its logo. */
export async function organisationOf(
	db: D1Database,
	id: string,
): Promise<(Described & { id: string; logo: string | null }) | null> {
	return db.prepare(`SELECT ${COLUMNS}, logo ->> 'hash' AS logo FROM organisation WHERE id = ?`).bind(id).first();
}

/** The organisations with these ids, in that order; those that do not exist are left out. */
export async function organisationsOf(db: D1Database, ids: string[]): Promise<Organisation[]> {
	const { results } = await db
		.prepare(`SELECT ${COLUMNS} FROM organisation WHERE id IN (SELECT value FROM json_each(?))`)
		.bind(JSON.stringify(ids))
		.all<Organisation>();
	const known = new Map(results.map((organisation) => [organisation.id, organisation]));
	return ids.flatMap((id) => known.get(id) ?? []);
}

/** Those of these SIRETs that an organisation has, each with its organisation. There is one for a SIRET. */
export async function organisationsWithSirets(db: D1Database, sirets: string[]): Promise<Map<string, Organisation>> {
	const { results } = await db
		.prepare(`SELECT ${COLUMNS} FROM organisation WHERE siret IN (SELECT value FROM json_each(?))`)
		.bind(JSON.stringify(sirets))
		.all<Organisation & { siret: string }>();
	return new Map(results.map((organisation) => [organisation.siret, organisation]));
}

/** The organisations whose SIRET begins with these digits. */
export async function organisationsFromSiret(
	db: D1Database,
	digits: string,
	most: number,
): Promise<(Described & { id: string })[]> {
	const statement = db.prepare(`SELECT ${COLUMNS} FROM organisation WHERE siret LIKE ?1 || '%' LIMIT ?2`);
	return (await statement.bind(digits, most).all<Described & { id: string }>()).results;
}

/** The organisations that have every word in their name, the shortest name first; the words as `searchWords` gives them. */
export async function organisationsByWords(
	db: D1Database,
	words: string[],
	most: number,
): Promise<(Described & { id: string })[]> {
	// D1 takes no pattern of LIKE beyond 50 bytes: the name of many an intercommunalité is longer.
	const wanted = words.map((_, at) => `instr(searched, ?${at + 2}) > 0`).join(" AND ");
	const statement = db.prepare(
		`SELECT ${COLUMNS} FROM organisation WHERE ${wanted} ORDER BY length(short_name), searched LIMIT ?1`,
	);
	return (await statement.bind(most, ...words).all<Described & { id: string }>()).results;
}

/** The organisations in whose name one of these stands, each as `searchable` gives it. */
export async function organisationsNaming(db: D1Database, names: string[]): Promise<(Described & { id: string })[]> {
	const { results } = await db
		.prepare(
			`SELECT ${COLUMNS} FROM organisation WHERE EXISTS (
				SELECT 1 FROM json_each(?1) WHERE value <> '' AND instr(searched, value) > 0
			)`,
		)
		.bind(JSON.stringify([...new Set(names)]))
		.all<Described & { id: string }>();
	return results;
}

/** The logo of each of these organisations that has one. */
export async function logosOf(db: D1Database, organisations: string[]): Promise<Map<string, StoredFile>> {
	const { results } = await db
		.prepare("SELECT id, logo FROM organisation WHERE logo IS NOT NULL AND id IN (SELECT value FROM json_each(?))")
		.bind(JSON.stringify(organisations))
		.all<{ id: string; logo: string }>();
	return new Map(results.map(({ id, logo }) => [id, JSON.parse(logo) as StoredFile]));
}

/** Writes an organisation down; one that stands under this id is left as it is. Throws where another has its SIRET. */
export function insertOrganisation(db: D1Database, id: string, described: Described): D1PreparedStatement {
	const { kind, name, shortName, alias, siret, department } = described;
	return db
		.prepare(
			`INSERT INTO organisation (id, kind, name, short_name, alias, siret, department) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO NOTHING`,
		)
		.bind(id, kind, name, shortName, alias, siret, department);
}

export async function writeLogo(db: D1Database, id: string, logo: StoredFile | null): Promise<void> {
	await db
		.prepare("UPDATE organisation SET logo = ? WHERE id = ?")
		.bind(logo && JSON.stringify(logo), id)
		.run();
}

/** Says the SIRET of an organisation that was only described; one that is said already stays. */
export function saySiret(db: D1Database, id: string, siret: string): D1PreparedStatement {
	return db.prepare("UPDATE organisation SET siret = ? WHERE id = ? AND siret IS NULL").bind(siret, id);
}

export function deleteOrganisation(db: D1Database, id: string): D1PreparedStatement {
	return db.prepare("DELETE FROM organisation WHERE id = ?").bind(id);
}
