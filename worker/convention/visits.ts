import { waitUntil } from "cloudflare:workers";
import { createMiddleware } from "hono/factory";
import { refuses } from "../../shared/access.ts";
import { type Failure, isFailure } from "../../shared/failure.ts";
import { type Opening, record } from "../directory/visit.ts";
import { personSignedIn } from "../sign-in/session.ts";
import { find } from "./find.ts";

/** Writes down that a member opened the convention of this address. Nobody waits for it. */
export const recordsOpenings = createMiddleware<{ Bindings: Env }>(async (context, next) => {
	const convention = context.req.param("id");
	await next();
	if (context.res.status >= 400) return;
	const person = await personSignedIn(context);
	if (person === null || convention === undefined) return;
	const recorded = record(context.env.DB, convention, person, new Date());
	waitUntil(recorded.catch((error) => console.error(`no opening of ${convention} recorded`, error)));
});

/** Who opened a convention, the last first, for those who coordinate it. */
export async function openingsOf(env: Env, person: string, id: string): Promise<{ openings: Opening[] } | Failure> {
	const found = await find(env, person, id);
	if (isFailure(found)) return found;
	const refusal = refuses(found.member, "readOpenings", found.state.structure.phase);
	if (refusal) return refusal;
	const { results } = await env.DB.prepare(
		`SELECT opening.person, person.name, coalesce(member.party, '') AS party, day,
			first_at AS firstAt, last_at AS lastAt, times
		FROM opening JOIN person ON person.id = opening.person
		LEFT JOIN member ON member.convention = opening.convention AND member.person = opening.person
		WHERE opening.convention = ? ORDER BY last_at DESC LIMIT 2000`,
	)
		.bind(id)
		.all<Opening>();
	return { openings: results };
}
