import { claimFile } from "../directory/stored-file.ts";

/** A sweep deletes some files at once, in a fraction of a second. */
const TRY_EVERY_MS = 200;
const TRIES = 50;

/**
 * Claims bytes that are about to be stored, before the store is asked whether it has them: no sweep deletes them any more. Waits
 * for one that does so at this moment; false when it does not come to an end.
 */
export async function claim(db: D1Database, hash: string): Promise<boolean> {
	for (let tries = 0; tries < TRIES; tries++) {
		if (await claimFile(db, hash, new Date())) return true;
		await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
	}
	return false;
}
