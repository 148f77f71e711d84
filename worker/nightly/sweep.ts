import { daysAfter, UNNAMED_DAYS } from "../../shared/convention/retention.ts";
import { conventionsUntold, forgetFiles, markUnnamed, startDeleting, sweptUpTo } from "../directory/stored-file.ts";
import { DRAFTS } from "../files/keep.ts";
import { roomOf } from "../room/stub.ts";

/** What a night may cost: so many pages of keys are looked at, rooms asked, files deleted. The next one goes on. */
const PAGES = 5;
const KEYS_A_PAGE = 1_000;
const ROOMS = 100;
const FILES_AT_ONCE = 50;
const FILES = 500;

/** A file younger than this was perhaps stored for what is not told yet; a draft older than this was given up. */
const YOUNG_DAYS = 1;

const isHash = (key: string) => /^[0-9a-f]{64}$/.test(key);

/**
 * Deletes stored files that nothing names any more: no room (its text, logos, versions, PDFs, délibérations) and no organisation.
 * One night a file is marked, and another, days later, deleted; who names or stores it in between takes the mark off, and who
 * stores it while it is being deleted waits (see claim.ts).
 */
export async function sweepFiles(env: Env, now: Date): Promise<void> {
	await askUntold(env);
	await markPages(env, now);
	await deleteMarked(env, now);
}

/** A room that has not told since before there was a sweep keeps every file of the store. */
async function askUntold(env: Env): Promise<void> {
	for (const id of await conventionsUntold(env.DB, ROOMS)) {
		await roomOf(env, id)
			.tellLists()
			.catch((error) => console.error(`the room of ${id} does not tell its files`, error));
	}
}

async function markPages(env: Env, now: Date): Promise<void> {
	let startAfter = await sweptUpTo(env.DB);
	for (let page = 0; page < PAGES; page++) {
		const { objects, truncated } = await env.FILES.list({ startAfter, limit: KEYS_A_PAGE });
		startAfter = truncated ? (objects.at(-1)?.key ?? "") : "";
		const files = objects
			.filter(({ key }) => isHash(key))
			.map(({ key, uploaded }) => ({ hash: key, keptAt: uploaded }));
		await markUnnamed(env.DB, files, startAfter, daysAfter(now, -YOUNG_DAYS), now);
		const givenUp = objects.filter(
			({ key, uploaded }) => key.startsWith(DRAFTS) && uploaded <= daysAfter(now, -YOUNG_DAYS),
		);
		if (givenUp.length > 0) await env.FILES.delete(givenUp.map(({ key }) => key));
		if (!truncated) return;
	}
}

async function deleteMarked(env: Env, now: Date): Promise<void> {
	for (let deleted = 0; deleted < FILES; deleted += FILES_AT_ONCE) {
		const startedAt = new Date();
		const hashes = await startDeleting(env.DB, daysAfter(now, -UNNAMED_DAYS), FILES_AT_ONCE, startedAt);
		if (hashes.length > 0) await env.FILES.delete(hashes);
		await forgetFiles(env.DB, hashes, startedAt);
		if (hashes.length < FILES_AT_ONCE) return;
	}
}
