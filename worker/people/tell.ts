import { roomOf } from "../convention.ts";
import { everyoneIn } from "../directory.ts";

/** Makes what the directory says of a convention's people count in its room, open pages included. Call it after each change. */
export async function tellRoom(env: Env, convention: string): Promise<void> {
	await roomOf(env, convention).peopleAre(await everyoneIn(env.DB, convention));
}
