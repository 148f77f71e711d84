import type { Visit } from "../../shared/page/convention.ts";
import { where } from "./where.ts";

/** Writes down, in the table `opening`, that a member opened the convention today. Of anybody else nothing is kept: a room refuses them over a socket that opened well. */
export async function recordVisit(db: D1Database, convention: string, person: string, now: Date): Promise<void> {
	const at = now.toISOString();
	await db
		.prepare(
			`INSERT INTO opening (convention, person, day, first_at, last_at, times)
			SELECT convention, person, ?3, ?4, ?4, 1 FROM member WHERE convention = ?1 AND person = ?2
			ON CONFLICT (convention, person, day) DO UPDATE SET last_at = ?4, times = times + 1`,
		)
		.bind(convention, person, at.slice(0, 10), at)
		.run();
}

/** Who opened a convention, the last first: the last 2,000 days of people. */
export async function visitsOf(db: D1Database, convention: string): Promise<Visit[]> {
	const { results } = await db
		.prepare(
			`SELECT opening.person, person.name, coalesce(member.party, '') AS party, day,
				first_at AS firstAt, last_at AS lastAt, times
			FROM opening JOIN person ON person.id = opening.person
			LEFT JOIN member ON member.convention = opening.convention AND member.person = opening.person
			WHERE opening.convention = ? ORDER BY last_at DESC LIMIT 2000`,
		)
		.bind(convention)
		.all<Visit>();
	return results;
}

/** The conventions that this person has opened since then: one of their pages may still be open there. */
export async function visitedSince(db: D1Database, person: string, since: string): Promise<string[]> {
	const { results } = await db
		.prepare("SELECT DISTINCT convention FROM opening WHERE person = ? AND day >= ?")
		.bind(person, since.slice(0, 10))
		.all<{ convention: string }>();
	return results.map(({ convention }) => convention);
}

/** Every visit of a person, or of a convention. */
export function deleteVisits(db: D1Database, of: { person: string } | { convention: string }): D1PreparedStatement {
	const { condition, values } = where({ ...of });
	return db.prepare(`DELETE FROM opening WHERE ${condition}`).bind(...values);
}

/** Visits before this day; the last one of each person in each convention stays. */
export function deleteVisitsBefore(db: D1Database, day: string): D1PreparedStatement {
	return db
		.prepare(
			`DELETE FROM opening WHERE day < ? AND day < (
				SELECT max(day) FROM opening AS later
				WHERE later.convention = opening.convention AND later.person = opening.person
			)`,
		)
		.bind(day);
}
