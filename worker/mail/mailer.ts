import { emailAddress } from "../../shared/account/address.ts";
import { type Failure, failure } from "../../shared/failure.ts";
import { byCloudflare } from "./cloudflare.ts";
import type { Letter } from "./letter.ts";
import { intoOutbox } from "./outbox.ts";
import { bySmtp } from "./smtp.ts";
import { NotSent, type Transport } from "./transport.ts";

/** Sends a letter; the failure `mailNotSent` is for the person who asked for it: they must hear that it did not go. */
export interface Mailer {
	send(letter: Letter): Promise<Failure | null>;
}

/** Somebody waits before the page for it. */
const PATIENCE_MS = 15_000;

/** Sends by the transport that the deployment chose with `MAIL`; nobody waits longer than `patience`, in milliseconds. */
export function mailerOf(env: Env, patience = PATIENCE_MS): Mailer {
	return {
		send: async (letter) => {
			try {
				const late = AbortSignal.timeout(patience);
				await Promise.race([transportOf(env).send(fitToSend(letter), late), lateness(late)]);
				return null;
			} catch (error) {
				console.error(`A letter was not sent (MAIL = "${env.MAIL}"): ${reasonOf(error)}`);
				return failure("mailNotSent");
			}
		},
	};
}

function transportOf(env: Env): Transport {
	switch (env.MAIL) {
		case "cloudflare":
			return byCloudflare(env);
		case "smtp":
			return bySmtp(env);
		case "outbox":
			return intoOutbox(env.DB);
	}
}

/** One address and one line: with more, a letter could be addressed to others, or be given headers. */
function fitToSend(letter: Letter): Letter {
	if (emailAddress(letter.to) === null) throw new NotSent("that is no address");
	if (/\p{Cc}/u.test(letter.subject)) throw new NotSent("the subject is not one line");
	return letter;
}

function lateness(late: AbortSignal): Promise<never> {
	return new Promise((_, reject) => late.addEventListener("abort", () => reject(new NotSent("it took too long"))));
}

/** Cloudflare's errors have a code; their messages, like anybody else's, may hold an address. */
function reasonOf(error: unknown): string {
	if (error instanceof NotSent) return error.message;
	const { code, name } = error as { code?: unknown; name?: unknown };
	return typeof code === "string" ? code : String(name);
}
