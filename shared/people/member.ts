import { type Member, type Role, refuses } from "../access.ts";
import type { Phase } from "../convention/state.ts";
import { type Failure, failure } from "../failure.ts";

/** What somebody asks for about the people of a convention. */
export type PeopleChange =
	/** Somebody new, by mail or from among one's colleagues. */
	| { kind: "invite" | "add"; party: string; roles: readonly string[] }
	| { kind: "roles"; person: string; roles: readonly string[] }
	| { kind: "remove"; person: string };

export const ROLES: Role[] = ["coordinates", "drafts", "approves", "signs", "reads"];

/** What somebody does, in a list: "coordonne, rédige". */
export const ROLE_WORDS: Record<Role, string> = {
	coordinates: "coordonne",
	drafts: "rédige",
	approves: "valide",
	signs: "signe",
	reads: "lit",
};

/** What a role allows, for who chooses it. */
export const ROLE_HELP: Record<Role, string> = {
	coordinates: "écrit, et choisit qui participe pour son organisme",
	drafts: "écrit les parties libres de son organisme",
	approves: "donne l’accord de son organisme au texte soumis",
	signs: "pour son organisme, une fois le texte adopté",
	reads: "voit tout, sans rien écrire",
};

export const isRole = (role: string): role is Role => (ROLES as string[]).includes(role);

/**
 * null when this member may do this, or why not. Who coordinates a party sees to its people; the Caf's coordinator also
 * invites a party's coordinator as long as it has none; anybody may leave. One coordinator stays on the Caf's side.
 */
export function refusesPeople(actor: Member, change: PeopleChange, members: Member[], phase: Phase): Failure | null {
	const subject = "person" in change ? members.find(({ person }) => person === change.person) : null;
	if (subject === undefined) return failure("unknownPerson");
	const leaves = change.kind === "remove" && change.person === actor.person;
	const party = "party" in change ? change.party : (subject?.party ?? "");
	return (
		(leaves ? null : refusesManaging(actor, change, party, members, phase)) ??
		("roles" in change ? refusesRoles(change.roles) : null) ??
		(subject ? refusesWithoutCoordinator(subject, change, members) : null)
	);
}

/** Whether this member sees to the invitations of this party: those of their own, or of one that has no coordinator yet. */
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

function refusesWithoutCoordinator(subject: Member, change: PeopleChange, members: Member[]): Failure | null {
	const stays = change.kind === "roles" && change.roles.includes("coordinates");
	if (subject.kind !== "caf" || stays) return null;
	const others = members.filter(({ kind, person }) => kind === "caf" && person !== subject.person);
	return others.some(({ roles }) => roles.includes("coordinates")) ? null : failure("lastCoordinator");
}

/** Somebody of an organisation. */
export interface Colleague {
	person: string;
	name: string;
	/** "Maire", "Directrice générale"; "" without one. */
	title: string;
	/** Sees to the people of the organisation. */
	manages: boolean;
}

export type ColleagueChange =
	/** See it: those who are of it may. */
	| { kind: "look" }
	| { kind: "invite" }
	/** Set or remove its logo. */
	| { kind: "logo" }
	| { kind: "change"; person: string; manages?: boolean | undefined }
	| { kind: "remove"; person: string };

/** null when this person may do this in their organisation: those who manage it may, and anybody may leave. One who manages it stays. */
export function refusesColleague(actor: string, change: ColleagueChange, colleagues: Colleague[]): Failure | null {
	const own = colleagues.find(({ person }) => person === actor);
	if (!own) return failure("unknownOrganisation");
	if (change.kind === "look") return null;
	if (change.kind === "invite" || change.kind === "logo") return own.manages ? null : failure("notManager");
	const leaves = change.kind === "remove" && change.person === actor;
	if (!own.manages && !leaves) return failure("notManager");
	const subject = colleagues.find(({ person }) => person === change.person);
	if (!subject) return failure("unknownPerson");
	const stays = change.kind === "change" && change.manages !== false;
	const another = colleagues.some(({ person, manages }) => manages && person !== change.person);
	return stays || !subject.manages || another ? null : failure("lastManager");
}
