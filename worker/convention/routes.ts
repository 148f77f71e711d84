import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { command, restart } from "./command.ts";
import { conventionPage } from "./page.ts";
import { describeConvention, findingsOf, textOf } from "./read.ts";
import * as shapes from "./shapes.ts";
import { visitsTo } from "./visits.ts";

/** One convention: its page, what can be read of it, and what the model leaves its parties to choose. */
export const conventionRoutes = new Hono<{ Bindings: Env }>();

conventionRoutes.get("/conventions/:id", (context) =>
	asVisitor(context, (person) => conventionPage(context, person, context.req.param("id"))),
);

conventionRoutes.get("/api/conventions/:id", (context) =>
	asPerson(context, (person) => describeConvention(context.env, person, context.req.param("id"))),
);
conventionRoutes.get("/api/conventions/:id/text", (context) =>
	asVisitor(context, async (person) => {
		const format = context.req.query("format") ?? "json";
		const text = await textOf(context.env, person, context.req.param("id"), format);
		return typeof text === "string" ? context.html(text) : text;
	}),
);
conventionRoutes.get("/api/conventions/:id/findings", (context) =>
	asPerson(context, (person) => findingsOf(context.env, person, context.req.param("id"))),
);
conventionRoutes.get("/api/conventions/:id/openings", (context) =>
	asPerson(context, (person) => visitsTo(context.env, person, context.req.param("id"))),
);

conventionRoutes.post("/api/conventions/:id/restart", (context) =>
	asPerson(context, (person) => restart(context.env, person, context.req.param("id"))),
);

conventionRoutes.post("/api/conventions/:id/options", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.option);
		if (isFailure(body)) return body;
		return command(context.env, person, context.req.param("id"), { kind: "option", ...body });
	}),
);
conventionRoutes.post("/api/conventions/:id/variants", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.variant);
		if (isFailure(body)) return body;
		return command(context.env, person, context.req.param("id"), { kind: "variant", ...body });
	}),
);
conventionRoutes.post("/api/conventions/:id/rows", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.row);
		if (isFailure(body)) return body;
		const row = `r-${crypto.randomUUID()}`;
		const { table, after = null } = body;
		return command(context.env, person, context.req.param("id"), { kind: "addRow", table, after, row });
	}),
);
conventionRoutes.delete("/api/conventions/:id/rows/:table/:row", (context) =>
	asPerson(context, (person) => {
		const { id, table, row } = context.req.param();
		return command(context.env, person, id, { kind: "removeRow", table, row });
	}),
);
