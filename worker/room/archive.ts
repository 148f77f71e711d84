import { keep } from "../files/keep.ts";
import type { Flow } from "./flow.ts";
import type { Versions } from "./versions.ts";

/**
 * Puts the bytes of the submitted version into the store: only what is kept is adopted. Does nothing where there is nothing to
 * keep; throws when the store does not take it. A job of the room's agenda.
 */
export async function archive(env: Env, versions: Versions, flow: Flow): Promise<void> {
	const { stage } = versions;
	const version = versions.latest();
	if (version === null || stage.phase !== "submitted" || stage.isArchived) return;
	await keep(env, version.digest, versions.bytes(version.number), "application/json");
	flow.archived(version);
}
