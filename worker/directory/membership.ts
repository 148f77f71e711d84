import type { Colleague } from "../../shared/people/colleague.ts";
import { insertOrganisation, type Organisation } from "./organisation.ts";
import { insertPerson, type Person } from "./person.ts";

/** A person in an organisation: "Maire", "Directrice générale", or no title. */
export interface Membership {
	person: string;
	organisation: string;
	title: string;
	/** Invites and removes the people there. */
	manages: boolean;
}

/** An organisation with what a person is there. */
export type OwnOrganisation = Organisation & Pick<Membership, "title" | "manages">;

type Row<T> = Omit<T, "manages"> & { manages: number };

/** The people of an organisation, by name. */
export async function colleaguesOf(db: D1Database, organisation: string): Promise<(Colleague & { email: string })[]> {
	const { results } = await db
		.prepare(
			`SELECT person, name, email, title, manages FROM membership
			JOIN person ON person.id = membership.person WHERE organisation = ? ORDER BY name`,
		)
		.bind(organisation)
		.all<Row<Colleague & { email: string }>>();
	return results.map((row) => ({ ...row, manages: row.manages === 1 }));
}

/** The organisations this person belongs to, by name. */
export async function organisationsOfPerson(db: D1Database, person: string): Promise<OwnOrganisation[]> {
	const { results } = await db
		.prepare(
			`SELECT id, kind, name, short_name AS shortName, alias, title, manages FROM organisation
			JOIN membership ON membership.organisation = organisation.id WHERE membership.person = ? ORDER BY name`,
		)
		.bind(person)
		.all<Row<OwnOrganisation>>();
	return results.map((row) => ({ ...row, manages: row.manages === 1 }));
}

/** Who is of which of these organisations. */
export async function membershipsIn(
	db: D1Database,
	organisations: string[],
): Promise<Pick<Membership, "person" | "organisation">[]> {
	const { results } = await db
		.prepare(
			`SELECT person, organisation FROM membership
			WHERE organisation IN (SELECT value FROM json_each(?)) ORDER BY person`,
		)
		.bind(JSON.stringify(organisations))
		.all<Pick<Membership, "person" | "organisation">>();
	return results;
}

/** Whether colleagues of this person would be left with nobody who manages their organisation. */
export async function managesAlone(db: D1Database, person: string): Promise<boolean> {
	const row = await db
		.prepare(
			`SELECT 1 FROM membership AS own WHERE own.person = ?1 AND own.manages = 1
				AND EXISTS (
					SELECT 1 FROM membership WHERE organisation = own.organisation AND person <> ?1
				)
				AND NOT EXISTS (
					SELECT 1 FROM membership WHERE organisation = own.organisation AND person <> ?1 AND manages = 1
				)`,
		)
		.bind(person)
		.first();
	return row !== null;
}

/** Makes a person one of an organisation; who is already stays what they are there. */
export function insertMembership(db: D1Database, membership: Membership): D1PreparedStatement {
	const { person, organisation, title, manages } = membership;
	return db
		.prepare("INSERT OR IGNORE INTO membership (person, organisation, title, manages) VALUES (?, ?, ?, ?)")
		.bind(person, organisation, title, Number(manages));
}

/**
 * Makes a person who accepted an invitation a colleague, where a manager of the organisation invited them, where nobody is
 * there yet, or to no convention in particular: a Caf does not choose the people of a commune. A person who so is of an
 * organisation that nobody manages, or was by ProConnect's word, manages it from then on.
 */
export function joinByInvitation(
	db: D1Database,
	{ person, organisation, title }: Omit<Membership, "manages">,
	{ invitedBy, convention }: { invitedBy: string | null; convention: string | null },
): D1PreparedStatement {
	const isEmpty = "NOT EXISTS (SELECT 1 FROM membership WHERE organisation = ?2)";
	const isThere = "EXISTS (SELECT 1 FROM membership WHERE organisation = ?2 AND person = ?1)";
	const isUnmanaged = "NOT EXISTS (SELECT 1 FROM membership WHERE organisation = ?2 AND manages = 1)";
	const isManagers = "EXISTS (SELECT 1 FROM membership WHERE organisation = ?2 AND person = ?4 AND manages = 1)";
	return db
		.prepare(
			`INSERT INTO membership (person, organisation, title, manages)
			SELECT ?1, ?2, ?3, ${isUnmanaged} WHERE ?5 IS NULL OR ${isEmpty} OR ${isThere} OR ${isManagers}
			ON CONFLICT (person, organisation) DO UPDATE SET manages = max(manages, excluded.manages)`,
		)
		.bind(person, organisation, title, invitedBy, convention);
}

/** Makes a person of the establishment that ProConnect names, where it is in the directory; `sub` is the person's there. */
export function joinByEstablishment(db: D1Database, sub: string, siret: string | null): D1PreparedStatement {
	return db
		.prepare(
			`INSERT OR IGNORE INTO membership (person, organisation)
			SELECT account.userId, organisation.id FROM account JOIN organisation ON organisation.siret = ?2
			WHERE account.providerId = 'proconnect' AND account.accountId = ?1`,
		)
		.bind(sub, siret);
}

/** Changes a person's title in an organisation, or whether they manage it; what is undefined stays. */
export function changeMembership(
	db: D1Database,
	organisation: string,
	person: string,
	{ title, manages }: { title?: string | undefined; manages?: boolean | undefined },
): D1PreparedStatement {
	return db
		.prepare(
			`UPDATE membership SET title = coalesce(?3, title), manages = coalesce(?4, manages)
			WHERE organisation = ?1 AND person = ?2`,
		)
		.bind(organisation, person, title ?? null, manages === undefined ? null : Number(manages));
}

export function deleteMembership(db: D1Database, organisation: string, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM membership WHERE organisation = ? AND person = ?").bind(organisation, person);
}

/** Takes a person out of every organisation. */
export function deleteMembershipsOf(db: D1Database, person: string): D1PreparedStatement {
	return db.prepare("DELETE FROM membership WHERE person = ?").bind(person);
}

/** Adds organisations and their people; those that stand already are left as they are. */
export async function addPeople(
	db: D1Database,
	organisations: Organisation[],
	people: Person[],
	memberships: Membership[],
	now: Date,
): Promise<void> {
	await db.batch([
		...organisations.map(({ id, ...body }) => insertOrganisation(db, id, { ...body, siret: null, department: null })),
		...people.map((person) => insertPerson(db, person, now)),
		...memberships.map((membership) => insertMembership(db, membership)),
	]);
}
