import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { changesBetween } from "./changes.ts";
import * as shapes from "./shapes.ts";
import { textOfVersion } from "./text.ts";
import { deliberate, submit, take, versionOf, versionsOf } from "./versions.ts";

/** The way of a convention from a draft to a signed version, and what was frozen on it. */
export const versionRoutes = new Hono<{ Bindings: Env }>();

versionRoutes.post("/api/conventions/:id/submit", (context) =>
	asPerson(context, async (person) => {
		const version = await submit(context.env, person, context.req.param("id"));
		return created(context, isFailure(version) ? version : { version });
	}),
);
versionRoutes.post("/api/conventions/:id/reopen", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.reopening);
		if (isFailure(body)) return body;
		return refusalOf(await take(context.env, person, context.req.param("id"), { kind: "reopen", ...body }));
	}),
);
versionRoutes.post("/api/conventions/:id/approvals", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.approval);
		if (isFailure(body)) return body;
		return refusalOf(await take(context.env, person, context.req.param("id"), { kind: "approve", ...body }));
	}),
);
versionRoutes.post("/api/conventions/:id/refusals", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.refusal);
		if (isFailure(body)) return body;
		return refusalOf(await take(context.env, person, context.req.param("id"), { kind: "refuse", ...body }));
	}),
);
versionRoutes.post("/api/conventions/:id/deliberations", (context) =>
	asPerson(context, async (person) => {
		const deliberation = await deliberate(context.env, person, context.req.param("id"), context.req);
		return created(context, isFailure(deliberation) ? deliberation : { deliberation });
	}),
);
versionRoutes.get("/api/conventions/:id/versions", (context) =>
	asPerson(context, async (person) => {
		const versions = await versionsOf(context.env, person, context.req.param("id"));
		return isFailure(versions) ? versions : { versions };
	}),
);
versionRoutes.get("/api/conventions/:id/versions/:number", (context) =>
	asPerson(context, async (person) => {
		const { id, number } = context.req.param();
		const version = await versionOf(context.env, person, id, number);
		return isFailure(version) ? version : { version };
	}),
);
versionRoutes.get("/api/conventions/:id/versions/:number/text", (context) =>
	asPerson(context, (person) => {
		const { id, number } = context.req.param();
		const format = context.req.query("format") ?? "json";
		return textOfVersion(context.env, person, id, number, format, context.req.raw);
	}),
);

versionRoutes.get("/api/conventions/:id/versions/:number/changes", (context) =>
	asPerson(context, (person) => {
		const { id, number } = context.req.param();
		return changesBetween(context.env, person, id, context.req.query("since") ?? "", number);
	}),
);

/** What was done is said by its status alone. */
const refusalOf = <T>(outcome: T) => (isFailure(outcome) ? outcome : null);
