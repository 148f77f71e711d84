import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import Provider from "oidc-provider";

export const CLIENT_ID = "copacte-in-the-tests";
export const CLIENT_SECRET = "a secret of the tests only";

/** Who sits before the provider, and what it answers wrongly from now on. */
export interface Mood {
	person?: Claims;
	wrong?: Wrong | null;
}

export interface Claims {
	sub: string;
	given_name?: string;
	usual_name?: string;
	email?: string;
	siret?: string;
}

export type Wrong =
	| keyof typeof idTokens
	| keyof typeof userinfos
	| "signature"
	| "userinfo signature"
	| "plain"
	| "down";

/** Each spoils the ID token in one way; it is signed again with the provider's own key. */
const idTokens = {
	nonce: (claims: JWTPayload) => ({ ...claims, nonce: "another nonce, of another request" }),
	"no nonce": ({ nonce, ...claims }: JWTPayload) => claims,
	audience: (claims: JWTPayload) => ({ ...claims, aud: "another client" }),
	"two audiences": (claims: JWTPayload) => ({ ...claims, aud: [CLIENT_ID, "another client"] }),
	"another party": (claims: JWTPayload) => ({ ...claims, azp: "another client" }),
	expired: (claims: JWTPayload) => ({ ...claims, iat: now() - 120, exp: now() - 60 }),
	"no expiry": ({ exp, ...claims }: JWTPayload) => claims,
	issuer: (claims: JWTPayload) => ({ ...claims, iss: "https://another.example" }),
};
const userinfos = {
	"userinfo of another": (claims: JWTPayload) => ({ ...claims, sub: "somebody else" }),
	"userinfo audience": (claims: JWTPayload) => ({ ...claims, aud: "another client" }),
	"userinfo expired": (claims: JWTPayload) => ({ ...claims, iat: now() - 120, exp: now() - 60 }),
};
const now = () => Math.floor(Date.now() / 1000);

/**
 * A provider of OpenID Connect that behaves as ProConnect does: `oidc-provider`, with its scopes, signed userinfo and
 * logout. Whoever comes is signed in as the person of its mood, at once; `POST /mood` changes it.
 */
export async function startProvider(site: string) {
	const keys = {
		ES256: await generateKeyPair("ES256", { extractable: true }),
		RS256: await generateKeyPair("RS256", { extractable: true }),
	};
	const strangers = { ES256: await generateKeyPair("ES256"), RS256: await generateKeyPair("RS256") };
	const mood: Required<Mood> = { person: { sub: "nobody" }, wrong: null };
	const people = new Map<string, Claims>();
	const become = (changed: Mood) => {
		Object.assign(mood, changed);
		people.set(mood.person.sub, mood.person);
	};
	let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
	const server = createServer((request, response) => handle(request, response));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: CLIENT_ID,
				client_secret: CLIENT_SECRET,
				token_endpoint_auth_method: "client_secret_post",
				redirect_uris: [`${site}/api/auth/callback/proconnect`],
				post_logout_redirect_uris: [`${site}/connexion`],
				id_token_signed_response_alg: "ES256",
				userinfo_signed_response_alg: "RS256",
			},
		],
		jwks: {
			keys: [
				{ ...(await exportJWK(keys.ES256.privateKey)), alg: "ES256", use: "sig", kid: "ES256" },
				{ ...(await exportJWK(keys.RS256.privateKey)), alg: "RS256", use: "sig", kid: "RS256" },
			],
		},
		claims: {
			openid: ["sub"],
			given_name: ["given_name"],
			usual_name: ["usual_name"],
			email: ["email"],
			siret: ["siret"],
		},
		cookies: { keys: ["a key of the tests only"] },
		features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
		enabledJWA: { idTokenSigningAlgValues: ["ES256", "RS256"], userinfoSigningAlgValues: ["ES256", "RS256"] },
		ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 600, Session: 3600 },
		pkce: { required: () => true },
		interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
		findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => people.get(accountId) }),
		loadExistingGrant: async ({ oidc }: GrantContext) => {
			const grant = new oidc.provider.Grant({ clientId: CLIENT_ID, accountId: oidc.session.accountId });
			grant.addOIDCScope("openid given_name usual_name email siret");
			await grant.save();
			return grant;
		},
	});

	const sign = (claims: JWTPayload, alg: "ES256" | "RS256", pairs: typeof keys) =>
		new SignJWT(claims).setProtectedHeader({ alg, kid: alg, typ: "JWT" }).sign(pairs[alg].privateKey);
	const respoil = async (body: string): Promise<string> => {
		const { id_token, ...rest } = JSON.parse(body) as { id_token?: string };
		if (!id_token) return body;
		const spoil = idTokens[mood.wrong as keyof typeof idTokens] ?? ((claims: JWTPayload) => claims);
		const pairs = mood.wrong === "signature" ? strangers : keys;
		return JSON.stringify({ ...rest, id_token: await sign(spoil(decodeJwt(id_token)), "ES256", pairs) });
	};
	const respoilUserinfo = async (token: string): Promise<string> => {
		const spoil = userinfos[mood.wrong as keyof typeof userinfos] ?? ((claims: JWTPayload) => claims);
		return sign(spoil(decodeJwt(token)), "RS256", mood.wrong === "userinfo signature" ? strangers : keys);
	};

	handle = async (request, response) => {
		const { pathname } = new URL(request.url ?? "/", issuer);
		if (pathname === "/mood") {
			become(JSON.parse(await bodyOf(request)));
			response.end();
		} else if (pathname === "/misnamed/.well-known/openid-configuration") {
			// What it says of itself, under an address that is not its own.
			response.end(await (await fetch(`${issuer}/.well-known/openid-configuration`)).text());
		} else if (pathname.startsWith("/interaction/")) {
			await provider.interactionFinished(request, response, { login: { accountId: mood.person.sub } });
		} else {
			if (mood.wrong === "down" && pathname === "/token") return void response.destroy();
			if (pathname === "/token") rewrite(response, respoil);
			if (pathname === "/me" && mood.wrong === "plain") {
				response.setHeader("content-type", "application/json");
				response.end(JSON.stringify(mood.person));
				return;
			}
			if (pathname === "/me") rewrite(response, respoilUserinfo);
			provider.callback()(request, response);
		}
	};
	return { issuer, become, close: () => server.close() };
}

interface GrantContext {
	oidc: { session: { accountId: string }; provider: InstanceType<typeof Provider> };
}

/** Lets `change` rewrite a successful answer just before it leaves. */
function rewrite(response: ServerResponse, change: (body: string) => Promise<string>): void {
	const end = response.end.bind(response);
	response.end = ((body?: string | Buffer) => {
		if (response.statusCode !== 200 || body === undefined) return end(body);
		void change(String(body)).then((changed) => {
			response.setHeader("content-length", Buffer.byteLength(changed));
			end(changed);
		});
		return response;
	}) as typeof response.end;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}
