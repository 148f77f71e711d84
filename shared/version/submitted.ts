import type { State } from "../convention/state.ts";
import type { Model } from "../model/model.ts";
import { assemble } from "../text/assemble.ts";
import { canonicalBytes } from "./canonical.ts";

/** The canonical bytes that a text would be submitted as: without help, and without what the parties left out (R6). */
export function submittedBytes(model: Model, state: State): Uint8Array {
	const structure = { ...state.structure, phase: "submitted" as const };
	return canonicalBytes(assemble(model, { ...state, structure }), structure.parties);
}
