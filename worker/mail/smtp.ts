import { WorkerMailer } from "worker-mailer";
import type { Mailer } from "./mailer.ts";

/** Port on which TLS stands from the first byte; elsewhere it is asked for (STARTTLS). */
const IMPLICIT_TLS_PORT = 465;

/**
 * By a server of the deployment's own, over TLS. `SMTP_URL` is `smtps://user:password@host:465`, or `smtp://…:587` with
 * STARTTLS; `smtp+plain://…` asks for no TLS at all, for a server on the same machine.
 */
export function bySmtp({ SMTP_URL, MAIL_FROM }: Env): Mailer {
	if (!SMTP_URL) throw new Error('MAIL is "smtp", and SMTP_URL is not set: see the README, « Deploy »');
	const { protocol, hostname, port, username, password } = new URL(SMTP_URL);
	const implicit = protocol === "smtps:";
	const options = {
		host: hostname,
		port: Number(port) || (implicit ? IMPLICIT_TLS_PORT : 587),
		secure: implicit,
		startTls: protocol === "smtp:",
		credentials: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
		authType: "plain" as const,
	};
	return {
		send: ({ to, subject, text, html }) =>
			WorkerMailer.send(options, { from: { name: "Copacte", email: MAIL_FROM }, to, subject, text, html }),
	};
}
