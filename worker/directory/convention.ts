import { refuses } from "../../shared/access.ts";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Summary } from "../../shared/list/summary.ts";
import type { Seat } from "../../shared/page/opening.ts";
import type { Role } from "../../shared/people/role.ts";
import { type CapacityRow, deleteMembers, insertMember, toCapacity } from "./member.ts";
import { deletePartiesIn, insertParty } from "./party.ts";
import { putNamedFiles } from "./stored-file.ts";
import { putSummary } from "./summary.ts";
import { deleteVisits } from "./visit.ts";

/** A convention as the directory knows it. The phase follows the room by seconds: it is for lists, and decides nothing. */
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
	parties: Seat[];
	members: { person: string; party: string; roles: Role[] }[];
	/** What lists say of it until its room has more to tell. */
	summary: Summary;
	/** The files that it begins with, by hash. */
	files?: string[];
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

/** The convention of this id as lists know it; null when the directory has none. */
export async function conventionOf(db: D1Database, id: string): Promise<ConventionLine | null> {
	return db.prepare("SELECT id, title, phase, model FROM convention WHERE id = ?").bind(id).first<ConventionLine>();
}

/** Everything a new convention needs here, all or nothing; what stands already is left as it is. */
export async function addConvention(db: D1Database, convention: NewConvention): Promise<void> {
	const { id, title, model, phase, openedAt, parties, members, summary, files = [] } = convention;
	await db.batch([
		db
			.prepare("INSERT OR IGNORE INTO convention (id, title, model, phase, opened_at) VALUES (?, ?, ?, ?, ?)")
			.bind(id, title, model, phase, openedAt),
		...parties.map((seat) => insertParty(db, id, seat, "leaves")),
		...members.map((member) => insertMember(db, id, member)),
		putSummary(db, id, summary, new Date(openedAt)),
		...putNamedFiles(db, id, files, new Date(openedAt)),
	]);
}

/**
 * Writes down what a convention's room tells now: what lists say of it, as of its last change, and the files that it names. What
 * is older never takes the place of what is newer.
 */
export async function writeTold(
	db: D1Database,
	id: string,
	{ summary, files }: { summary: Summary; files: string[] },
	changedAt: Date,
	now: Date,
): Promise<void> {
	await db.batch([
		putSummary(db, id, summary, changedAt),
		...putNamedFiles(db, id, files, now),
		db.prepare("UPDATE convention SET phase = ?2 WHERE id = ?1 AND phase <> ?2").bind(id, summary.phase),
	]);
}

/** A convention that nobody has opened for long. */
export interface Forgotten {
	id: string;
	title: string;
	phase: Phase;
	/** The last time that anybody opened it, or else when it was begun. ISO 8601, UTC. */
	openedAt: string;
	/** When its people were told that it will be erased. */
	announcedAt: string | null;
}

/** The conventions in one of these phases that nobody has opened since then, the longest forgotten first. */
export async function forgottenSince(
	db: D1Database,
	phases: readonly Phase[],
	since: Date,
	most: number,
): Promise<Forgotten[]> {
	const { results } = await db
		.prepare(
			`SELECT id, title, phase, erasure_announced_at AS announcedAt, coalesce(
				(SELECT max(last_at) FROM opening WHERE opening.convention = convention.id), opened_at
			) AS openedAt FROM convention
			WHERE phase IN (SELECT value FROM json_each(?)) AND openedAt <= ? ORDER BY openedAt LIMIT ?`,
		)
		.bind(JSON.stringify(phases), since.toISOString(), most)
		.all<Forgotten>();
	return results;
}

/** Notes that the people of a convention were told that it will be erased. */
export async function erasureAnnounced(db: D1Database, id: string, now: Date): Promise<void> {
	await db.prepare("UPDATE convention SET erasure_announced_at = ? WHERE id = ?").bind(now.toISOString(), id).run();
}

/** Takes a convention out of the directory, with its parties, its members and their visits: all or nothing. */
export async function deleteConvention(db: D1Database, id: string): Promise<void> {
	await db.batch([
		deleteVisits(db, { convention: id }),
		deleteMembers(db, { convention: id }),
		deletePartiesIn(db, id),
		db.prepare("DELETE FROM convention WHERE id = ?").bind(id),
	]);
}
