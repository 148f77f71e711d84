import type { HonoRequest } from "hono";
import { refuses } from "../../shared/access.ts";
import { parisDay } from "../../shared/day.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { MAX_FILE_BYTES } from "../../shared/files/limits.ts";
import { cleanLine } from "../../shared/text/characters.ts";
import type { Acts } from "../../shared/version/acts.ts";
import type { Step } from "../../shared/version/step.ts";
import { submissionOf } from "../../shared/version/submitted.ts";
import type { Deliberation, Version } from "../../shared/version/version.ts";
import { readVote } from "../../shared/version/vote.ts";
import { admit, admitAsOf, find } from "../convention/find.ts";
import { store } from "../files/store.ts";
import { roomOf } from "../room/stub.ts";
import { refusesToRender } from "./press.ts";

/** Takes a step for a member of the convention; the version that it concerns, or why it cannot be taken. */
export async function take(env: Env, person: string | null, id: string, step: Step): Promise<Version | Failure> {
	const standing = await admitAsOf(env, person, id);
	return isFailure(standing) ? standing : roomOf(env, id).take(standing, step);
}

/**
 * Submits the text as it stands. What could not be printed is refused before anything is frozen: a character that no font
 * holds, a file whose bytes are lost. A press that does not answer keeps nobody from submitting.
 */
export async function submit(env: Env, person: string, id: string): Promise<Version | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const { member, version, model, state } = found;
	const refusal = refuses(member, "submit", state.structure.phase);
	if (refusal) return refusal;
	const submission = submissionOf(model, state);
	if (isFailure(submission)) return submission;
	const acts = { ...NOTHING_DONE, submittedAt: new Date().toISOString() };
	const unprintable = await refusesToRender(env, submission.bytes, acts).catch((error) => {
		console.error(`convention ${id}: the press did not look at the text before it was submitted`, error);
		return null;
	});
	// The room looks at the text again: it is frozen as it stands then.
	return unprintable ?? roomOf(env, id).take({ member, version }, { kind: "submit" });
}

const NOTHING_DONE: Omit<Acts, "submittedAt"> = {
	number: 1,
	draft: true,
	signedOn: null,
	annexed: {},
	approvals: [],
	deliberations: [],
	signatures: [],
	link: null,
};

/** Every version of a convention, newest first, for a member of it. */
export async function versionsOf(env: Env, person: string | null, id: string): Promise<Version[] | Failure> {
	const member = await admit(env, person, id);
	return isFailure(member) ? member : roomOf(env, id).versions();
}

/** The version of this number, for a member of the convention. */
export async function versionOf(
	env: Env,
	person: string | null,
	id: string,
	number: string,
): Promise<Version | Failure> {
	const versions = await versionsOf(env, person, id);
	if (isFailure(versions)) return versions;
	return versions.find((version) => String(version.number) === number) ?? failure("unknownVersion");
}

/**
 * Records the délibération of a party on the version that was submitted: its days must agree, its PDF be one that anyone can
 * open. Rights and days are looked at before a byte is read.
 */
export async function deliberate(
	env: Env,
	person: string,
	id: string,
	request: HonoRequest,
): Promise<Deliberation | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const { member, version: asOf, state } = found;
	const [version] = await roomOf(env, id).versions();
	const said = (name: string) => cleanLine(request.query(name) ?? "").trim();
	const party = said("party");
	const digest = said("digest");
	const refusal = refuses(member, "deliberate", state.structure.phase, party);
	if (refusal) return refusal;
	if (version === undefined) return failure("notNow");
	if (version.digest !== digest) return failure("otherVersion");
	const asked = {
		number: said("number"),
		date: said("date"),
		transmittedAt: said("transmittedAt"),
		publishedAt: said("publishedAt"),
		enforceableAt: said("enforceableAt"),
	};
	const vote = readVote(asked, parisDay(new Date(version.submittedAt)), parisDay(new Date()));
	if (isFailure(vote)) return vote;
	const file = await store(env, request, MAX_FILE_BYTES, "pdf");
	if (isFailure(file)) return file;
	const taken = await roomOf(env, id).take(
		{ member, version: asOf },
		{ kind: "deliberate", digest, party, vote, file },
	);
	if (isFailure(taken)) return taken;
	return taken.deliberations.find((each) => each.party === party) ?? failure("broken");
}
