import { createMiddleware } from "hono/factory";
import { failure } from "../shared/failure.ts";
import { answerFailure } from "./answer.ts";

const READS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site makes a browser send: changes, and room sockets, which carry the cookie wherever the page
 * comes from. A program that is no browser sends no Origin, and has no cookie but its own.
 */
export const answersOnlySameSite = createMiddleware(async (context, next) => {
	const origin = context.req.header("origin");
	const changes = !READS.includes(context.req.method) || context.req.header("upgrade") !== undefined;
	if (changes && origin !== undefined && origin !== new URL(context.req.url).origin) {
		return answerFailure(context, failure("crossSite"));
	}
	await next();
});
