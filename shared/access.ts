import { type Failure, failure } from "./failure.ts";
import type { PartyKind, Phase } from "./state.ts";

/** What a person does for their party: coordonne, rédige, valide, signe, lit. */
export type Role = "coordinates" | "drafts" | "approves" | "signs" | "reads";

/** A person in one convention. */
export interface Member {
	person: string;
	/** "Inès Vasseur". */
	name: string;
	/** Id of their party within the convention. */
	party: string;
	kind: PartyKind;
	roles: Role[];
}

export type Action =
	/** Read the draft as it stands. */
	| "read"
	/** Write in the free sections and fields of one's party. */
	| "write"
	/** Choose among the options that the model leaves open. */
	| "choose"
	/** Attach files to the annexes, and set the logo of one's party. */
	| "attach";

const rolesFor: Record<Action, readonly Role[]> = {
	read: ["coordinates", "drafts", "approves", "signs", "reads"],
	write: ["coordinates", "drafts"],
	choose: ["coordinates", "drafts"],
	attach: ["coordinates", "drafts"],
};

/** null when this member may do this in this phase, or why not. The only place that decides it. */
export function refuses(member: Member, action: Action, phase: Phase): Failure | null {
	if (!rolesFor[action].some((role) => member.roles.includes(role))) return failure("forbidden");
	return action === "read" || phase === "drafting" ? null : failure("frozen");
}
