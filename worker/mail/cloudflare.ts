import { HEADERS, SENDER } from "./message.ts";
import { NotSent, type Transport } from "./transport.ts";

/** By Cloudflare's own e-mail service, the binding `EMAIL`. It writes the message itself, with date and id. */
export function byCloudflare({ EMAIL, MAIL_FROM }: Pick<Env, "EMAIL" | "MAIL_FROM">): Transport {
	return {
		send: async ({ to, subject, text, html }) => {
			if (!EMAIL) throw new NotSent("there is no binding EMAIL: see the README, « Deploy »");
			await EMAIL.send({ from: { name: SENDER, email: MAIL_FROM }, to, subject, text, html, headers: HEADERS });
		},
	};
}
