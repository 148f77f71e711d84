import { type Failure, failure } from "../failure.ts";

/** A person who belongs to an organisation. */
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
