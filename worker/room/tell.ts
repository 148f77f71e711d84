import { everyoneIn } from "../directory/member.ts";
import { roomOf } from "./stub.ts";

/** A room that moves to another machine refuses for a moment. */
const TRIES = 3;

/**
 * Makes what the directory says of a convention's people count in its room, open pages included. Call it after each change;
 * a list that comes late or twice changes nothing.
 */
export async function tellRoom(env: Env, convention: string): Promise<void> {
	const people = await everyoneIn(env.DB, convention);
	for (let tries = 1; ; tries++) {
		try {
			// A new stub each time (see roomOf).
			return await roomOf(env, convention).peopleAre(people);
		} catch (error) {
			if (tries === TRIES) throw error;
		}
	}
}
