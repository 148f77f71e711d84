import { Hono } from "hono";
import { isFailure } from "../../shared/failure.ts";
import type { WaitingInvitations } from "../../shared/page/invitation.ts";
import { created } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { asPerson, asVisitor } from "../sign-in/as-person.ts";
import { acceptInvitation, askAgain, declineInvitation, invitationsFor, readInvitation } from "./answer.ts";
import { invitationPage } from "./page.ts";
import { inviteColleague, inviteToConvention, resendInvitation, withdrawInvitation } from "./send.ts";
import * as shapes from "./shapes.ts";

/** Invitations, to an organisation and to a convention: sending them, and answering. */
export const invitationRoutes = new Hono<{ Bindings: Env }>();

invitationRoutes.post("/api/organisations/:id/invitations", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.colleagueInvitation);
		if (isFailure(body)) return body;
		return created(context, await inviteColleague(context.env, person, context.req.param("id"), body, new Date()));
	}),
);
invitationRoutes.post("/api/conventions/:id/invitations", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.conventionInvitation);
		if (isFailure(body)) return body;
		return created(context, await inviteToConvention(context.env, person, context.req.param("id"), body, new Date()));
	}),
);
invitationRoutes.post("/api/invitations/:id/resend", (context) =>
	asPerson(context, (person) => resendInvitation(context.env, person, context.req.param("id"), new Date())),
);
invitationRoutes.delete("/api/invitations/:id", (context) =>
	asPerson(context, (person) => withdrawInvitation(context.env, person, context.req.param("id"), new Date())),
);

invitationRoutes.get("/invitation", (context) => asVisitor(context, (person) => invitationPage(context, person)));
invitationRoutes.get("/api/invitations", (context) =>
	asPerson(context, async (person) => {
		const invitations = await invitationsFor(context.env, person, new Date());
		return { invitations } satisfies WaitingInvitations;
	}),
);
// A token in an address would stand in logs: it comes in the body, also where it only asks.
invitationRoutes.post("/api/invitations/read", (context) =>
	asVisitor(context, async () => {
		const body = await readBody(context.req, shapes.token);
		return isFailure(body) ? body : readInvitation(context.env, body.token, new Date());
	}),
);
invitationRoutes.post("/api/invitations/again", (context) =>
	asVisitor(context, async () => {
		const body = await readBody(context.req, shapes.token);
		return isFailure(body) ? body : askAgain(context.env, body.token, new Date());
	}),
);
invitationRoutes.post("/api/invitations/accept", (context) =>
	asPerson(context, async (person) => {
		const body = await readBody(context.req, shapes.answer);
		return isFailure(body) ? body : acceptInvitation(context.env, person, body, new Date());
	}),
);
invitationRoutes.post("/api/invitations/decline", (context) =>
	asVisitor(context, async (person) => {
		const body = await readBody(context.req, shapes.answer);
		return isFailure(body) ? body : declineInvitation(context.env, person, body, new Date());
	}),
);
