import type { Phase } from "../../shared/convention/phase.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { PartyKind } from "../../shared/party/party.ts";
import { refusesManaging } from "../../shared/people/managing.ts";
import type { Member } from "../../shared/people/member.ts";
import { admit } from "../convention/find.ts";
import { conventionOf } from "../directory/convention.ts";
import { everyoneIn } from "../directory/member.ts";
import { partiesIn } from "../directory/party.ts";

/** Everything that decisions about the people of a convention need. */
export interface Scene {
	actor: Member;
	title: string;
	phase: Phase;
	members: Member[];
	parties: { id: string; organisation: string; kind: PartyKind; name: string }[];
}

/** For a member of this convention; for anybody else it does not exist. */
export async function sceneOf(env: Env, person: string, id: string): Promise<Scene | Failure> {
	const actor = await admit(env, person, id);
	if (isFailure(actor)) return actor;
	const [convention, { members }, parties] = await Promise.all([
		conventionOf(env.DB, id),
		everyoneIn(env.DB, id),
		partiesIn(env.DB, id),
	]);
	if (!convention) return failure("unknownConvention");
	const { title, phase } = convention;
	return { actor, title, phase, members, parties };
}

/** Why this member may invite nobody for this party, whatever the roles; null when they may. */
export function refusesInviting({ actor, members, phase }: Scene, party: string): Failure | null {
	return refusesManaging(actor, { kind: "invite" }, party, members, phase);
}
