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
	const isElsewhere = origin !== undefined && origin !== new URL(context.req.url).origin;
	// Browsers say it of themselves too; a page cannot write this header.
	const isCrossSite = ["cross-site", "same-site"].includes(context.req.header("sec-fetch-site") ?? "");
	if (changes && (isElsewhere || isCrossSite)) {
		return answerFailure(context, failure("crossSite"));
	}
	await next();
});
