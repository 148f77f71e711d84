import { Hono } from "hono";
import * as v from "valibot";
import { isFailure } from "../../shared/failure.ts";
import { answer } from "../http/answer.ts";
import { name, readBody } from "../http/body.ts";
import { isDemonstration } from "../sign-in/demonstration.ts";
import { becomePerson, demonstration } from "./demo.ts";
import { demoPage } from "./page.ts";

const session = v.object({ person: name(100) });

/** The demonstration, where the deployment has one; elsewhere nothing under /demo exists. Mount it before what else is there. */
export const demoRoutes = new Hono<{ Bindings: Env }>();

demoRoutes.use("/demo/*", async (context, next) => (isDemonstration(context.env) ? next() : context.notFound()));
demoRoutes.get("/demo", (context) => demoPage(context));
demoRoutes.get("/demo/people", async (context) => context.json(await demonstration(context.env)));
demoRoutes.post("/demo/session", async (context) => {
	const body = await readBody(context.req, session);
	return answer(context, isFailure(body) ? body : await becomePerson(context, body.person));
});
