import type { Colleague } from "../../shared/people/colleague.ts";
import type { Leaving } from "../../shared/people/leaving.ts";
import type { Capacity, Member } from "../../shared/people/member.ts";
import type { Role } from "../../shared/people/role.ts";
import { where } from "./where.ts";

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

export type CapacityRow = Omit<Capacity, "roles"> & { roles: string };
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

/** The same people alone, for whom no later list may come. */
export async function membersOf(db: D1Database, convention: string): Promise<Member[]> {
	const { results } = await db.prepare(`${MEMBERS} ORDER BY party.id, person.name`).bind(convention).all<MemberRow>();
	return results.map(toMember);
}

/** What each member is in the organisation they stand for. */
export async function titlesIn(db: D1Database, convention: string): Promise<Map<string, Colleague["title"]>> {
	const { results } = await db
		.prepare(
			`SELECT member.person, membership.title FROM member
			JOIN party ON party.convention = member.convention AND party.id = member.party
			JOIN membership ON membership.person = member.person AND membership.organisation = party.organisation
			WHERE member.convention = ?`,
		)
		.bind(convention)
		.all<{ person: string; title: string }>();
	return new Map(results.map(({ person, title }) => [person, title]));
}

/** Everybody who takes part, with the address that a letter to them goes to. */
export async function correspondentsIn(db: D1Database, convention: string): Promise<(Member & { email: string })[]> {
	const { results } = await db
		.prepare(MEMBERS.replace("person.name,", "person.name, person.email,"))
		.bind(convention)
		.all<MemberRow & { email: string }>();
	return results.map((row) => ({ ...toMember(row), email: row.email }));
}

/** The e-mail addresses of everybody who takes part. */
export async function addressesIn(db: D1Database, convention: string): Promise<string[]> {
	const { results } = await db
		.prepare("SELECT email FROM member JOIN person ON person.id = member.person WHERE convention = ?")
		.bind(convention)
		.all<{ email: string }>();
	return results.map(({ email }) => email);
}

/** A convention in which a person takes part, as they are about to leave it. */
export interface Part extends Leaving {
	id: string;
	title: string;
	/** Whether this person coordinates there. */
	coordinates: boolean;
}

/** Where this person takes part, for any organisation or for one, the convention opened last first. */
export async function partsOf(db: D1Database, person: string, organisation: string | null = null): Promise<Part[]> {
	const { results } = await db
		.prepare(
			`SELECT convention.id, title, phase, organisation.kind,
				EXISTS (SELECT 1 FROM json_each(member.roles) WHERE value = 'coordinates') AS coordinates, (
					SELECT count(*) FROM member AS other
					JOIN party AS theirs ON theirs.convention = other.convention AND theirs.id = other.party
					JOIN organisation AS body ON body.id = theirs.organisation
					WHERE other.convention = member.convention AND other.person <> member.person AND body.kind = 'caf'
						AND EXISTS (SELECT 1 FROM json_each(other.roles) WHERE value = 'coordinates')
				) AS others
			FROM member
			JOIN party ON party.convention = member.convention AND party.id = member.party
			JOIN organisation ON organisation.id = party.organisation
			JOIN convention ON convention.id = member.convention
			WHERE member.person = ?1 AND (?2 IS NULL OR party.organisation = ?2)
			ORDER BY opened_at DESC`,
		)
		.bind(person, organisation)
		.all<Omit<Part, "coordinates"> & { coordinates: number }>();
	return results.map((part) => ({ ...part, coordinates: part.coordinates === 1 }));
}

/** Everybody who takes part for this party, or is of its organisation and takes part for no other. */
export async function peopleBehind(db: D1Database, convention: string, party: string): Promise<string[]> {
	const { results } = await db
		.prepare(
			`SELECT person FROM member WHERE convention = ?1 AND party = ?2
			UNION SELECT membership.person FROM membership
			JOIN party ON party.organisation = membership.organisation WHERE party.convention = ?1 AND party.id = ?2
				AND membership.person NOT IN (SELECT person FROM member WHERE convention = ?1 AND party <> ?2)`,
		)
		.bind(convention, party)
		.all<{ person: string }>();
	return results.map(({ person }) => person);
}

/** Brings a person in for a party; who takes part already stays what they are, and nobody comes for a party that has gone. */
export function insertMember(
	db: D1Database,
	convention: string,
	{ person, party, roles }: Pick<Member, "person" | "party" | "roles">,
): D1PreparedStatement {
	return db
		.prepare(
			`INSERT OR IGNORE INTO member (convention, person, party, roles)
			SELECT convention, ?2, id, ?4 FROM party WHERE convention = ?1 AND id = ?3`,
		)
		.bind(convention, person, party, JSON.stringify(roles));
}

export function changeMember(db: D1Database, convention: string, person: string, roles: Role[]): D1PreparedStatement {
	return db
		.prepare("UPDATE member SET roles = ? WHERE convention = ? AND person = ?")
		.bind(JSON.stringify(roles), convention, person);
}

/** Which members go: one of a convention, those of a party, everybody; or a person from wherever they take part. */
type Which =
	| { convention: string }
	| { convention: string; party: string }
	| { convention: string; person: string }
	| { person: string };

export function deleteMembers(db: D1Database, which: Which): D1PreparedStatement {
	const { condition, values } = where({ ...which });
	return db.prepare(`DELETE FROM member WHERE ${condition}`).bind(...values);
}

export const toCapacity = ({ party, kind, roles }: CapacityRow): Capacity => ({
	party,
	kind,
	roles: JSON.parse(roles) as Role[],
});
const toMember = (row: MemberRow): Member => ({ person: row.person, name: row.name, ...toCapacity(row) });
