import { Hono } from "hono";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { listConventions } from "./list.ts";
import { homePage } from "./page.ts";

/** A person's conventions, as a page and as a list. */
export const homeRoutes = new Hono<{ Bindings: Env }>();

homeRoutes.get("/", (context) => asVisitor(context, (person) => homePage(context, person, new Date())));
homeRoutes.get("/api/conventions", (context) =>
	asPerson(context, (person) =>
		listConventions(context.env, person, new URL(context.req.url).searchParams, new Date()),
	),
);
