import type { Colleague } from "../../shared/people/colleague.ts";
import type { Organisation } from "./organisation.ts";
import type { Person } from "./person.ts";

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

/** Somebody of an organisation: "Maire", "Directrice générale", or no title. */
export interface Membership {
	person: string;
	organisation: string;
	title: string;
	/** Sees to the people there. */
	manages: boolean;
}

/** Everybody of these organisations. */
export async function membershipsIn(db: D1Database, organisations: string[]): Promise<Membership[]> {
	const { results } = await db
		.prepare(
			`SELECT person, organisation, title FROM membership
			WHERE organisation IN (SELECT value FROM json_each(?)) ORDER BY person`,
		)
		.bind(JSON.stringify(organisations))
		.all<Membership>();
	return results;
}

export async function peopleOf(db: D1Database, organisation: string): Promise<Person[]> {
	const { results } = await db
		.prepare(
			`SELECT id, name, email FROM person
			JOIN membership ON membership.person = person.id WHERE membership.organisation = ? ORDER BY name`,
		)
		.bind(organisation)
		.all<Person>();
	return results;
}

/** Adds organisations and their people; those that stand already are left as they are. */
export async function addPeople(
	db: D1Database,
	organisations: Organisation[],
	people: Person[],
	memberships: Membership[],
	now: Date,
): Promise<void> {
	const at = now.toISOString();
	await db.batch([
		...organisations.map(({ id, kind, name, shortName, alias }) =>
			db
				.prepare("INSERT OR IGNORE INTO organisation (id, kind, name, short_name, alias) VALUES (?, ?, ?, ?, ?)")
				.bind(id, kind, name, shortName, alias),
		),
		...people.map(({ id, name, email }) =>
			db
				.prepare(
					`INSERT OR IGNORE INTO person (id, name, email, emailVerified, createdAt, updatedAt)
					VALUES (?1, ?2, ?3, 1, ?4, ?4)`,
				)
				.bind(id, name, email, at),
		),
		...memberships.map(({ person, organisation, title, manages }) =>
			db
				.prepare("INSERT OR IGNORE INTO membership (person, organisation, title, manages) VALUES (?, ?, ?, ?)")
				.bind(person, organisation, title, Number(manages)),
		),
	]);
}
