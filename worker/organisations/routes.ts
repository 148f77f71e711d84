import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { readOrganisationLogo, removeOrganisationLogo, setOrganisationLogo } from "./logo.ts";
import {
	changeColleague,
	organisationPeople,
	ownOrganisations,
	removeColleague,
	signUpOrganisation,
} from "./organisations.ts";
import { organisationPage, signUpPage } from "./page.ts";
import { namedFor, searchFor } from "./search.ts";
import * as shapes from "./shapes.ts";

/** Organisations, their people and their logos. */
export const organisationRoutes = new Hono<{ Bindings: Env }>();

organisationRoutes.get("/organisations/nouvelle", (context) =>
	asVisitor(context, (person) => signUpPage(context, person)),
);
organisationRoutes.get("/organisations/:id", (context) =>
	asVisitor(context, (person) => organisationPage(context, person, context.req.param("id"))),
);

organisationRoutes.get("/api/organisations/search", (context) =>
	asPerson(context, (person) => searchFor(context.env, person, context.req.query("q") ?? "")),
);
organisationRoutes.post("/api/organisations/named", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.names);
		return isFailure(body) ? body : namedFor(context.env, person, body.names);
	}),
);

organisationRoutes.get("/api/organisations", (context) =>
	asPerson(context, (person) => ownOrganisations(context.env, person)),
);
organisationRoutes.post("/api/organisations", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.organisation);
		if (isFailure(body)) return body;
		return created(context, await signUpOrganisation(context.env, person, body, new Date()));
	}),
);
organisationRoutes.get("/api/organisations/:id", (context) =>
	asPerson(context, (person) => organisationPeople(context.env, person, context.req.param("id"))),
);

organisationRoutes.get("/api/organisations/:id/logo", (context) =>
	asPerson(context, (person) => readOrganisationLogo(context.env, person, context.req.param("id"), context.req.raw)),
);
organisationRoutes.put("/api/organisations/:id/logo", (context) =>
	asPerson(context, (person) => setOrganisationLogo(context.env, person, context.req.param("id"), context.req)),
);
organisationRoutes.delete("/api/organisations/:id/logo", (context) =>
	asPerson(context, (person) => removeOrganisationLogo(context.env, person, context.req.param("id"))),
);

organisationRoutes.patch("/api/organisations/:id/people/:person", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.colleague);
		const { id, person: subject } = context.req.param();
		return isFailure(body) ? body : changeColleague(context.env, person, id, subject, body);
	}),
);
organisationRoutes.delete("/api/organisations/:id/people/:person", (context) =>
	asPerson(context, (person) => {
		const { id, person: subject } = context.req.param();
		return removeColleague(context.env, person, id, subject);
	}),
);
