import { isAPIError } from "better-auth/api";
import { emailAddress } from "../../shared/account/address.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Entered } from "../../shared/page/account.ts";
import type { Ask } from "../http/ask.ts";
import { type Allowance, limited, networkOf } from "../http/limit.ts";
import { type Accounts, accountsOf } from "../sign-in/auth.ts";
import { keepCookies } from "../sign-in/session.ts";

type Signed = NonNullable<Parameters<Accounts["api"]["verifyPasskeyAuthentication"]>[0]>["body"]["response"];

const QUARTER_SECONDS = 15 * 60;
/** Links to one address: a flood of somebody's box stops here. */
const LINKS_PER_ADDRESS: Allowance = { most: 5, seconds: QUARTER_SECONDS };
/** Links from one network: a whole town hall sits behind one. */
const LINKS_PER_NETWORK: Allowance = { most: 60, seconds: QUARTER_SECONDS };
/** Links and keys tried from one network. */
const TRIES_PER_NETWORK: Allowance = { most: 60, seconds: QUARTER_SECONDS };

/**
 * Sends a link that signs in the holder of this address. Nothing here looks whether there is an account: neither the
 * answer, nor the letter, nor the time they take can say it.
 */
export async function askForLink(context: Ask, typed: string, to: string): Promise<Failure | null> {
	const email = emailAddress(typed);
	if (email === null) return failure("invalidAddress", "email");
	const { DB } = context.env;
	const now = new Date();
	const refusal =
		(await limited(DB, "tooManyLinks", `network ${networkOf(context)}`, LINKS_PER_NETWORK, now)) ??
		(await limited(DB, "tooManyLinks", `address ${email}`, LINKS_PER_ADDRESS, now));
	if (refusal) return refusal;
	try {
		await accountsOf(context.env).api.signInMagicLink({
			body: { email, metadata: { to } },
			headers: context.req.raw.headers,
		});
		return null;
	} catch (error) {
		console.error("no sign-in link", error);
		return failure("mailNotSent");
	}
}

/** Signs in the holder of this token, once; makes their account when they come for the first time. */
export async function enterByLink(context: Ask, token: string): Promise<Entered | Failure> {
	const entered = await attempt(context, "linkSpent", () =>
		accountsOf(context.env).api.magicLinkVerify({
			query: { token },
			headers: context.req.raw.headers,
			returnHeaders: true,
		}),
	);
	return isFailure(entered) ? entered : { isNamed: entered.user.name !== "" };
}

/** What a browser needs to ask for a passkey of this site. */
export async function passkeyRequest(context: Ask): Promise<object> {
	const { headers, response } = await accountsOf(context.env).api.generatePasskeyAuthenticationOptions({
		headers: context.req.raw.headers,
		returnHeaders: true,
	});
	keepCookies(context, headers);
	return response;
}

/** Signs in the holder of the passkey that signed our challenge. */
export async function enterByPasskey(context: Ask, response: object): Promise<Failure | null> {
	const entered = await attempt(context, "passkeyRefused", () =>
		accountsOf(context.env).api.verifyPasskeyAuthentication({
			// Whatever it holds, @simplewebauthn/server looks at every part.
			body: { response: response as Signed },
			headers: context.req.raw.headers,
			returnHeaders: true,
		}),
	);
	return isFailure(entered) ? entered : null;
}

/** One try to enter: counted, and its cookies kept. What better-auth refuses is refused in our words. */
async function attempt<T>(
	context: Ask,
	refused: "linkSpent" | "passkeyRefused",
	enter: () => Promise<{ headers: Headers | null | undefined; response: T }>,
): Promise<T | Failure> {
	const refusal = await limited(context.env.DB, "tooManyTries", networkOf(context), TRIES_PER_NETWORK, new Date());
	if (refusal) return refusal;
	try {
		const { headers, response } = await enter();
		keepCookies(context, headers);
		return response;
	} catch (error) {
		// A link that is spent is a redirection of better-auth's; a fault of ours stays one.
		if (isAPIError(error) && error.statusCode < 500) return failure(refused);
		throw error;
	}
}
