import { emailAddress } from "../../shared/account/address.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { leavesNobody } from "../../shared/people/leaving.ts";
import { deleteAccountsOf } from "../directory/account.ts";
import { deleteDevicesOf } from "../directory/device.ts";
import { deleteAnswered, withdrawInvitations } from "../directory/invitation.ts";
import { deleteMembers, partsOf } from "../directory/member.ts";
import { deleteMembershipsOf, managesAlone } from "../directory/membership.ts";
import { deletePasskeysOf } from "../directory/passkey.ts";
import { closePerson } from "../directory/person.ts";
import { deleteSessionsOf } from "../directory/session.ts";
import { deleteVisits, visitedSince } from "../directory/visit.ts";
import { disconnect } from "../room/leave.ts";
import { tellRoom } from "../room/tell.ts";
import type { Session } from "../sign-in/session.ts";

/**
 * Closes this person's account, once they have typed its address: sessions, passkeys, ways in, devices, memberships and
 * what they opened go at once, the address too. The name stays where they took part in a convention: its journal and what
 * they signed must go on saying who did (code du patrimoine, L. 211-1; GDPR, 17.3.b and d). What they invited others to is
 * withdrawn. Refuses while the last coordinator of a Caf would go (shared/people/leaving.ts), or the last colleague who manages.
 */
export async function closeAccount(env: Env, { person, email }: Session, typed: string): Promise<Failure | null> {
	if (emailAddress(typed) !== email) return failure("otherAddress", "email");
	const orphan = (await partsOf(env.DB, person)).find((part) => part.coordinates && leavesNobody(part));
	if (orphan) return failure("onlyCoordinator", orphan.title);
	if (await managesAlone(env.DB, person)) return failure("lastManager");
	// Rooms are told afterwards, when nobody could tell any more which they were.
	const visited = await visitedSince(env.DB, person, "");
	await env.DB.batch([
		closePerson(env.DB, person, new Date()),
		deleteSessionsOf(env.DB, person),
		deletePasskeysOf(env.DB, person),
		deleteAccountsOf(env.DB, person),
		deleteDevicesOf(env.DB, person),
		deleteMembershipsOf(env.DB, person),
		deleteMembers(env.DB, { person }),
		deleteVisits(env.DB, { person }),
		deleteAnswered(env.DB, person),
		withdrawInvitations(env.DB, { invitedBy: person }),
	]);
	await disconnect(env, person, visited);
	// A page that was joining at that moment does not stay, and the others do not see them among the people any more.
	await Promise.all(visited.map((id) => tellRoom(env, id)));
	return null;
}
