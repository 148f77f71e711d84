import { Hono } from "hono";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { answer, answerFailure } from "../http/answer.ts";
import type { Ask } from "../http/ask.ts";
import { readBody, shapes } from "../http/body.ts";
import {
	acceptInvitation,
	askAgain,
	declineInvitation,
	invitationsFor,
	readInvitation,
} from "../invitations/answer.ts";
import { invitationPage } from "../invitations/page.ts";
import { inviteColleague, inviteToConvention, resendInvitation, withdrawInvitation } from "../invitations/send.ts";
import { readOrganisationLogo, removeOrganisationLogo, setOrganisationLogo } from "../organisations/logo.ts";
import {
	changeColleague,
	organisationPeople,
	ownOrganisations,
	removeColleague,
	signUpOrganisation,
} from "../organisations/organisations.ts";
import { organisationPage, signUpPage } from "../organisations/page.ts";
import { personSignedIn } from "../sign-in/session.ts";
import { conventionPeoplePage } from "./page.ts";
import { addPerson, changeRoles, peopleIn, removePerson } from "./people.ts";

/** Organisations, the people of a convention, and invitations to either. */
export const people = new Hono<{ Bindings: Env }>();

people.get("/organisations/nouvelle", (context) => signUpPage(context));
people.get("/organisations/:id", (context) => organisationPage(context, context.req.param("id")));
people.get("/conventions/:id/personnes", (context) => conventionPeoplePage(context, context.req.param("id")));
people.get("/invitation", (context) => invitationPage(context));

people.get("/api/organisations", (context) =>
	asPerson(context, async (person) => ({ organisations: await ownOrganisations(context.env, person) })),
);
people.post("/api/organisations", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.organisation);
		if (isFailure(body)) return body;
		return created(context, await signUpOrganisation(context.env, person, body, new Date()));
	}),
);
people.get("/api/organisations/:id", (context) =>
	asPerson(context, (person) => organisationPeople(context.env, person, context.req.param("id"))),
);
people.get("/api/organisations/:id/logo", (context) =>
	asPerson(context, (person) => readOrganisationLogo(context.env, person, context.req.param("id"), context.req.raw)),
);
people.put("/api/organisations/:id/logo", (context) =>
	asPerson(context, (person) => setOrganisationLogo(context.env, person, context.req.param("id"), context.req)),
);
people.delete("/api/organisations/:id/logo", (context) =>
	asPerson(context, (person) => removeOrganisationLogo(context.env, person, context.req.param("id"))),
);
people.post("/api/organisations/:id/invitations", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.colleagueInvitation);
		if (isFailure(body)) return body;
		return created(context, await inviteColleague(context.env, person, context.req.param("id"), body, new Date()));
	}),
);
people.patch("/api/organisations/:id/people/:person", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.colleague);
		const { id, person: subject } = context.req.param();
		return isFailure(body) ? body : changeColleague(context.env, person, id, subject, body);
	}),
);
people.delete("/api/organisations/:id/people/:person", (context) =>
	asPerson(context, (person) => {
		const { id, person: subject } = context.req.param();
		return removeColleague(context.env, person, id, subject);
	}),
);

people.get("/api/conventions/:id/people", async (context) =>
	answer(context, await peopleIn(context.env, await personSignedIn(context), context.req.param("id"))),
);
people.post("/api/conventions/:id/people", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.addition);
		return isFailure(body) ? body : addPerson(context.env, person, context.req.param("id"), body);
	}),
);
people.patch("/api/conventions/:id/people/:person", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.roles);
		const { id, person: subject } = context.req.param();
		return isFailure(body) ? body : changeRoles(context.env, person, id, subject, body);
	}),
);
people.delete("/api/conventions/:id/people/:person", (context) =>
	asPerson(context, (person) => {
		const { id, person: subject } = context.req.param();
		return removePerson(context.env, person, id, subject);
	}),
);
people.post("/api/conventions/:id/invitations", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.conventionInvitation);
		if (isFailure(body)) return body;
		return created(context, await inviteToConvention(context.env, person, context.req.param("id"), body, new Date()));
	}),
);

people.get("/api/invitations", (context) =>
	asPerson(context, async (person) => ({ invitations: await invitationsFor(context.env, person, new Date()) })),
);
// A token in an address would stand in logs: it comes in the body, also where it only asks.
people.post("/api/invitations/read", async (context) => {
	const body = await readBody(context.req, shapes.invitationToken);
	return answer(context, isFailure(body) ? body : await readInvitation(context.env, body.token, new Date()));
});
people.post("/api/invitations/again", async (context) => {
	const body = await readBody(context.req, shapes.invitationToken);
	return answer(context, isFailure(body) ? body : await askAgain(context.env, body.token, new Date()));
});
people.post("/api/invitations/accept", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.answer);
		return isFailure(body) ? body : acceptInvitation(context.env, person, body, new Date());
	}),
);
people.post("/api/invitations/decline", async (context) => {
	const body = await readBody(context.req, shapes.answer);
	if (isFailure(body)) return answerFailure(context, body);
	return answer(context, await declineInvitation(context.env, await personSignedIn(context), body, new Date()));
});
people.post("/api/invitations/:id/resend", (context) =>
	asPerson(context, (person) => resendInvitation(context.env, person, context.req.param("id"), new Date())),
);
people.delete("/api/invitations/:id", (context) =>
	asPerson(context, (person) => withdrawInvitation(context.env, person, context.req.param("id"), new Date())),
);

/** Answers what somebody signed in asks for. */
async function asPerson(
	context: Ask,
	act: (person: string) => Promise<object | Response | null> | object,
): Promise<Response> {
	const person = await personSignedIn(context);
	if (person === null) return answerFailure(context, failure("signedOut"));
	const outcome = await act(person);
	return outcome instanceof Response ? outcome : answer(context, outcome);
}

const created = (context: Ask, outcome: object | Failure): Response | Failure =>
	isFailure(outcome) ? outcome : context.json(outcome, 201);
