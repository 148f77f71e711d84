import type { InferOutput } from "valibot";
import { type Failure, isFailure } from "../../shared/failure.ts";
import { cleanSignatory } from "../../shared/party/said-signatory.ts";
import { admitAsOf } from "../convention/find.ts";
import { membersOf } from "../directory/member.ts";
import { roomOf } from "../room/stub.ts";
import type * as shapes from "./shapes.ts";

/** Says who signs for a party, for a member who may: see refusesSignatories. It stands at once in every open page. */
export async function sayWhoSigns(
	env: Env,
	person: string | null,
	id: string,
	party: string,
	said: InferOutput<typeof shapes.signatories>["signatories"],
): Promise<Failure | null> {
	const standing = await admitAsOf(env, person, id);
	if (isFailure(standing)) return standing;
	const isAbsent = !(await membersOf(env.DB, id)).some((each) => each.party === party);
	const signatories = said.map((each) => cleanSignatory(each, `${party}-${crypto.randomUUID().slice(0, 8)}`));
	return roomOf(env, id).command(standing, { kind: "setSignatories", party, signatories, isAbsent });
}
