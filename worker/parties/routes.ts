import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { partiesPage } from "./page.ts";
import { addParty, removeParty } from "./parties.ts";
import * as shapes from "./shapes.ts";
import { sayWhoSigns } from "./signatories.ts";

/** The parties of a convention. */
export const partyRoutes = new Hono<{ Bindings: Env }>();

partyRoutes.get("/conventions/:id/parties", (context) =>
	asVisitor(context, (person) => partiesPage(context, person, context.req.param("id"))),
);
partyRoutes.post("/api/conventions/:id/parties", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.party);
		if (isFailure(body)) return body;
		return created(context, await addParty(context.env, person, context.req.param("id"), body));
	}),
);
partyRoutes.delete("/api/conventions/:id/parties/:party", (context) =>
	asPerson(context, (person) => {
		const { id, party } = context.req.param();
		return removeParty(context.env, person, id, party);
	}),
);
partyRoutes.put("/api/conventions/:id/parties/:party/signatories", (context) =>
	asVisitor(context, async (person) => {
		const { id, party } = context.req.param();
		const body = await readBody(context.req, shapes.signatories);
		return isFailure(body) ? body : sayWhoSigns(context.env, person, id, party, body.signatories);
	}),
);
