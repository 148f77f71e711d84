import { createMiddleware } from "hono/factory";
import { destinationOf, TO } from "../../shared/account/destination.ts";
import { escapeHtml } from "../../shared/text/html.ts";
import { isLinked } from "../directory/account.ts";
import { lettersIn } from "../directory/outbox.ts";
import type { Ask } from "../http/ask.ts";
import { alone, around, NEEDS_PROGRAM, type Page, sheet } from "../page/page.ts";
import { signedOutPage } from "../page/refused.ts";
import { isDemonstration } from "../sign-in/demonstration.ts";
import { registrationOf } from "../sign-in/proconnect.ts";
import { type Session, sessionOf } from "../sign-in/session.ts";
import { heldAbout } from "./held.ts";
import { profileOf } from "./profile.ts";

/** Where somebody says who they are: a link by mail, a passkey, ProConnect where the deployment has it. */
export async function signInPage(context: Ask): Promise<Response> {
	const session = await sessionOf(context);
	return around(context, {
		title: "Entrer",
		html: alone("Entrer dans Copacte", NEEDS_PROGRAM),
		bootstrap: { page: "account", account: { screen: "signIn", ...surroundings(context), me: session?.name ?? null } },
	});
}

/** Where the link of a mail leads. What it signs in with stands behind the "#", and is used when a person says so. */
export async function linkPage(context: Ask): Promise<Response> {
	return around(context, {
		title: "Entrer",
		html: alone("Entrer dans Copacte", NEEDS_PROGRAM),
		bootstrap: { page: "account", account: { screen: "link", ...surroundings(context) } },
	});
}

/**
 * Leads on to where a provider ends its own session. A form may lead to no other site (form-action), which Chromium also
 * holds against where its answer redirects; a page that has come may.
 */
export async function leavingPage(context: Ask, url: string): Promise<Response> {
	context.header("refresh", `0; url=${url}`);
	return around(context, {
		title: "Déconnexion",
		html: alone(
			"Vous quittez Copacte",
			`<p>Votre session est terminée ici. ProConnect termine aussi la sienne.</p>
			<p class="acts"><a class="primary" href="${escapeHtml(url)}">Continuer vers ProConnect</a></p>`,
		),
	});
}

/** Asks who comes for the first time for their name. */
export async function namePage(context: Ask): Promise<Response> {
	return forPerson(context, () => ({
		title: "Votre nom",
		html: alone("Comment vous appelez-vous ?", NEEDS_PROGRAM),
		bootstrap: { page: "account", account: { screen: "name", to: goingTo(context) } },
	}));
}

export async function profilePage(context: Ask): Promise<Response> {
	return forPerson(context, async (session) => ({
		title: "Mon compte",
		html: sheet("Mon compte", NEEDS_PROGRAM),
		bootstrap: {
			page: "account",
			account: {
				screen: "profile",
				profile: await profileOf(context.env.DB, session),
				proconnect: registrationOf(context.env) && { linked: await isLinked(context.env.DB, session.person) },
			},
		},
	}));
}

export async function heldPage(context: Ask): Promise<Response> {
	return forPerson(context, async (session) => ({
		title: "Mes données",
		html: sheet("Mes données", NEEDS_PROGRAM),
		bootstrap: { page: "account", account: { screen: "held", held: await heldAbout(context.env.DB, session) } },
	}));
}

/** The letters that a demonstration laid out in place of sending them. */
export async function outboxPage(context: Ask): Promise<Response> {
	return around(context, {
		title: "Boîte d’envoi",
		html: sheet("Boîte d’envoi", NEEDS_PROGRAM),
		bootstrap: { page: "account", account: { screen: "outbox", letters: await lettersIn(context.env.DB) } },
	});
}

/** Sends who has not said their name yet to where it is asked for, and back here afterwards. */
export const asksForName = createMiddleware<{ Bindings: Env }>(async (context, next) => {
	const session = await sessionOf(context);
	if (session?.name !== "") return next();
	const { pathname, search } = new URL(context.req.url);
	return context.redirect(`/connexion/nom?${new URLSearchParams({ [TO]: pathname + search })}`);
});

async function forPerson(context: Ask, build: (session: Session) => Page | Promise<Page>): Promise<Response> {
	const session = await sessionOf(context);
	return around(context, session ? await build(session) : signedOutPage(context));
}

/** What the ways in have in common. */
const surroundings = (context: Ask) => ({
	to: goingTo(context),
	demo: isDemonstration(context.env),
	// Without all that it takes there is no such way.
	proconnect: registrationOf(context.env) !== null,
});

const goingTo = (context: Ask) => destinationOf(context.req.query(TO));
