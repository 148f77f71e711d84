import type {
	PublicKeyCredentialCreationOptionsJSON,
	PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { ask, type Outcome, type Problem } from "../api.ts";

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = () => typeof PublicKeyCredential === "function";

const load = () => import("@simplewebauthn/browser");

/** Fetches the code beforehand: some browsers let only little time pass between a press and the device's question. */
export const preparePasskeys = () => void load().catch(() => {});

/** Signs in with a passkey of this device, or of a phone beside it. */
export async function enterByPasskey(): Promise<Problem | null> {
	const { value: optionsJSON, problem } = await ask<PublicKeyCredentialRequestOptionsJSON>(
		"POST",
		"/api/sign-in/passkey/request",
	);
	if (problem) return problem;
	const { value: response, problem: refused } = await onDevice(async () =>
		(await load()).startAuthentication({ optionsJSON }),
	);
	return refused ?? (await ask("POST", "/api/sign-in/passkey", { response })).problem;
}

/** Makes a passkey on this device, under this name. */
export async function addPasskey(name: string): Promise<Problem | null> {
	const { value: optionsJSON, problem } = await ask<PublicKeyCredentialCreationOptionsJSON>(
		"POST",
		"/api/account/passkeys/request",
	);
	if (problem) return problem;
	const { value: response, problem: refused } = await onDevice(async () =>
		(await load()).startRegistration({ optionsJSON }),
	);
	return refused ?? (await ask("POST", "/api/account/passkeys", { name, response })).problem;
}

/** Browsers do not tell a person who gave up from a device that has no key: both are left to the person. */
async function onDevice<T>(act: () => Promise<T>): Promise<Outcome<T>> {
	try {
		return { value: await act(), problem: null };
	} catch (error) {
		const code = error instanceof Error ? error.name : "";
		return { value: null, problem: { code, message: SENTENCES[code] ?? GIVEN_UP } };
	}
}

const GIVEN_UP = "Aucune clé d’accès n’a été utilisée. Recommencez, ou demandez un lien par e-mail.";
const SENTENCES: Record<string, string> = {
	InvalidStateError: "Cet appareil a déjà une clé d’accès pour votre compte.",
	NotSupportedError: "Cet appareil ne sait pas faire de clé d’accès. Essayez depuis votre téléphone.",
};
