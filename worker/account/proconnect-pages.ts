import { isAPIError } from "better-auth/api";
import { destinationOf, signInFor, TO } from "../../shared/account/destination.ts";
import { type Failure, type FailureCode, failure } from "../../shared/failure.ts";
import type { LinkingBegun } from "../../shared/page/account.ts";
import { isLinked, placeOf } from "../directory/account.ts";
import type { Ask } from "../http/ask.ts";
import { alone, around, NEEDS_PROGRAM } from "../page/page.ts";
import { failurePage, type Surroundings } from "../page/refused.ts";
import { accountsOf } from "../sign-in/auth.ts";
import { PROCONNECT, REFUSED_PATH, registrationOf } from "../sign-in/proconnect.ts";
import { keepCookies } from "../sign-in/session.ts";

/** Sends the visitor to ProConnect; they come back to the page in `suite`, or to their conventions. */
export async function toProConnect(context: Ask): Promise<Response> {
	const { env, req } = context;
	if (!registrationOf(env)) return failurePage(context, failure("notFound"));
	const { origin } = new URL(env.PUBLIC_URL);
	const back = new URLSearchParams({ [TO]: destinationOf(req.query(TO)) });
	// Asked as a page of ours would ask, so that it is counted among the attempts from that address.
	const headers = new Headers({ "content-type": "application/json", origin });
	const address = req.header("cf-connecting-ip");
	if (address) headers.set("cf-connecting-ip", address);
	const request = new Request(`${origin}/api/auth/sign-in/social`, {
		method: "POST",
		headers,
		body: JSON.stringify({
			provider: PROCONNECT,
			callbackURL: `/connexion/proconnect/retour?${back}`,
			errorCallbackURL: REFUSED_PATH,
		}),
	});
	const answer = await accountsOf(env).handler(request);
	if (!answer.ok) return refusal(context, answer.status === 429 ? "tooFast" : "proconnectDown");
	keepCookies(context, answer.headers);
	const { url } = await answer.json<{ url: string }>();
	return context.redirect(url);
}

/** Where ProConnect has signed somebody in: on to what they wanted, unless there is nothing for them yet. */
export async function backFromProConnect(context: Ask, person: string | null): Promise<Response> {
	const { env, req } = context;
	if (person === null) return refusal(context, "proconnectOver");
	const { placed, siret } = await placeOf(env.DB, person);
	const to = destinationOf(req.query(TO));
	// An invited person has no place yet: accepting gives them one.
	if (placed || to === INVITATION_PATH) return context.redirect(to);
	const nowhere = siret === null ? failure("establishmentUnnamed") : failure("establishmentUnknown", siret);
	return failurePage(context, nowhere, { title: "Votre établissement n’est pas encore là", links: [HOME] });
}

/** Where somebody who is signed in may have ProConnect sign them in from then on. */
export async function linkingPage(context: Ask, person: string | null): Promise<Response> {
	const { env } = context;
	if (!registrationOf(env)) return failurePage(context, failure("notFound"));
	if (person === null) return context.redirect(signInFor(LINKING_PATH));
	return around(context, {
		title: "ProConnect",
		html: alone("Relier ProConnect à votre compte", NEEDS_PROGRAM),
		bootstrap: { page: "linking", linking: { linked: await isLinked(env.DB, person) } },
	});
}

/**
 * Where to send somebody who asked for it, to say to ProConnect who they are. Only a request of our own pages begins
 * this: begun by another site, it could join that site's identity to somebody's account.
 */
export async function beginLinking(context: Ask, person: string | null): Promise<LinkingBegun | Failure> {
	const { env, req } = context;
	if (person === null) return failure("signedOut");
	if (!registrationOf(env)) return failure("notFound");
	try {
		const { headers, response } = await accountsOf(env).api.linkSocialAccount({
			body: { provider: PROCONNECT, callbackURL: LINKING_PATH, errorCallbackURL: REFUSED_PATH },
			headers: req.raw.headers,
			returnHeaders: true,
		});
		keepCookies(context, headers);
		return { url: response.url };
	} catch (error) {
		if (isAPIError(error) && error.status === "SERVICE_UNAVAILABLE") return failure("proconnectDown");
		throw error;
	}
}

/** Where better-auth sends a person whom it did not sign in, with a word that says why. */
export async function refusedByProConnect(context: Ask): Promise<Response> {
	return refusal(context, reasons.get(context.req.query("error") ?? "") ?? "proconnectRefused");
}

const reasons = new Map<string, FailureCode>([
	["access_denied", "proconnectLeft"],
	["state_mismatch", "proconnectOver"],
	["state_not_found", "proconnectOver"],
	["account_not_linked", "addressKnown"],
	["account_already_linked_to_different_user", "identityKnown"],
]);

const LINKING_PATH = "/compte/proconnect";
const INVITATION_PATH = "/invitation";

const HOME = { href: "/", label: "Aller à mes conventions" };
const AGAIN = { href: "/connexion/proconnect", label: "Recommencer avec ProConnect" };
const BY_MAIL = { href: "/connexion", label: "Recevoir un lien par e-mail" };
const BY_MAIL_THEN_LINK = { ...BY_MAIL, href: signInFor(LINKING_PATH) };

const surroundings: Partial<Record<FailureCode, Surroundings>> = {
	proconnectDown: { title: "ProConnect ne répond pas", links: [BY_MAIL, AGAIN] },
	addressKnown: { title: "Votre adresse est déjà connue", links: [BY_MAIL_THEN_LINK] },
	identityKnown: { title: "Cette identité est déjà reliée", links: [HOME] },
};

function refusal(context: Ask, code: FailureCode): Promise<Response> {
	const around = surroundings[code] ?? { title: "Vous n’êtes pas encore connecté", links: [AGAIN, BY_MAIL] };
	return failurePage(context, failure(code), around);
}
