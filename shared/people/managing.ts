import { refuses } from "../access.ts";
import type { Phase } from "../convention/phase.ts";
import { type Failure, failure } from "../failure.ts";
import { leavesNobody } from "./leaving.ts";
import type { Member } from "./member.ts";
import { isRole } from "./role.ts";

/** What somebody asks for about the people of a convention. */
export type PeopleChange =
	/** Somebody new, by mail or from among one's colleagues. */
	| { kind: "invite" | "add"; party: string; roles: readonly string[] }
	| { kind: "roles"; person: string; roles: readonly string[] }
	| { kind: "remove"; person: string };

/**
 * null when this member may do this, or why not. A party's coordinator manages its people; the Caf's coordinator also
 * invites a party's coordinator as long as it has none; anybody may leave, but for the
 * last coordinator of the Caf (see leaving.ts).
 */
export function refusesPeople(actor: Member, change: PeopleChange, members: Member[], phase: Phase): Failure | null {
	const subject = "person" in change ? members.find(({ person }) => person === change.person) : null;
	if (subject === undefined) return failure("unknownPerson");
	const leaves = change.kind === "remove" && change.person === actor.person;
	const party = "party" in change ? change.party : (subject?.party ?? "");
	return (
		(leaves ? null : refusesManaging(actor, change, party, members, phase)) ??
		("roles" in change ? refusesRoles(change.roles) : null) ??
		(subject ? refusesWithoutCoordinator(subject, change, members, phase) : null)
	);
}

/** null when this member may manage the invitations of this party: their own, or one that has no coordinator yet. */
export function refusesManaging(
	actor: Member,
	change: Pick<PeopleChange, "kind"> & { roles?: readonly string[] },
	party: string,
	members: Member[],
	phase: Phase,
): Failure | null {
	const refusal = refuses(actor, "managePeople", phase, party);
	if (refusal?.code !== "notYours") return refusal;
	const isFirst = !members.some((member) => member.party === party && member.roles.includes("coordinates"));
	if (change.kind !== "invite" || !isFirst) return failure("otherParty");
	const late = refuses(actor, "inviteParty", phase);
	if (late) return late;
	return change.roles && !change.roles.includes("coordinates") ? failure("coordinatorFirst", "roles") : null;
}

function refusesRoles(roles: readonly string[]): Failure | null {
	if (!roles.every(isRole)) return failure("unknownRole", "roles");
	return roles.length === 0 ? failure("noRole", "roles") : null;
}

function refusesWithoutCoordinator(
	subject: Member,
	change: PeopleChange,
	members: Member[],
	phase: Phase,
): Failure | null {
	const stays = change.kind === "roles" && change.roles.includes("coordinates");
	if (stays) return null;
	const others = members.filter(
		({ kind, person, roles }) => kind === "caf" && person !== subject.person && roles.includes("coordinates"),
	);
	return leavesNobody({ kind: subject.kind, phase, others: others.length }) ? failure("lastCoordinator") : null;
}
