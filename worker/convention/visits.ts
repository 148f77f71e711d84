import { waitUntil } from "cloudflare:workers";
import { createMiddleware } from "hono/factory";
import { refuses } from "../../shared/access.ts";
import { type Failure, isFailure } from "../../shared/failure.ts";
import type { Visits } from "../../shared/page/convention.ts";
import { recordVisit, visitsOf } from "../directory/visit.ts";
import { personSignedIn } from "../sign-in/session.ts";
import { find } from "./find.ts";

/** Writes down that a member opened the convention of this address. Nobody waits for it. */
export const recordsVisits = createMiddleware<{ Bindings: Env }>(async (context, next) => {
	const convention = context.req.param("id");
	await next();
	if (context.res.status >= 400) return;
	const person = await personSignedIn(context);
	if (person === null || convention === undefined) return;
	const recorded = recordVisit(context.env.DB, convention, person, new Date());
	waitUntil(recorded.catch((error) => console.error(`no visit of ${convention} recorded`, error)));
});

/** Who opened a convention, the last first, for those who coordinate it. */
export async function visitsTo(env: Env, person: string, id: string): Promise<Visits | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const refusal = refuses(found.member, "readVisits", found.state.structure.phase);
	if (refusal) return refusal;
	return { openings: await visitsOf(env.DB, id) };
}
