/** That somebody opened a convention on a day, from when to when, and how often. */
export interface Opening {
	person: string;
	/** "Inès Vasseur". */
	name: string;
	party: string;
	/** "2026-11-22", UTC. */
	day: string;
	firstAt: string;
	lastAt: string;
	times: number;
}

/** Of somebody who is no member nothing is kept: a room refuses them over a socket that opened well. */
export async function record(db: D1Database, convention: string, person: string, now: Date): Promise<void> {
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

/** The conventions that this person has opened since then: where a line of theirs may still be open. */
export async function openedSince(db: D1Database, person: string, since: string): Promise<string[]> {
	const { results } = await db
		.prepare("SELECT DISTINCT convention FROM opening WHERE person = ? AND day >= ?")
		.bind(person, since.slice(0, 10))
		.all<{ convention: string }>();
	return results.map(({ convention }) => convention);
}
