import type { Context } from "hono";
import { type Failure, isFailure } from "../../shared/failure.ts";

/** A request to this Worker, with what its deployment gives it. */
export type Ask = Context<{ Bindings: Env }>;

/** What a request has made, answered with 201; a refusal stays one. */
export const created = (context: Ask, made: object | Failure): Response | Failure =>
	isFailure(made) ? made : context.json(made, 201);
