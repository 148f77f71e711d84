import type { InferOutput } from "valibot";
import { refuses } from "../../shared/access.ts";
import { type Failure, failure, failureIn, isFailure } from "../../shared/failure.ts";
import { problemsIn } from "../../shared/opening.ts";
import type { Seat } from "../../shared/page/opening.ts";
import { partyBeside } from "../../shared/party/naming.ts";
import { MAX_PARTIES, type Party } from "../../shared/party/party.ts";
import { command } from "../convention/command.ts";
import { admitAsOf, find } from "../convention/find.ts";
import { withdrawInvitations } from "../directory/invitation.ts";
import { deleteMembers, peopleBehind } from "../directory/member.ts";
import { logosOf, organisationsOf } from "../directory/organisation.ts";
import { deleteParty, insertParty, partiesIn } from "../directory/party.ts";
import { describeBodies } from "../organisations/describe.ts";
import { roomOf } from "../room/stub.ts";
import { tellRoom } from "../room/tell.ts";
import type * as shapes from "./shapes.ts";

/**
 * Adds a co-signatory to a convention that is drafted: an organisation of the directory, or one that is described. Its
 * fields and paragraphs stand at once in every open page; its people come by invitation.
 */
export async function addParty(
	env: Env,
	person: string | null,
	id: string,
	wanted: InferOutput<typeof shapes.party>,
): Promise<Seat | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const { structure } = found.state;
	const refusal = refuses(found.member, "addParty", structure.phase);
	if (refusal) return refusal;
	if (structure.parties.length > MAX_PARTIES) return failure("tooManyParties");
	const problems = "organisation" in wanted ? [] : problemsIn({ newParties: [wanted] }, found.model);
	if (problems.length > 0) return failureIn(problems.map((each) => ({ ...each, field: lastOf(each.field) })));
	const [organisation] =
		"organisation" in wanted
			? await organisationsOf(env.DB, [wanted.organisation])
			: await describeBodies(env.DB, [wanted]);
	if (!organisation) return failure("invalidField", "organisation");
	const seats = await partiesIn(env.DB, id);
	if (seats.some((seat) => seat.organisation === organisation.id)) return failure("alreadyParty", "organisation");
	const party = unlisted(structure.parties, seats, organisation.name) ?? partyBeside(structure.parties, organisation);
	const logo = (await logosOf(env.DB, [organisation.id])).get(organisation.id);
	const refused = await command(env, person, id, { kind: "addParty", party, ...(logo && { logo }) });
	if (refused) return refused;
	await insertParty(env.DB, id, { id: party.id, organisation: organisation.id }).run();
	return { id: party.id, organisation: organisation.id };
}

/** Takes a co-signatory out that has written nothing, with everybody who took part for it: at once, wherever they are. */
export async function removeParty(env: Env, person: string, id: string, party: string): Promise<Failure | null> {
	const standing = await admitAsOf(env, person, id);
	if (isFailure(standing)) return standing;
	const people = await peopleBehind(env.DB, id, party);
	const refusal = await roomOf(env, id).removeParty(standing, party, people);
	const seats = await partiesIn(env.DB, id);
	// The room let it go the last time, and the directory could not be reached.
	const isLeft = refusal?.code === "unknownParty" && seats.some((seat) => seat.id === party);
	if (refusal && !isLeft) return refusal;
	await env.DB.batch([
		deleteMembers(env.DB, { convention: id, party }),
		withdrawInvitations(env.DB, { convention: id, party }),
		deleteParty(env.DB, id, party),
	]);
	await tellRoom(env, id);
	return null;
}

/** A party that the room has and the directory has not: it was added, and the directory could not be reached. */
const unlisted = (parties: Party[], seats: { id: string }[], name: string) =>
	parties.find((party) => party.name === name && !seats.some(({ id }) => id === party.id));

const lastOf = (path: string) => path.split(".").at(-1) ?? path;
