import type { Phase } from "../../../shared/convention/phase.ts";

/** What a person opened of the convention's way to signature. */
export type FlowPlace =
	/** Every step, at this one: what happened, what is awaited. */
	| { kind: "steps"; at: Phase }
	| { kind: "submit" }
	/** Agree to the version that was submitted, or refuse it. */
	| { kind: "approve" }
	/** Take back what one's party submitted. */
	| { kind: "reopen" }
	/** Record the délibération of one's party, or complete it. */
	| { kind: "deliberate" }
	/** What a version changed since another. */
	| { kind: "compare"; number: number; since: number };
