import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { openConvention } from "./open.ts";
import { openingPage } from "./page.ts";
import * as shapes from "./shapes.ts";

/** Opening a convention: a person of a Caf does. */
export const openingRoutes = new Hono<{ Bindings: Env }>();

openingRoutes.get("/conventions/nouvelle", (context) => asVisitor(context, (person) => openingPage(context, person)));
openingRoutes.post("/api/conventions", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.opening);
		if (isFailure(body)) return body;
		return created(context, await openConvention(context.env, person, body, new Date()));
	}),
);
