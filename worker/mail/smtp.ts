import { connect } from "cloudflare:sockets";
import { domainOf, messageOf } from "./message.ts";
import { NotSent, type Transport } from "./transport.ts";

// By hand: worker-mailer, made for this runtime, sent the password in clear where TLS was not offered, let an address add headers,
// and read for ever from a server that hung up.

interface Server {
	hostname: string;
	port: number;
	/** "on" from the first byte, "starttls" asked for and insisted on, or "off". */
	tls: "on" | "starttls" | "off";
	username: string;
	password: string;
}

const usual = { "smtps:": [465, "on"], "smtp:": [587, "starttls"], "smtp+plain:": [25, "off"] } as const;

/**
 * By a server of the deployment's own. `SMTP_URL` is `smtps://user:password@host:465`, or `smtp://…:587`, where the server
 * must offer TLS; `smtp+plain://…` asks for none at all, for a server on the same machine.
 */
export function bySmtp({ SMTP_URL, MAIL_FROM }: Pick<Env, "SMTP_URL" | "MAIL_FROM">): Transport {
	return {
		send: async (letter, late) => {
			const server = serverAt(SMTP_URL);
			const message = messageOf(letter, MAIL_FROM, new Date(), crypto.randomUUID());
			const line = new Line(server);
			late.addEventListener("abort", () => line.close());
			try {
				await begin(line, server, domainOf(MAIL_FROM));
				await line.say("MAIL", `MAIL FROM:<${MAIL_FROM}>`, 250);
				await line.say("RCPT", `RCPT TO:<${letter.to}>`, 250);
				await line.say("DATA", "DATA", 354);
				await line.say("message", `${message}.`, 250);
				// It has the letter: nothing that comes after could call it back.
				await line.say("QUIT", "QUIT", 221).catch(() => {});
			} finally {
				line.close();
			}
		},
	};
}

function serverAt(address: string | undefined): Server {
	const url = URL.parse(address ?? "");
	const scheme = usual[url?.protocol as keyof typeof usual];
	if (!url || !scheme) throw new NotSent("SMTP_URL is no address of a server: see the README, « Deploy »");
	const [port, tls] = scheme;
	const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
	return { hostname: url.hostname, port: Number(url.port) || port, tls, username, password };
}

/** Greets, secures the line where that was asked for, and says who we are. */
async function begin(line: Line, { tls, username, password }: Server, name: string): Promise<void> {
	await line.reply("greeting", 220);
	let offers = await line.say("EHLO", `EHLO ${name}`, 250);
	if (tls === "starttls") {
		// Somebody in between may have struck the offer out, to read the password.
		if (!/^STARTTLS\b/im.test(offers)) throw new NotSent("the server offers no TLS");
		await line.say("STARTTLS", "STARTTLS", 220);
		line.secure();
		offers = await line.say("EHLO", `EHLO ${name}`, 250);
	}
	if (username === "") return;
	const [, methods = ""] = /^AUTH[ =](.*)$/im.exec(offers) ?? [];
	if (/\bPLAIN\b/i.test(methods)) {
		await line.say("AUTH", `AUTH PLAIN ${base64(`\0${username}\0${password}`)}`, 235);
	} else {
		await line.say("AUTH", "AUTH LOGIN", 334);
		await line.say("AUTH", base64(username), 334);
		await line.say("AUTH", base64(password), 235);
	}
}

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** A conversation with a server, line by line (RFC 5321). */
class Line {
	#socket: Socket;
	#reader: ReadableStreamDefaultReader<Uint8Array>;
	#writer: WritableStreamDefaultWriter<Uint8Array>;
	readonly #decoder = new TextDecoder();
	#unread = "";

	constructor({ hostname, port, tls }: Server) {
		this.#socket = connect({ hostname, port }, { secureTransport: tls, allowHalfOpen: false });
		this.#reader = this.#socket.readable.getReader();
		this.#writer = this.#socket.writable.getWriter();
		// The next reading or writing fails with it.
		this.#socket.opened.catch(() => {});
		this.#socket.closed.catch(() => {});
	}

	/** Says it, and waits for the answer; `step` is what the log may know of it. */
	async say(step: string, words: string, expected: number): Promise<string> {
		await this.#writer.write(new TextEncoder().encode(`${words}\r\n`)).catch(() => cut(step));
		return this.reply(step, expected);
	}

	/** What the server answers, without its code; throws when that is of another kind, which its first digit says. */
	async reply(step: string, expected: number): Promise<string> {
		for (;;) {
			const whole = /^(?:\d{3}-.*\r?\n)*(\d{3})(?: .*)?\r?\n/.exec(this.#unread);
			if (whole) {
				this.#unread = this.#unread.slice(whole[0].length);
				if (whole[1]?.[0] !== String(expected)[0]) throw new NotSent(`the server answers ${whole[1]} to ${step}`);
				return whole[0].replace(/^\d{3}[- ]?/gm, "");
			}
			if (this.#unread.length > MOST_UNREAD) throw new NotSent(`the server does not stop talking, at ${step}`);
			const { done, value } = await this.#reader.read().catch(() => cut(step));
			if (done) throw new NotSent(`the server hung up at ${step}`);
			this.#unread += this.#decoder.decode(value, { stream: true });
		}
	}

	/** From here on in TLS. What came before it and was not read yet may be anybody's: it would count as the server's. */
	secure(): void {
		if (this.#unread !== "") throw new NotSent("the server spoke before it was its turn");
		this.#reader.releaseLock();
		this.#writer.releaseLock();
		this.#socket = this.#socket.startTls();
		this.#socket.opened.catch(() => {});
		this.#socket.closed.catch(() => {});
		this.#reader = this.#socket.readable.getReader();
		this.#writer = this.#socket.writable.getWriter();
	}

	close(): void {
		this.#socket.close().catch(() => {});
	}
}

const MOST_UNREAD = 64_000;

function cut(step: string): never {
	throw new NotSent(`no line to the server, at ${step}`);
}
