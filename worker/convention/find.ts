import { refuses } from "../../shared/access.ts";
import type { State } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Model } from "../../shared/model/model.ts";
import type { Member } from "../../shared/people/member.ts";
import { memberOf } from "../directory/member.ts";
import { roomOf } from "../room/stub.ts";

/** A convention as a member of it finds it. */
export interface Found {
	member: Member;
	title: string;
	model: Model;
	state: State;
}

/** The convention, for somebody who has a part in it; for anybody else it does not exist. */
export async function find(env: Env, person: string | null, id: string): Promise<Found | Failure> {
	const member = await admit(env, person, id);
	if (isFailure(member)) return member;
	const read = (await roomOf(env, id).read()) as Omit<Found, "member"> | Failure;
	return isFailure(read) ? read : { member, ...read };
}

/** This person as a member who may read; to anybody else the convention does not exist. */
export async function admit(env: Env, person: string | null, id: string): Promise<Member | Failure> {
	if (person === null) return failure("signedOut");
	const member = await memberOf(env.DB, id, person);
	return member === null || refuses(member, "read", null) ? failure("unknownConvention") : member;
}
