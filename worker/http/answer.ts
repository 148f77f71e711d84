import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Failure, isFailure, sentenceOf, statusOf } from "../../shared/failure.ts";

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
	return context.json(errorOf(refusal), statusOf(refusal) as ContentfulStatusCode);
}

/** Refuses a request of which several things are wrong, each named; the first stands where a single one would. */
export function answerProblems(context: Context, problems: FieldProblem[]): Response {
	const { field = "", message = "" } = problems[0] ?? {};
	return context.json({ error: { code: "invalidField", message, field, problems } }, 400);
}

/** What is wrong with one field of a request, in words for people. */
export interface FieldProblem {
	field: string;
	message: string;
}

/** What every refused request is answered. */
export function errorOf(refusal: Failure) {
	const { code, where } = refusal;
	return { error: { code, message: sentenceOf(refusal), ...(where === undefined ? {} : { field: where }) } };
}
