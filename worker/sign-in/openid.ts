import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import * as v from "valibot";

// By hand on jose, and not with oauth4webapi: it verifies code, state and nonce in one call, and better-auth gives us the nonce
// only after the exchange; it accepts an ID token whose azp is another, and userinfo without issuer or audience.

/** A provider of OpenID Connect, and what it knows us by. */
export interface Registration {
	/** "https://auth.agentconnect.gouv.fr/api/v2": tokens must bear exactly this. */
	issuer: string;
	clientId: string;
	clientSecret: string;
}

/** What a provider says of itself under `.well-known`. */
export interface Provider {
	authorization_endpoint: string;
	token_endpoint: string;
	userinfo_endpoint: string;
	end_session_endpoint: string;
	keys: JWTVerifyGetKey;
}

export interface Tokens {
	accessToken: string;
	idToken: string;
}

/** Longer than this and somebody stands before an empty page. */
const PATIENCE_MS = 5_000;
const DISCOVERED_FOR_MS = 3_600_000;
/** A registration at ProConnect names one of these, or HS256, which would make our secret a signing key. */
const ALGORITHMS = ["RS256", "ES256"];
/** Clocks differ a little. */
const TOLERANCE_SECONDS = 5;

const discovered = new Map<string, { provider: Provider; at: number }>();

/**
 * The provider's addresses and keys, asked for when somebody signs in and kept for an hour: other requests never wait
 * for it, and one that is down is asked again. null when it does not answer, or answers for another issuer.
 */
export async function discover(issuer: string): Promise<Provider | null> {
	const known = discovered.get(issuer);
	if (known && Date.now() - known.at < DISCOVERED_FOR_MS) return known.provider;
	try {
		const document = await (await ask(`${issuer}/.well-known/openid-configuration`)).json();
		const { jwks_uri, ...endpoints } = v.parse(documentOf(issuer), document);
		const keys = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: PATIENCE_MS });
		const provider = { ...endpoints, keys };
		discovered.set(issuer, { provider, at: Date.now() });
		return provider;
	} catch (error) {
		return refused("discovery", error);
	}
}

/** The issuer must be the one asked (OpenID Connect Discovery 4.3), and what it names as safe from eavesdroppers as it is. */
function documentOf(issuer: string) {
	const { protocol } = new URL(issuer);
	const address = v.pipe(
		v.string(),
		v.url(),
		v.check((url) => new URL(url).protocol === protocol),
	);
	return v.object({
		issuer: v.literal(issuer),
		authorization_endpoint: address,
		token_endpoint: address,
		userinfo_endpoint: address,
		end_session_endpoint: address,
		jwks_uri: address,
	});
}

/** Exchanges a code, with the verifier that only the page that asked for it knows; null when the provider refuses. */
export async function exchange(
	{ clientId, clientSecret }: Registration,
	{ token_endpoint }: Provider,
	{ code, codeVerifier, redirectURI }: { code: string; codeVerifier: string; redirectURI: string },
): Promise<Tokens | null> {
	try {
		const body = new URLSearchParams({
			grant_type: "authorization_code",
			code,
			code_verifier: codeVerifier,
			redirect_uri: redirectURI,
			client_id: clientId,
			client_secret: clientSecret,
		});
		const answer = v.parse(answeredTokens, await (await ask(token_endpoint, { method: "POST", body })).json());
		return { accessToken: answer.access_token, idToken: answer.id_token };
	} catch (error) {
		return refused("exchange", error);
	}
}

const answeredTokens = v.object({ access_token: v.string(), id_token: v.string() });

/**
 * The claims about the person who signed in. null unless ID token and userinfo are both signed by the provider, in its name and
 * for us, the first is still valid and answers this very request (nonce), and both speak of the same person.
 */
export async function claimsOf(
	registration: Registration,
	provider: Provider,
	{ idToken, accessToken }: Tokens,
	nonce: string,
): Promise<JWTPayload | null> {
	try {
		const identity = await verified(registration, provider, idToken, ["sub", "iat", "exp", "nonce"]);
		if (identity.nonce !== nonce) throw new Error("the nonce is another");
		if (!isForUsAlone(identity, registration.clientId)) throw new Error("the token is also for others");
		const answer = await ask(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${accessToken}` } });
		const claims = await verified(registration, provider, await answer.bytes(), ["sub"]);
		if (claims.sub !== identity.sub) throw new Error("userinfo is about somebody else");
		return claims;
	} catch (error) {
		return refused("identity", error);
	}
}

async function verified(
	{ issuer, clientId }: Registration,
	{ keys }: Provider,
	token: string | Uint8Array,
	requiredClaims: string[],
): Promise<JWTPayload> {
	const options = { issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_SECONDS };
	const { payload } = await jwtVerify(token, keys, { ...options, requiredClaims });
	return payload;
}

/** OpenID Connect Core 3.1.3.7: a token for several must have been issued to us, and we trust no other audience. */
function isForUsAlone({ aud, azp }: JWTPayload, clientId: string): boolean {
	return [aud].flat().length === 1 && (azp === undefined || azp === clientId);
}

/** No redirect is followed: it would carry the secret, or the access token, elsewhere. */
async function ask(url: string, init: RequestInit = {}): Promise<Response> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const answer = await fetch(url, { ...init, redirect: "manual", signal });
	if (!answer.ok) throw new Error(`${new URL(url).pathname} answers ${answer.status}`);
	return answer;
}

/** Says in the log why, never about whom: jose's messages name claims, not their values. */
function refused(step: string, error: unknown): null {
	const reason = error instanceof errors.JOSEError ? `${error.code}: ${error.message}` : String(error);
	console.warn(`ProConnect, ${step}: ${reason}`);
	return null;
}
