import { UNSIGNED } from "../../shared/convention/phase.ts";
import {
	DRAFT_MONTHS,
	daysAfter,
	INVITATION_KEPT_DAYS,
	type Kept,
	NOTICE_DAYS,
	OPENING_DAYS,
	OUTBOX_DAYS,
	retentionOf,
} from "../../shared/convention/retention.ts";
import { roomOf } from "../convention/find.ts";
import { leaveRooms } from "../convention/visits.ts";
import { erasureMail } from "../mail/letters.ts";
import { mailerOf } from "../mail/mailer.ts";

/** So many conventions are looked at in a night at most: a Worker may ask only so many rooms at a time. */
const CONVENTIONS_A_NIGHT = 200;

/** What is done every night: what has ended goes, and forgotten drafts are announced, then erased (shared/convention/retention.ts). */
export async function keepHouse(env: Env, now: Date): Promise<void> {
	await endSessions(env, now);
	await forgetEnded(env.DB, now);
	await applyRetention(env, now);
}

/** Sessions whose time is over go, and with them the pages that they still hold open: a room hears of no clock. */
async function endSessions(env: Env, now: Date): Promise<void> {
	const { results } = await env.DB.prepare("DELETE FROM session WHERE expiresAt <= ? RETURNING userId, createdAt")
		.bind(now.toISOString())
		.all<{ userId: string; createdAt: string }>();
	for (const { userId, createdAt } of results) {
		await leaveRooms(env, { userId, createdAt: new Date(createdAt) }).catch((error) =>
			console.error("an ended session still holds pages open", error),
		);
	}
}

/** Links, keys' challenges and counts whose time is over, old letters laid out, and the detail of old openings. */
async function forgetEnded(db: D1Database, now: Date): Promise<void> {
	const at = now.toISOString();
	await db.batch([
		db.prepare("DELETE FROM verification WHERE expiresAt <= ?").bind(at),
		db.prepare("DELETE FROM rateLimit WHERE lastRequest <= ?").bind(daysAfter(now, -1).getTime()),
		db
			.prepare("DELETE FROM invitation WHERE expires_at <= ?")
			.bind(daysAfter(now, -INVITATION_KEPT_DAYS).toISOString()),
		db.prepare("DELETE FROM outbox WHERE sent_at <= ?").bind(daysAfter(now, -OUTBOX_DAYS).toISOString()),
		db
			.prepare(
				`DELETE FROM opening WHERE day < ? AND day < (
					SELECT max(day) FROM opening AS later
					WHERE later.convention = opening.convention AND later.person = opening.person
				)`,
			)
			.bind(daysAfter(now, -OPENING_DAYS).toISOString().slice(0, 10)),
	]);
}

interface Row {
	id: string;
	title: string;
	phase: Kept["phase"];
	openedAt: string;
	announcedAt: string | null;
}

async function applyRetention(env: Env, now: Date): Promise<void> {
	// Those that were signed or opened lately, nearly all, are left out by the database: they must not use up the night.
	const since = new Date(now);
	since.setUTCMonth(since.getUTCMonth() - DRAFT_MONTHS);
	const { results } = await env.DB.prepare(
		`SELECT id, title, phase, erasure_announced_at AS announcedAt, coalesce(
			(SELECT max(last_at) FROM opening WHERE opening.convention = convention.id), opened_at
		) AS openedAt FROM convention
		WHERE phase IN (SELECT value FROM json_each(?)) AND openedAt <= ? ORDER BY openedAt LIMIT ?`,
	)
		.bind(JSON.stringify(UNSIGNED), since.toISOString(), CONVENTIONS_A_NIGHT)
		.all<Row>();
	for (const row of results) {
		const kept: Kept = {
			phase: row.phase,
			openedAt: new Date(row.openedAt),
			announcedAt: row.announcedAt === null ? null : new Date(row.announcedAt),
		};
		const fate = retentionOf(kept, now);
		// One that fails must not keep the others from their turn.
		const done = fate === "announce" ? announce(env, row, now) : fate === "erase" ? erase(env, row.id) : null;
		await done?.catch((error) => console.error(`retention of ${row.id}: could not ${fate}`, error));
	}
}

/** Tells everybody in it by mail; it counts as told once the letters have left. */
async function announce(env: Env, { id, title }: Row, now: Date): Promise<void> {
	const { origin } = new URL(env.PUBLIC_URL);
	const until = daysAfter(now, NOTICE_DAYS);
	const { results } = await env.DB.prepare(
		"SELECT email FROM person JOIN member ON member.person = person.id WHERE member.convention = ?",
	)
		.bind(id)
		.all<{ email: string }>();
	const url = `${origin}/conventions/${encodeURIComponent(id)}`;
	const sent = await Promise.all(results.map(({ email }) => mailerOf(env).send(erasureMail(email, title, until, url))));
	// One address that is no more must not keep the draft for ever; that nobody could be told at all must.
	if (sent.length > 0 && sent.every((failed) => failed !== null)) throw new Error("no letter left");
	await env.DB.prepare("UPDATE convention SET erasure_announced_at = ? WHERE id = ?").bind(now.toISOString(), id).run();
}

/** The room first: a convention that is still in the directory is tried again the next night. */
async function erase(env: Env, id: string): Promise<void> {
	if (!(await roomOf(env, id).erase())) throw new Error("its room says that it is no draft");
	const forget = (from: string) => env.DB.prepare(`DELETE FROM ${from} = ?`).bind(id);
	await env.DB.batch([
		forget("opening WHERE convention"),
		forget("member WHERE convention"),
		forget("party WHERE convention"),
		forget("convention WHERE id"),
	]);
}
