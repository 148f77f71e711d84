/**
 * Where a convention stands. The text may change in `drafting` alone; each later phase keeps the text of the one before.
 * How one becomes another is drawn in stage.ts.
 */
export type Phase =
	| "drafting"
	| "submitted"
	| "adopted"
	| "signing"
	| "signed"
	| "superseded"
	| "expired"
	| "terminated";

/** The phases in the order of a convention's life, each with its words in a list and, where it is a step, on the bar. */
const told: Record<Phase, { words: string; step: string | null }> = {
	drafting: { words: "En rédaction", step: "Rédaction" },
	submitted: { words: "Soumise", step: "Soumise" },
	adopted: { words: "Adoptée", step: "Adoptée" },
	signing: { words: "En signature", step: "Signature" },
	signed: { words: "Signée", step: "Signée" },
	superseded: { words: "Remplacée par un avenant", step: null },
	expired: { words: "Échue", step: null },
	terminated: { words: "Résiliée", step: null },
};

export const PHASES = Object.keys(told) as Phase[];

export const isPhase = (value: unknown): value is Phase => PHASES.includes(value as Phase);

/** "En rédaction", "Remplacée par un avenant". */
export const phaseWords = (phase: Phase): string => told[phase].words;

/** The steps of a convention's life up to its signature, as the bar names them. */
export const STEPS: readonly { phase: Phase; words: string }[] = PHASES.flatMap((phase) => {
	const { step } = told[phase];
	return step === null ? [] : [{ phase, words: step }];
});

/** Submitted text is what is approved, voted and signed, to the letter (R17, R20): nothing that it holds changes outside of this phase. */
export const WRITTEN = ["drafting"] as const satisfies readonly Phase[];

/** Parties approve what was submitted. */
export const APPROVED = ["submitted"] as const satisfies readonly Phase[];

/** Councils vote, and the text may come back to drafting, until somebody has signed. */
export const VOTED = ["submitted", "adopted"] as const satisfies readonly Phase[];

/** What was never signed: PROJET stands on every page (R19), and no law asks to keep it. */
export const UNSIGNED = ["drafting", "submitted", "adopted", "signing"] as const satisfies readonly Phase[];

/** Until the convention has ended, in whatever way. */
export const LASTING = [...UNSIGNED, "signed"] as const satisfies readonly Phase[];

/** It has ended: replaced, at its term without renewal (R9), or by résiliation (R22). */
export const OVER = ["superseded", "expired", "terminated"] as const satisfies readonly Phase[];

/** It ended before its term: what was due is due no more. */
const CUT_SHORT = ["superseded", "terminated"] as const satisfies readonly Phase[];

/** Whether the text may still change. */
export const isWritten = (phase: Phase): boolean => isOneOf(phase, WRITTEN);

export const isUnsigned = (phase: Phase): boolean => isOneOf(phase, UNSIGNED);

export const isOver = (phase: Phase): boolean => isOneOf(phase, OVER);

export const isCutShort = (phase: Phase): boolean => isOneOf(phase, CUT_SHORT);

const isOneOf = (phase: Phase, set: readonly Phase[]) => set.includes(phase);
