import { refuses } from "../../shared/access.ts";
import type { State } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Model } from "../../shared/model/model.ts";
import type { Member } from "../../shared/people/member.ts";
import { type MemberAsOf, memberAsOf, memberOf } from "../directory/member.ts";
import { roomOf } from "../room/stub.ts";

/** A convention as a member of it finds it. */
export interface Found extends MemberAsOf {
	title: string;
	model: Model;
	state: State;
}

/** The convention, for somebody who has a part in it; for anybody else it does not exist. */
export async function find(env: Env, person: string | null, id: string): Promise<Found | Failure> {
	const standing = await admitAsOf(env, person, id);
	if (isFailure(standing)) return standing;
	const read = (await roomOf(env, id).read()) as Omit<Found, keyof MemberAsOf> | Failure;
	return isFailure(read) ? read : { ...standing, ...read };
}

/** This person as a member who may read; to anybody else the convention does not exist. */
export async function admit(env: Env, person: string | null, id: string): Promise<Member | Failure> {
	if (person === null) return failure("signedOut");
	const member = await memberOf(env.DB, id, person);
	return member === null || refuses(member, "read", null) ? failure("unknownConvention") : member;
}

/** The same for what the room carries out, which may have heard of a change of people since (see known-people.ts). */
export async function admitAsOf(env: Env, person: string | null, id: string): Promise<MemberAsOf | Failure> {
	if (person === null) return failure("signedOut");
	const standing = await memberAsOf(env.DB, id, person);
	return standing === null || refuses(standing.member, "read", null) ? failure("unknownConvention") : standing;
}
