import { type Failure, isFailure } from "../../shared/failure.ts";
import type { Command } from "../../shared/room/commands/command.ts";
import { roomOf } from "../room/stub.ts";
import { admit } from "./find.ts";

/** Changes what only the server writes, for a member who may. */
export async function change(env: Env, person: string | null, id: string, command: Command): Promise<Failure | null> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).command(member, command);
}
