import { refuses } from "../../shared/access.ts";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Summary } from "../../shared/list/summary.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import type { Capacity, Member } from "../../shared/people/member.ts";
import type { Role } from "../../shared/people/role.ts";
import { summaryStatement } from "./summary.ts";

/** What D1 knows: organisations, people, and who shares which convention. The text is never here. */
export interface Organisation {
	id: string;
	kind: PartyKind;
	name: string;
	shortName: string;
	alias: string;
}

export interface Person {
	id: string;
	name: string;
	/** Lower case. */
	email: string;
}

/** Somebody of an organisation: "Maire", "Directrice générale", or no title. */
export interface Membership {
	person: string;
	organisation: string;
	title: string;
	/** Sees to the people there. */
	manages: boolean;
}

export interface ConventionLine {
	id: string;
	title: string;
	phase: Phase;
	/** Id of the model it was opened from. */
	model: string;
}

/** A convention that is about to be opened, with the organisations that conclude it and the people who take part. */
export interface NewConvention extends ConventionLine {
	openedAt: string;
	parties: { id: string; organisation: string }[];
	members: { person: string; party: string; roles: Role[] }[];
	/** What lists say of it until its room has more to tell. */
	summary: Summary;
}

/** A member, and how often the people of the convention had changed when they were looked up. */
export interface MemberAsOf {
	member: Member;
	version: number;
}

/** Everybody who takes part, and how often that had changed. */
export interface People {
	version: number;
	members: Member[];
}

type CapacityRow = Omit<Capacity, "roles"> & { roles: string };
type MemberRow = CapacityRow & Pick<Member, "person" | "name">;

const MEMBERS = `
	SELECT member.person, person.name, member.party, organisation.kind, member.roles
	FROM member
	JOIN person ON person.id = member.person
	JOIN party ON party.convention = member.convention AND party.id = member.party
	JOIN organisation ON organisation.id = party.organisation
	WHERE member.convention = ?1`;

/** This person in this convention; null when there is no such convention or they have no part in it. */
export async function memberOf(db: D1Database, convention: string, person: string): Promise<Member | null> {
	const row = await db.prepare(`${MEMBERS} AND member.person = ?2`).bind(convention, person).first<MemberRow>();
	return row && toMember(row);
}

/** The same, with what tells a room whether it was told of something later. */
export async function memberAsOf(db: D1Database, convention: string, person: string): Promise<MemberAsOf | null> {
	const [rows, versions] = await db.batch<MemberRow & { version: number }>([
		db.prepare(`${MEMBERS} AND member.person = ?2`).bind(convention, person),
		db.prepare(VERSION).bind(convention),
	]);
	const row = rows?.results[0];
	return row ? { member: toMember(row), version: versions?.results[0]?.version ?? 0 } : null;
}

const VERSION = "SELECT people_version AS version FROM convention WHERE id = ?";

/** Everybody who takes part in this convention, as one moment has it. */
export async function everyoneIn(db: D1Database, convention: string): Promise<People> {
	const [rows, versions] = await db.batch<MemberRow & { version: number }>([
		db.prepare(`${MEMBERS} ORDER BY party.id, person.name`).bind(convention),
		db.prepare(VERSION).bind(convention),
	]);
	return { members: (rows?.results ?? []).map(toMember), version: versions?.results[0]?.version ?? 0 };
}

export async function membersOf(db: D1Database, convention: string): Promise<Member[]> {
	const { results } = await db.prepare(`${MEMBERS} ORDER BY party.id, person.name`).bind(convention).all<MemberRow>();
	return results.map(toMember);
}

/** The conventions that this person may read, the last opened first. */
export async function conventionsOf(db: D1Database, person: string): Promise<ConventionLine[]> {
	const { results } = await db
		.prepare(
			`SELECT convention.id, title, phase, model, member.party, organisation.kind, member.roles FROM convention
			JOIN member ON member.convention = convention.id
			JOIN party ON party.convention = convention.id AND party.id = member.party
			JOIN organisation ON organisation.id = party.organisation
			WHERE member.person = ? ORDER BY opened_at DESC`,
		)
		.bind(person)
		.all<ConventionLine & CapacityRow>();
	const readable = results.filter((row) => refuses(toCapacity(row), "read", row.phase) === null);
	return readable.map(({ id, title, phase, model }) => ({ id, title, phase, model }));
}

export async function personOf(db: D1Database, id: string): Promise<Person | null> {
	return db.prepare("SELECT id, name, email FROM person WHERE id = ?").bind(id).first<Person>();
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

/** Everything a new convention needs here, all or nothing; what stands already is left as it is. */
export async function addConvention(db: D1Database, convention: NewConvention): Promise<void> {
	const { id, title, model, phase, openedAt, parties, members, summary } = convention;
	await db.batch([
		db
			.prepare("INSERT OR IGNORE INTO convention (id, title, model, phase, opened_at) VALUES (?, ?, ?, ?, ?)")
			.bind(id, title, model, phase, openedAt),
		...parties.map((party) =>
			db
				.prepare("INSERT OR IGNORE INTO party (convention, organisation, id) VALUES (?, ?, ?)")
				.bind(id, party.organisation, party.id),
		),
		...members.map(({ person, party, roles }) =>
			db
				.prepare("INSERT OR IGNORE INTO member (convention, person, party, roles) VALUES (?, ?, ?, ?)")
				.bind(id, person, party, JSON.stringify(roles)),
		),
		summaryStatement(db, id, summary, new Date(openedAt)),
	]);
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

const toCapacity = ({ party, kind, roles }: CapacityRow): Capacity => ({
	party,
	kind,
	roles: JSON.parse(roles) as Role[],
});
const toMember = (row: MemberRow): Member => ({ person: row.person, name: row.name, ...toCapacity(row) });
