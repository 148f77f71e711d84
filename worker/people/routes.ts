import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { conventionPeoplePage } from "./page.ts";
import { addPerson, changeRoles, peopleIn, removePerson } from "./people.ts";
import * as shapes from "./shapes.ts";

/** The people of a convention. */
export const peopleRoutes = new Hono<{ Bindings: Env }>();

peopleRoutes.get("/conventions/:id/personnes", (context) =>
	asVisitor(context, (person) => conventionPeoplePage(context, person, context.req.param("id"))),
);

peopleRoutes.get("/api/conventions/:id/people", (context) =>
	asPerson(context, (person) => peopleIn(context.env, person, context.req.param("id"))),
);
peopleRoutes.post("/api/conventions/:id/people", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.addition);
		return isFailure(body) ? body : addPerson(context.env, person, context.req.param("id"), body);
	}),
);
peopleRoutes.patch("/api/conventions/:id/people/:person", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.roles);
		const { id, person: subject } = context.req.param();
		return isFailure(body) ? body : changeRoles(context.env, person, id, subject, body);
	}),
);
peopleRoutes.delete("/api/conventions/:id/people/:person", (context) =>
	asPerson(context, (person) => {
		const { id, person: subject } = context.req.param();
		return removePerson(context.env, person, id, subject);
	}),
);
