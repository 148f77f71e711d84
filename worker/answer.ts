import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Failure, isFailure, sentenceOf, statusOf } from "../shared/failure.ts";

/** A failure as JSON, a value as JSON, and nothing (null) as 204. */
export function answer(context: Context, outcome: object | null): Response {
	if (outcome === null) return context.body(null, 204);
	return isFailure(outcome) ? answerFailure(context, outcome) : context.json(outcome);
}

export function answerFailure(context: Context, refusal: Failure): Response {
	if (refusal.wait !== undefined) context.header("retry-after", String(refusal.wait));
	return context.json(errorOf(refusal), statusOf(refusal) as ContentfulStatusCode);
}

/** What every refused request is answered. */
export function errorOf(refusal: Failure) {
	const { code, where } = refusal;
	return { error: { code, message: sentenceOf(refusal), ...(where === undefined ? {} : { field: where }) } };
}
