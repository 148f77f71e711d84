import { type Failure, isFailure } from "../../shared/failure.ts";
import type { Command } from "../../shared/room/commands/command.ts";
import { roomOf } from "../room/stub.ts";
import { admitAsOf } from "./find.ts";

/** Carries out a command on what only the server writes, for a member who may give it. */
export async function command(env: Env, person: string | null, id: string, asked: Command): Promise<Failure | null> {
	const standing = await admitAsOf(env, person, id);
	return isFailure(standing) ? standing : roomOf(env, id).command(standing, asked);
}

/** Begins the document of a convention anew from what is read of it, for a member who may. */
export async function restart(env: Env, person: string, id: string): Promise<Failure | null> {
	const standing = await admitAsOf(env, person, id);
	return isFailure(standing) ? standing : roomOf(env, id).restart(standing);
}
