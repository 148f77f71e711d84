import { byCloudflare } from "./cloudflare.ts";
import type { Letter } from "./letter.ts";
import { intoOutbox } from "./outbox.ts";
import { bySmtp } from "./smtp.ts";

/** Sends a letter, or throws: whoever asked for it must hear that it did not go. */
export interface Mailer {
	send(letter: Letter): Promise<void>;
}

/** The transport that the deployment chose with `MAIL`. */
export function mailerOf(env: Env): Mailer {
	switch (env.MAIL) {
		case "cloudflare":
			return byCloudflare(env);
		case "smtp":
			return bySmtp(env);
		case "outbox":
			return intoOutbox(env.DB);
	}
}
