import type { Action } from "../access.ts";
import type { StoredFile } from "../convention/state.ts";
import type { Vote } from "./version.ts";

/** A step on the way from a draft to a signed version that a person asks the server for. */
export type Step =
	/** Freezes the text as it stands. */
	| { kind: "submit" }
	/** Takes the submitted version back. */
	| { kind: "reopen"; reason: string }
	| { kind: "approve"; digest: string }
	/** Sends the submitted version back, for everybody. */
	| { kind: "refuse"; digest: string; reason: string }
	/** Records the délibération of a party on this version; again, it replaces the one before. */
	| { kind: "deliberate"; digest: string; party: string; vote: Vote; file: StoredFile };

/** What a member must be allowed to do to ask for each (see access.ts). */
export const actionOfStep = {
	submit: "submit",
	reopen: "reopen",
	approve: "approve",
	refuse: "refuse",
	deliberate: "deliberate",
} as const satisfies Record<Step["kind"], Action>;
