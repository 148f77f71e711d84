import { isOver, type Phase } from "../convention/phase.ts";
import type { PartyKind } from "../party/party.ts";

/** Somebody who coordinates a convention, as they are about to stop: they leave it, lose the role, or close their account. */
export interface Leaving {
	/** What their party is. */
	kind: PartyKind;
	phase: Phase;
	/** How many other people coordinate on the Caf's side. */
	others: number;
}

/**
 * Whether the convention would have nobody left who could bring people in. The Caf's last coordinator stays until the
 * convention is over; every other party may be left by all its people, since the Caf's coordinator can invite its next ones.
 */
export const leavesNobody = ({ kind, phase, others }: Leaving): boolean =>
	kind === "caf" && !isOver(phase) && others === 0;
