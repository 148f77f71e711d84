import { createMiddleware } from "hono/factory";
import { RETURN_PATH } from "./proconnect.ts";

/**
 * Of better-auth's own endpoints, those that a browser may reach: where ProConnect sends people back. All others are called
 * by our routes alone, which count tries, answer in our words, and never answer the token of a session; what a later
 * version of better-auth adds stays shut.
 */
const REACHABLE: readonly string[] = [`GET ${RETURN_PATH}`];

/** Anything else under better-auth's path does not exist. */
export const onlyReachable = createMiddleware(async (context, next) => {
	const { method, path } = context.req;
	return REACHABLE.includes(`${method} ${path}`) ? next() : context.notFound();
});
