import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { isFailure } from "../../shared/failure.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { endLink, listLinks, makeLink } from "./links.ts";
import { canonicalBehind, fileBehind, pageBehind, pdfBehind } from "./open.ts";
import * as shapes from "./shapes.ts";

/** Read-only links to frozen versions: who makes them, and what anyone who has one reads. */
export const linkRoutes = new Hono<{ Bindings: Env }>();

linkRoutes.post("/api/conventions/:id/links", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.link);
		if (isFailure(body)) return body;
		return created(context, await makeLink(context.env, person, context.req.param("id"), body));
	}),
);
linkRoutes.get("/api/conventions/:id/links", (context) =>
	asPerson(context, (person) => listLinks(context.env, person, context.req.param("id"))),
);
linkRoutes.delete("/api/conventions/:id/links/:link", (context) =>
	asPerson(context, (person) => {
		const { id, link } = context.req.param();
		return endLink(context.env, person, id, link);
	}),
);

linkRoutes.get("/v/:token", (context) => pageBehind(context, context.req.param("token")));
linkRoutes.get("/v/:token/convention.pdf", (context) => pdfBehind(context, context.req.param("token")));
linkRoutes.get("/v/:token/texte.json", (context) => canonicalBehind(context, context.req.param("token")));
linkRoutes.get("/v/:token/files/:hash", (context) => {
	const { token, hash } = context.req.param();
	return fileBehind(context, token, hash);
});

/** The address is the key: no other site may learn it, and no search engine list it. To be mounted before other headers are set. */
export const hidesAddress = createMiddleware(async (context, next) => {
	await next();
	context.res.headers.set("referrer-policy", "no-referrer");
	context.res.headers.set("x-robots-tag", "noindex, nofollow");
});
