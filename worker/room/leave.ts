import { visitedSince } from "../directory/visit.ts";
import { roomOf } from "./stub.ts";

/** A session has ended: so do its open pages, at once. */
export async function leaveRooms(env: Env, { userId, createdAt }: { userId: string; createdAt: Date }): Promise<void> {
	await disconnect(env, userId, await visitedSince(env.DB, userId, createdAt.toISOString()));
}

/** Ends this person's lines to these rooms: a page that is still signed in comes back at once. */
export async function disconnect(env: Env, person: string, conventions: string[]): Promise<void> {
	await Promise.all(conventions.map((id) => roomOf(env, id).disconnect(person)));
}
