import { defineRequestState } from "@better-auth/core/context";
import { createAuthorizationURL, type OAuthProvider } from "@better-auth/core/oauth2";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { failure, sentenceOf } from "../../shared/failure.ts";
import { idTokenOfSession } from "../directory/session.ts";
import { type Identity, identityOf, keepIdentity } from "./identity.ts";
import { claimsOf, discover, exchange, type Registration } from "./openid.ts";

export const PROCONNECT = "proconnect";

/** Where ProConnect may send people back, once signed in and once signed out; both are registered with it. */
export const RETURN_PATH = `/api/auth/callback/${PROCONNECT}`;
const SIGNED_OUT_PATH = "/connexion";
/** Where better-auth sends those whom it did not sign in, with `?error=` why. */
export const REFUSED_PATH = "/connexion/proconnect/refus";

const SCOPES = ["openid", "given_name", "usual_name", "email", "siret"];
/** A whole town hall may stand behind one address. */
const STARTS_PER_MINUTE = 60;

/** What the deployment registered with ProConnect, or null where it did not. */
export function registrationOf(env: Env): Registration | null {
	const { PROCONNECT_ISSUER: issuer, PROCONNECT_CLIENT_ID: clientId, PROCONNECT_CLIENT_SECRET: clientSecret } = env;
	return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}

/** Who came back, from the moment their claims are verified until better-auth has found or made their account. */
const arrived = defineRequestState<{ identity: Identity; idToken: string } | null>(() => null);
/** The ID token of the session that is being left. */
const leaving = defineRequestState<string | null>(() => null);

/**
 * ProConnect as one of better-auth's providers. Its own OpenID plugin is not used: it asks for the provider's addresses
 * when the Worker starts, so that every page waits for ProConnect and one failure lasts; it does not read signed
 * userinfo, nor compare its `sub`; and it lets anybody sign in by posting their own ID token, whose nonce they choose.
 */
export function proconnect(registration: Registration | null, db: D1Database, origin: string) {
	return {
		id: PROCONNECT,
		init: ({ socialProviders }) =>
			registration
				? { context: { socialProviders: [providerOf(registration, origin), ...socialProviders] } }
				: { context: {} },
		rateLimit: [{ pathMatcher: (path) => path === "/sign-in/social", window: 60, max: STARTS_PER_MINUTE }],
		hooks: {
			before: [
				{
					matcher: ({ path }) => path === "/sign-out",
					handler: createAuthMiddleware(async (context) => {
						const { authCookies, secret } = context.context;
						const token = await context.getSignedCookie(authCookies.sessionToken.name, secret);
						if (token) await leaving.set(await idTokenOfSession(db, token));
					}),
				},
			],
			after: [
				{
					matcher: ({ path }) => path === "/callback/:id",
					handler: createAuthMiddleware(async (context) => {
						const arrival = await arrived.get();
						const session = context.context.newSession?.session.token ?? null;
						if (arrival) await keepIdentity(db, arrival.identity, session, arrival.idToken);
					}),
				},
			],
		},
	} satisfies BetterAuthPlugin;
}

function providerOf(registration: Registration, origin: string): OAuthProvider<Identity> {
	const { issuer, clientId } = registration;
	return {
		id: PROCONNECT,
		name: "ProConnect",
		issuer,
		requiresIdTokenNonce: true,
		accountSubject: ({ profile }) => profile.sub,
		// What a page asks for besides is left out: ProConnect refuses parameters that it does not know.
		createAuthorizationURL: async ({ state, codeVerifier, redirectURI, idTokenNonce, loginHint }) => {
			const provider = await discover(issuer);
			if (!provider) throw new APIError("SERVICE_UNAVAILABLE", { message: sentenceOf(failure("proconnectDown")) });
			return createAuthorizationURL({
				id: PROCONNECT,
				options: { clientId },
				authorizationEndpoint: provider.authorization_endpoint,
				state,
				codeVerifier,
				nonce: idTokenNonce,
				loginHint,
				scopes: SCOPES,
				redirectURI,
			});
		},
		validateAuthorizationCode: async ({ code, codeVerifier, redirectURI }) => {
			const provider = await discover(issuer);
			return provider && codeVerifier ? exchange(registration, provider, { code, codeVerifier, redirectURI }) : null;
		},
		getUserInfo: async ({ idToken, accessToken, expectedIdTokenNonce: nonce }) => {
			const provider = await discover(issuer);
			if (!provider || !idToken || !accessToken || !nonce) return null;
			const claims = await claimsOf(registration, provider, { idToken, accessToken }, nonce);
			const identity = claims && identityOf(claims);
			if (!identity) return null;
			await arrived.set({ identity, idToken });
			const { name, email } = identity;
			// ProConnect hands on what each administration says of its people: that proves no address to us.
			return { user: { name, email, emailVerified: false }, data: identity };
		},
		createEndSessionURL: async () => {
			const idToken = await leaving.get();
			const provider = idToken ? await discover(issuer) : null;
			return provider && idToken ? endOf(provider.end_session_endpoint, idToken, origin) : null;
		},
	};
}

/** `state` is asked for; the page it comes back to changes nothing, so there is nothing to compare it with. */
function endOf(endpoint: string, idToken: string, origin: string): URL {
	const url = new URL(endpoint);
	url.searchParams.set("id_token_hint", idToken);
	url.searchParams.set("state", crypto.randomUUID());
	url.searchParams.set("post_logout_redirect_uri", origin + SIGNED_OUT_PATH);
	return url;
}
