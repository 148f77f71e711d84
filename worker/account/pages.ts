import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { destinationOf, TO } from "../../shared/account/destination.ts";
import { isDemonstration } from "../demo.ts";
import { lettersIn } from "../mail/outbox.ts";
import { type Page, page, signedOutPage, simple } from "../page.ts";
import { type Session, sessionOf } from "../session.ts";
import { heldAbout } from "./held.ts";
import { registrationOf } from "./proconnect.ts";
import { profileOf } from "./profile.ts";

type Ask = Context<{ Bindings: Env }>;

const NEEDS_JAVASCRIPT = "<p>Pour continuer, activez JavaScript dans ce navigateur.</p>";

/** Where somebody says who they are: a link by mail, a passkey, ProConnect where the deployment has it. */
export async function signInPage(context: Ask): Promise<Response> {
	const session = await sessionOf(context);
	return page(context, {
		title: "Entrer",
		html: simple("Entrer dans Copacte", NEEDS_JAVASCRIPT),
		bootstrap: { account: { screen: "signIn", ...surroundings(context), me: session?.name ?? null } },
	});
}

/** Where the link of a mail leads. What it signs in with stands behind the "#", and is used when a person says so. */
export async function linkPage(context: Ask): Promise<Response> {
	return page(context, {
		title: "Entrer",
		html: simple("Entrer dans Copacte", NEEDS_JAVASCRIPT),
		bootstrap: { account: { screen: "link", ...surroundings(context) } },
	});
}

/** Asks who comes for the first time for their name. */
export async function namePage(context: Ask): Promise<Response> {
	return forPerson(context, () => ({
		title: "Votre nom",
		html: simple("Comment vous appelez-vous ?", NEEDS_JAVASCRIPT),
		bootstrap: { account: { screen: "name", to: goingTo(context) } },
	}));
}

export async function profilePage(context: Ask): Promise<Response> {
	return forPerson(context, async (session) => ({
		title: "Mon compte",
		html: simple("Mon compte", NEEDS_JAVASCRIPT),
		bootstrap: { account: { screen: "profile", profile: await profileOf(context.env.DB, session) } },
	}));
}

export async function heldPage(context: Ask): Promise<Response> {
	return forPerson(context, async (session) => ({
		title: "Mes données",
		html: simple("Mes données", NEEDS_JAVASCRIPT),
		bootstrap: { account: { screen: "held", held: await heldAbout(context.env.DB, session) } },
	}));
}

/** The letters that a demonstration laid out in place of sending them. */
export async function outboxPage(context: Ask): Promise<Response> {
	return page(context, {
		title: "Boîte d’envoi",
		html: simple("Boîte d’envoi", NEEDS_JAVASCRIPT),
		bootstrap: { account: { screen: "outbox", letters: await lettersIn(context.env.DB) } },
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
	return page(context, session ? await build(session) : signedOutPage(context));
}

/** What the ways in have in common. */
const surroundings = (context: Ask) => ({
	to: goingTo(context),
	demo: isDemonstration(context.env),
	// Without all that it takes there is no such way.
	proconnect: registrationOf(context.env) !== null,
});

const goingTo = (context: Ask) => destinationOf(context.req.query(TO));
