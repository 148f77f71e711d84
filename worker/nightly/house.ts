import { daysAfter, INVITATION_KEPT_DAYS, OPENING_DAYS, OUTBOX_DAYS } from "../../shared/convention/retention.ts";
import { leaveRooms } from "../room/leave.ts";
import { applyRetention } from "./retention.ts";

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
