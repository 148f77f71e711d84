import { isAPIError } from "better-auth/api";
import { type Failure, failure } from "../../shared/failure.ts";
import { deletePasskey, namePasskey } from "../directory/passkey.ts";
import type { Ask } from "../http/ask.ts";
import { accountsOf } from "../sign-in/auth.ts";
import { keepCookies } from "../sign-in/session.ts";

/** What a browser needs to make a passkey for who is signed in; refuses a session of more than a day. */
export async function passkeyCreation(context: Ask): Promise<object | Failure> {
	return answeredBy(context, () =>
		accountsOf(context.env).api.generatePasskeyRegistrationOptions({
			headers: context.req.raw.headers,
			returnHeaders: true,
		}),
	);
}

/** Keeps the passkey that the browser has made, under this name. Its secret never leaves the person's device. */
export async function addPasskey(context: Ask, name: string, response: object): Promise<Failure | null> {
	const added = await answeredBy(context, () =>
		accountsOf(context.env).api.verifyPasskeyRegistration({
			body: { name, response },
			headers: context.req.raw.headers,
			returnHeaders: true,
		}),
	);
	return "failed" in added ? (added as Failure) : null;
}

export async function renamePasskey(db: D1Database, person: string, id: string, name: string) {
	return (await namePasskey(db, person, id, name)) ? null : failure("unknownPasskey");
}

export async function removePasskey(db: D1Database, person: string, id: string) {
	return (await deletePasskey(db, person, id)) ? null : failure("unknownPasskey");
}

async function answeredBy<T extends object>(
	context: Ask,
	ask: () => Promise<{ headers: Headers | null | undefined; response: T }>,
): Promise<T | Failure> {
	try {
		const { headers, response } = await ask();
		keepCookies(context, headers);
		return response;
	} catch (error) {
		if (!isAPIError(error)) throw error;
		if (error.statusCode === 401) return failure("signedOut");
		if (error.body?.code === "SESSION_NOT_FRESH") return failure("signInAgain");
		// better-auth calls a passkey that it cannot verify a fault of its own.
		return failure("passkeyNotAdded");
	}
}
