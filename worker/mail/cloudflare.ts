import type { Mailer } from "./mailer.ts";

/** By Cloudflare's own e-mail service, the binding `EMAIL`. */
export function byCloudflare({ EMAIL, MAIL_FROM }: Env): Mailer {
	if (!EMAIL) throw new Error('MAIL is "cloudflare", and there is no binding EMAIL: see the README, « Deploy »');
	return {
		send: async (letter) => {
			await EMAIL.send({ from: { name: "Copacte", email: MAIL_FROM }, ...letter });
		},
	};
}
