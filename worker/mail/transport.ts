import type { Letter } from "./letter.ts";

/** A way for letters to leave. It throws when one did not go, and gives up, closing what it opened, once `late` says so. */
export interface Transport {
	send(letter: Letter, late: AbortSignal): Promise<void>;
}

/** Why a letter did not go, in words that name neither its reader nor what it says: they go into the log. */
export class NotSent extends Error {
	override name = "NotSent";
}
