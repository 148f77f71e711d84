import { Hono } from "hono";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import { answer, answerFailure } from "../http/answer.ts";
import type { Ask } from "../http/ask.ts";
import { readBody } from "../http/body.ts";
import { accountsOf } from "../sign-in/auth.ts";
import { onlyReachable } from "../sign-in/reachable.ts";
import { type Session, sessionOf } from "../sign-in/session.ts";
import { closeAccount } from "./close.ts";
import { askForLink, enterByLink, enterByPasskey, passkeyRequest } from "./enter.ts";
import { exportAbout } from "./held.ts";
import {
	asksForName,
	heldPage,
	leavingPage,
	linkPage,
	namePage,
	outboxPage,
	profilePage,
	signInPage,
} from "./pages.ts";
import { addPasskey, passkeyCreation, removePasskey, renamePasskey } from "./passkeys.ts";
import { endSessions, profileOf, rename, signOut } from "./profile.ts";
import * as shapes from "./shapes.ts";

/** Signing in, and one's own account: each route reads its request, calls one function and answers. */
export const accountRoutes = new Hono<{ Bindings: Env }>();
const routes = accountRoutes;

routes.get("/connexion", (context) => signInPage(context));
routes.get("/connexion/lien", (context) => linkPage(context));
routes.get("/connexion/nom", (context) => namePage(context));
routes.use("/compte", asksForName);
routes.get("/compte", (context) => profilePage(context));
routes.get("/compte/donnees", (context) => heldPage(context));
routes.get("/demo/outbox", (context) => outboxPage(context));

routes.on(["GET", "POST"], "/api/auth/*", onlyReachable, (context) => accountsOf(context.env).handler(context.req.raw));

routes.post("/api/sign-in/link", async (context) => {
	const body = await readBody(context.req, shapes.link);
	return answer(context, isFailure(body) ? body : await askForLink(context, body.email, body.to ?? ""));
});
routes.post("/api/sign-in/token", async (context) => {
	const body = await readBody(context.req, shapes.token);
	return answer(context, isFailure(body) ? body : await enterByLink(context, body.token));
});
routes.post("/api/sign-in/passkey/request", async (context) => context.json(await passkeyRequest(context)));
routes.post("/api/sign-in/passkey", async (context) => {
	const body = await readBody(context.req, shapes.signed);
	return answer(context, isFailure(body) ? body : await enterByPasskey(context, body.response));
});
routes.post("/api/sign-out", async (context) => context.json(await signOut(context)));
// The same by a form, where no program runs.
routes.post("/deconnexion", async (context) => {
	const { url } = await signOut(context);
	return url ? leavingPage(context, url) : context.redirect("/", 303);
});
routes.post("/api/sign-out/everywhere", (context) =>
	forPerson(context, async (session) => {
		await endSessions(context.env, session, "all");
		return signOut(context);
	}),
);

routes.get("/api/account", (context) => forPerson(context, (session) => profileOf(context.env.DB, session)));
routes.patch("/api/account", (context) =>
	forPerson(context, async ({ person }) => {
		const body = await readBody(context.req, shapes.person);
		return isFailure(body) ? body : rename(context.env.DB, person, body.name);
	}),
);
routes.delete("/api/account", (context) =>
	forPerson(context, async (session) => {
		const body = await readBody(context.req, shapes.closing);
		return isFailure(body) ? body : closeAccount(context.env, session, body.email);
	}),
);
routes.get("/api/account/export", (context) =>
	forPerson(context, async (session) => {
		context.header("content-disposition", 'attachment; filename="mes-donnees-copacte.json"');
		return exportAbout(context.env, session);
	}),
);
routes.delete("/api/account/sessions", (context) =>
	forPerson(context, (session) => endSessions(context.env, session, "others")),
);
routes.delete("/api/account/sessions/:session", (context) =>
	forPerson(context, (session) => endSessions(context.env, session, { id: context.req.param("session") })),
);
routes.post("/api/account/passkeys/request", (context) => forPerson(context, () => passkeyCreation(context)));
routes.post("/api/account/passkeys", (context) =>
	forPerson(context, async () => {
		const body = await readBody(context.req, shapes.passkey);
		return isFailure(body) ? body : addPasskey(context, body.name, body.response);
	}),
);
routes.patch("/api/account/passkeys/:passkey", (context) =>
	forPerson(context, async ({ person }) => {
		const body = await readBody(context.req, shapes.passkeyName);
		if (isFailure(body)) return body;
		return renamePasskey(context.env.DB, person, context.req.param("passkey"), body.name);
	}),
);
routes.delete("/api/account/passkeys/:passkey", (context) =>
	forPerson(context, ({ person }) => removePasskey(context.env.DB, person, context.req.param("passkey"))),
);

/** For who is signed in, and about nobody else: no route here takes the id of a person. */
async function forPerson(context: Ask, act: (session: Session) => Promise<object | Failure | null>): Promise<Response> {
	const session = await sessionOf(context);
	return session ? answer(context, await act(session)) : answerFailure(context, failure("signedOut"));
}
