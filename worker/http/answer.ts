import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Failure, isFailure, statusOf } from "../../shared/failure.ts";
import { refusedWith } from "../../shared/page/refusal.ts";

/** What came of a request: a value, a refusal, nothing, or an answer that is made already. */
export type Outcome = object | Failure | Response | null;

/** A failure as JSON, a value as JSON, nothing (null) as 204, and a response as it is. */
export function answer(context: Context, outcome: Outcome): Response {
	if (outcome instanceof Response) return outcome;
	if (outcome === null) return context.body(null, 204);
	return isFailure(outcome) ? answerFailure(context, outcome) : context.json(outcome);
}

export function answerFailure(context: Context, refusal: Failure): Response {
	if (refusal.wait !== undefined) context.header("retry-after", String(refusal.wait));
	return context.json(refusedWith(refusal), statusOf(refusal) as ContentfulStatusCode);
}
