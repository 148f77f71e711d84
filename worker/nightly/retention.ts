import { UNSIGNED } from "../../shared/convention/phase.ts";
import { DRAFT_MONTHS, daysAfter, type Kept, NOTICE_DAYS, retentionOf } from "../../shared/convention/retention.ts";
import { deleteConvention, erasureAnnounced, type Forgotten, forgottenSince } from "../directory/convention.ts";
import { addressesIn } from "../directory/member.ts";
import { erasureMail } from "../mail/letters/erasure.ts";
import { mailerOf } from "../mail/mailer.ts";
import { roomOf } from "../room/stub.ts";

/** So many conventions are looked at in a night at most: a Worker may ask only so many rooms at a time. */
const CONVENTIONS_A_NIGHT = 200;

/**
 * Announces the erasure of forgotten drafts, and erases those that were announced long enough ago (see
 * shared/convention/retention.ts). A draft that fails waits for the next night, and keeps no other from its turn.
 */
export async function applyRetention(env: Env, now: Date): Promise<void> {
	// Those that were signed or opened lately, nearly all, are left out by the database: they must not use up the night.
	const since = new Date(now);
	since.setUTCMonth(since.getUTCMonth() - DRAFT_MONTHS);
	for (const row of await forgottenSince(env.DB, UNSIGNED, since, CONVENTIONS_A_NIGHT)) {
		const kept: Kept = {
			phase: row.phase,
			openedAt: new Date(row.openedAt),
			announcedAt: row.announcedAt === null ? null : new Date(row.announcedAt),
		};
		const fate = retentionOf(kept, now);
		const done = fate === "announce" ? announce(env, row, now) : fate === "erase" ? erase(env, row.id) : null;
		await done?.catch((error) => console.error(`retention of ${row.id}: could not ${fate}`, error));
	}
}

/** Tells everybody in it by mail; it counts as told once the letters have left. */
async function announce(env: Env, { id, title }: Forgotten, now: Date): Promise<void> {
	const { origin } = new URL(env.PUBLIC_URL);
	const until = daysAfter(now, NOTICE_DAYS);
	const addresses = await addressesIn(env.DB, id);
	const url = `${origin}/conventions/${encodeURIComponent(id)}`;
	const sent = await Promise.all(addresses.map((email) => mailerOf(env).send(erasureMail(email, title, until, url))));
	// One address that is no more must not keep the draft for ever; that nobody could be told at all must.
	if (sent.length > 0 && sent.every((failed) => failed !== null)) throw new Error("no letter left");
	await erasureAnnounced(env.DB, id, now);
}

/** The room first: a convention that is still in the directory is tried again the next night. */
async function erase(env: Env, id: string): Promise<void> {
	if (!(await roomOf(env, id).erase())) throw new Error("its room says that it is no draft");
	await deleteConvention(env.DB, id);
}
