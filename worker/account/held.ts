import type { Held } from "../../shared/account/profile.ts";
import type { Entry } from "../../shared/journal.ts";
import { conventionsOf } from "../directory/convention.ts";
import { countsAbout, rowsAbout } from "../directory/held.ts";
import { roomOf } from "../room/stub.ts";
import type { Session } from "../sign-in/session.ts";
import { membershipsOf } from "./profile.ts";

/** Rooms that are asked at once: each may have to wake. */
const ROOMS_AT_ONCE = 10;

/** How much is held about this person. */
export async function heldAbout(db: D1Database, { person, name, email }: Session): Promise<Held> {
	const [conventions, counts] = await Promise.all([conventionsOf(db, person), countsAbout(db, person, new Date())]);
	if (!counts) throw new Error(`the person ${person} has a session and is not there`);
	return {
		name,
		email,
		...counts,
		conventions: conventions.map(({ id, title }) => ({ id, title })),
	};
}

/** Everything that is held about this person, but for the keys themselves: what GDPR 15 and 20 let them have. */
export async function exportAbout(env: Env, { person }: Session) {
	const [{ account, conventions, openings, ...rows }, organisations] = await Promise.all([
		rowsAbout(env.DB, person),
		membershipsOf(env.DB, person),
	]);
	const known = new Set([...conventions.map(({ id }) => id), ...openings.map(({ convention }) => convention)]);
	return {
		exportedAt: new Date().toISOString(),
		account,
		organisations,
		conventions,
		openings,
		...rows,
		acts: await actsOf(env, person, [...known]),
	};
}

/** What this person did in these conventions, as the journal of each has it. */
async function actsOf(env: Env, person: string, conventions: string[]) {
	const acts: object[] = [];
	for (let at = 0; at < conventions.length; at += ROOMS_AT_ONCE) {
		const some = conventions.slice(at, at + ROOMS_AT_ONCE);
		// Cast: TypeScript does not see that a detail is JSON, which crosses the call.
		const journals = (await Promise.all(some.map((id) => roomOf(env, id).journal()))) as unknown as Entry[][];
		for (const [each, entries] of journals.entries()) {
			const own = entries.filter((entry) => entry.person === person);
			acts.push(...own.map(({ seq, at, act, detail }) => ({ convention: some[each], seq, at, act, detail })));
		}
	}
	return acts;
}
