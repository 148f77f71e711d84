import { daysAfter, INVITATION_KEPT_DAYS, OPENING_DAYS, OUTBOX_DAYS } from "../../shared/convention/retention.ts";
import { deleteExpired } from "../directory/invitation.ts";
import { deleteLettersBefore } from "../directory/outbox.ts";
import { deleteCountsBefore } from "../directory/rate-limit.ts";
import { endExpiredSessions } from "../directory/session.ts";
import { deleteExpiredVerifications } from "../directory/verification.ts";
import { deleteVisitsBefore } from "../directory/visit.ts";
import { leaveRooms } from "../room/leave.ts";
import { applyRetention } from "./retention.ts";
import { sweepFiles } from "./sweep.ts";

/** What is done every night: what has ended goes, forgotten drafts are announced, then erased (shared/convention/retention.ts), and files that
 * nothing names go. */
export async function keepHouse(env: Env, now: Date): Promise<void> {
	await endSessions(env, now);
	await forgetEnded(env.DB, now);
	await applyRetention(env, now);
	await sweepFiles(env, now);
}

/** Sessions whose time is over go, and with them the pages that they still hold open: a room hears of no clock. */
async function endSessions(env: Env, now: Date): Promise<void> {
	for (const { userId, createdAt } of await endExpiredSessions(env.DB, now)) {
		await leaveRooms(env, { userId, createdAt: new Date(createdAt) }).catch((error) =>
			console.error("an ended session still holds pages open", error),
		);
	}
}

/** Links, keys' challenges and counts whose time is over, old letters laid out, and the detail of old openings. */
async function forgetEnded(db: D1Database, now: Date): Promise<void> {
	await db.batch([
		deleteExpiredVerifications(db, now),
		deleteCountsBefore(db, daysAfter(now, -1)),
		deleteExpired(db, daysAfter(now, -INVITATION_KEPT_DAYS)),
		deleteLettersBefore(db, daysAfter(now, -OUTBOX_DAYS)),
		deleteVisitsBefore(db, daysAfter(now, -OPENING_DAYS).toISOString().slice(0, 10)),
	]);
}
