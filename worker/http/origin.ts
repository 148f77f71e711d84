import { createMiddleware } from "hono/factory";
import { failure } from "../../shared/failure.ts";
import { answerFailure } from "./answer.ts";

const READS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site makes a browser send: changes, and room sockets, which carry the cookie wherever the page
 * comes from. A program that is no browser sends no Origin, and has no cookie but its own.
 */
export const answersOnlySameSite = createMiddleware<{ Bindings: Env }>(async (context, next) => {
	const origin = context.req.header("origin");
	const changes = !READS.includes(context.req.method) || context.req.header("upgrade") !== undefined;
	const isElsewhere = origin !== undefined && !isOurs(origin, context.req.url, context.env.PUBLIC_URL);
	// Browsers say it of themselves too; a page cannot write this header.
	const isCrossSite = ["cross-site", "same-site"].includes(context.req.header("sec-fetch-site") ?? "");
	if (changes && (isElsewhere || isCrossSite)) {
		return answerFailure(context, failure("crossSite"));
	}
	await next();
});

/**
 * True for a page of the host that was asked: a browser lets no page choose it, and sends our cookie to that host alone. True
 * also for a page of the public address, since a proxy that ends TLS before us asks under another name. What else a request
 * says of where it was sent (X-Forwarded-Host and the like) anybody may write, and counts for nothing.
 */
function isOurs(origin: string, asked: string, publicUrl: string): boolean {
	return origin === new URL(asked).origin || origin === new URL(publicUrl).origin;
}
