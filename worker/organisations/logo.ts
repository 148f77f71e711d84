import type { HonoRequest } from "hono";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { MAX_LOGO_BYTES } from "../../shared/files/limits.ts";
import { logosOf, writeLogo } from "../directory/organisation.ts";
import { answerFile } from "../files/answer.ts";
import { store } from "../files/store.ts";
import { refusesThere } from "./organisations.ts";

/**
 * Makes the image in a request the logo of an organisation that this person manages. The conventions that it enters from now
 * on bear it; in those that stand, each party keeps the one it has (R24).
 */
export async function setOrganisationLogo(
	env: Env,
	person: string,
	id: string,
	request: HonoRequest,
): Promise<Failure | null> {
	const refusal = await refusesThere(env, person, id, { kind: "logo" });
	if (refusal) return refusal;
	const logo = await store(env, request, MAX_LOGO_BYTES, "image");
	if (isFailure(logo)) return logo;
	await writeLogo(env.DB, id, logo);
	return null;
}

/** The organisation has none any more; conventions keep theirs. */
export async function removeOrganisationLogo(env: Env, person: string, id: string): Promise<Failure | null> {
	const refusal = await refusesThere(env, person, id, { kind: "logo" });
	if (refusal) return refusal;
	await writeLogo(env.DB, id, null);
	return null;
}

/** Its bytes, for a person of the organisation; for anybody else there is no such organisation. */
export async function readOrganisationLogo(
	env: Env,
	person: string,
	id: string,
	request: Request,
): Promise<Response | Failure> {
	const refusal = await refusesThere(env, person, id, { kind: "look" });
	if (refusal) return refusal;
	const logo = (await logosOf(env.DB, [id])).get(id);
	return logo ? answerFile(env, logo, request) : failure("unknownFile");
}
