import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { VersionChanges } from "../../shared/page/convention.ts";
import { readCanonical } from "../../shared/version/canonical.ts";
import { compare } from "../../shared/version/compare.ts";
import type { Frozen } from "../../shared/version/frozen.ts";
import { roomOf } from "../room/stub.ts";
import { versionsOf } from "./versions.ts";

/** What differs from one version of a convention to another, for a member of it; both are named by their numbers. */
export async function changesBetween(
	env: Env,
	person: string,
	id: string,
	since: string,
	until: string,
): Promise<VersionChanges | Failure> {
	const versions = await versionsOf(env, person, id);
	if (isFailure(versions)) return versions;
	const [then, now] = [since, until].map((number) => versions.find((version) => String(version.number) === number));
	if (then === undefined || now === undefined) return failure("unknownVersion");
	const [before, after] = await Promise.all([frozenOf(env, id, then.number), frozenOf(env, id, now.number)]);
	const about = { authors: [], at: now.submittedAt, digest: then.digest };
	return { changes: compare(before, after).map((difference) => ({ ...difference, ...about })) };
}

async function frozenOf(env: Env, id: string, number: number): Promise<Frozen> {
	const bytes = await roomOf(env, id).versionBytes(number);
	if (bytes === null) throw new Error(`the room has lost version ${number}`);
	return readCanonical(bytes as Uint8Array);
}
