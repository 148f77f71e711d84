import { env } from "cloudflare:test";
import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { failure, sentenceOf } from "../../shared/failure.ts";
import { type Letter, letter } from "../../worker/mail/letter.ts";
import { signInMail } from "../../worker/mail/letters/sign-in.ts";
import { mailerOf } from "../../worker/mail/mailer.ts";
import { accountsOf } from "../../worker/sign-in/auth.ts";
import { PASSWORD, type Received, USER } from "./post-office.ts";

const ports = inject("ports");
const FROM = "ne-pas-repondre@copacte.example";
const CREDENTIALS = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;
const PLAIN = `smtp+plain://${CREDENTIALS}@localhost:${ports.plain}`;
const PATIENCE_MS = 10_000;

const written = signInMail("anne@lys.example", "https://copacte.example/connexion/lien#jeton", 20);
const by = (SMTP_URL: string, patience = PATIENCE_MS) =>
	mailerOf({ ...env, MAIL: "smtp", MAIL_FROM: FROM, SMTP_URL } as Env, patience);

/** What the servers have heard since last asked. */
async function heard(): Promise<{ received: Received[]; attempts: string[] }> {
	return (await fetch(`http://localhost:${ports.letters}/`)).json();
}

async function sent(letter: Letter, url = PLAIN) {
	expect(await by(url).send(letter)).toBeNull();
	const [received] = (await heard()).received;
	if (!received) throw new Error("nothing arrived");
	const { text, html, ...mail } = await PostalMime.parse(Uint8Array.from(received.raw, (byte) => byte.charCodeAt(0)));
	// A line ends in CR LF on the way.
	return { ...received, mail: { ...mail, text: text?.replaceAll("\r\n", "\n"), html: html?.replaceAll("\r\n", "\n") } };
}

const logged = vi.spyOn(console, "error");
const log = () => logged.mock.calls.flat().join("\n");
beforeEach(async () => {
	logged.mockReset();
	await heard();
});
afterEach(() => logged.mockReset());

/** Nobody but its reader may learn from the log what a letter says, or that it was written. */
async function expectNotSent(url: string, because: RegExp, patience = PATIENCE_MS, it = written): Promise<void> {
	const failed = await by(url, patience).send(it);
	expect(failed).toMatchObject({ failed: true, code: "mailNotSent" });
	expect(failed && sentenceOf(failed)).toMatch(/^Le message n'a pas pu partir\. .+\.$/);
	expect(log()).toMatch(because);
	for (const secret of [it.to, "jeton", it.subject, PASSWORD].filter(Boolean)) expect(log()).not.toContain(secret);
	expect((await heard()).received).toEqual([]);
}

describe("a letter by SMTP", () => {
	it("arrives as it was written, with what a letter needs around it", async () => {
		const { mail, from, to, user } = await sent(written);
		expect({ from, to, user }).toEqual({ from: FROM, to: ["anne@lys.example"], user: USER });
		expect(mail.subject).toBe("Votre lien pour entrer dans Copacte");
		expect(mail.text).toBe(written.text);
		expect(mail.html).toBe(written.html);
		expect(mail.from).toMatchObject({ name: "Copacte", address: FROM });
		expect(mail.to).toMatchObject([{ address: "anne@lys.example" }]);
		expect(Math.abs(Date.now() - Date.parse(mail.date ?? ""))).toBeLessThan(60_000);
		expect(mail.messageId).toMatch(/^<[\da-f-]{36}@copacte\.example>$/);
		const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
		expect(headers).toMatchObject({
			"auto-submitted": "auto-generated",
			"content-language": "fr",
			"mime-version": "1.0",
		});
	});

	it("keeps every character, whatever stands at the start of a line and however long that is", async () => {
		const text = [".", "..", ".fin", "", "From nobody", `${"é".repeat(3000)}`, "  deux", "=20=", "…😀\u2028 fin"].join(
			"\n",
		);
		const subject = "Élections à Œuilly : « l’été » déjà — 😀 ".repeat(8).trim();
		const { mail, raw } = await sent({ ...letter("anne@lys.example", subject, [text]), text });
		expect(mail.text).toBe(text);
		expect(mail.subject).toBe(subject);
		for (const line of raw.split("\r\n")) expect(line).toMatch(/^[ -~]{0,78}$/);
		expect(raw).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
	});

	it.each(["=?UTF-8?Q?ruse?=", "Simple", "x".repeat(200)])("has the subject %s", async (subject) => {
		expect((await sent(letter("anne@lys.example", subject, ["Bonjour,"]))).mail.subject).toBe(subject);
	});

	it.each(["\r\n", "\n", "\r", "\u0085", "\u2028"])("has one subject, with %j in a name", async (end) => {
		const name = `La commune${end}Bcc: espion@elsewhere.example${end}${end}<p>Autre chose`;
		const { mail, to } = await sent(letter("anne@lys.example", `${name} vous invite`, [name]));
		expect(mail.subject).toBe("La commune Bcc: espion@elsewhere.example <p>Autre chose vous invite");
		expect(to).toEqual(["anne@lys.example"]);
		expect(mail.bcc).toBeUndefined();
		expect(mail.html).not.toContain("<p>Autre");
	});

	it.each([
		"anne@lys.example\r\nBcc: espion@elsewhere.example",
		"anne@lys.example>\r\nRCPT TO:<espion@elsewhere.example",
		"anne@lys.example, espion@elsewhere.example",
		"Anne <anne@lys.example>",
		"anne@lys.example\u0000",
		"",
	])("goes to one address, and not to %j", async (to) => {
		await expectNotSent(PLAIN, /that is no address/, PATIENCE_MS, { ...written, to });
	});

	it("is not sent with a subject of two lines, whoever wrote it", async () => {
		const subject = "Bonjour\r\nBcc: espion@elsewhere.example";
		await expectNotSent(PLAIN, /subject is not one line/, PATIENCE_MS, { ...written, subject });
	});
});

describe("a server", () => {
	it("is spoken to in TLS from the first byte", async () => {
		expect(await sent(written, `smtps://${CREDENTIALS}@localhost:${ports.implicit}`)).toMatchObject({
			secure: true,
			user: USER,
		});
	});

	it("is spoken to in TLS before it hears the password", async () => {
		expect(await sent(written, `smtp://${CREDENTIALS}@localhost:${ports.starttls}`)).toMatchObject({
			secure: true,
			user: USER,
		});
	});

	it("may know no other way than AUTH LOGIN, or ask for no password", async () => {
		expect((await sent(written, `smtp+plain://${CREDENTIALS}@localhost:${ports.login}`)).user).toBe(USER);
		expect((await sent(written, `smtp+plain://localhost:${ports.open}`)).user).toBe("");
	});

	it("that offers no TLS hears nothing of the password", async () => {
		await expectNotSent(`smtp://${CREDENTIALS}@localhost:${ports.plain}`, /offers no TLS/);
		expect((await heard()).attempts).toEqual([]);
	});

	it("whose certificate is for another name hears nothing", async () => {
		await expectNotSent(`smtps://${CREDENTIALS}@127.0.0.1:${ports.implicit}`, /./);
		await expectNotSent(`smtp://${CREDENTIALS}@127.0.0.1:${ports.starttls}`, /./);
		expect((await heard()).attempts).toEqual([]);
	});

	it("whose words come before their turn is not believed", async () => {
		await expectNotSent(`smtp://${CREDENTIALS}@localhost:${ports.eager}`, /before it was its turn/);
	});

	it("says that the password is wrong", async () => {
		await expectNotSent(`smtp+plain://${encodeURIComponent(USER)}:wrong@localhost:${ports.plain}`, /535 to AUTH/);
	});

	it("refuses the address, and the log does not repeat it", async () => {
		await expectNotSent(PLAIN, /550 to RCPT/, PATIENCE_MS, { ...written, to: "nobody@lys.example" });
	});

	it("is not there", async () => {
		await expectNotSent("smtp+plain://localhost:9", /hung up at greeting|no line to the server, at greeting/);
	});

	it("hangs up", async () => {
		await expectNotSent(`smtp+plain://localhost:${ports.hangsUp}`, /hung up at EHLO|no line to the server, at EHLO/);
	});

	it("talks without end", async () => {
		await expectNotSent(`smtp+plain://localhost:${ports.endless}`, /does not stop talking/);
	});

	it("says nothing, and nobody waits for long", async () => {
		const began = Date.now();
		await expectNotSent(`smtp+plain://localhost:${ports.silent}`, /it took too long/, 300);
		expect(Date.now() - began).toBeLessThan(5_000);
	});

	it.each(["", "localhost", "https://localhost"])("is not named by %j", async (url) => {
		await expectNotSent(url, /SMTP_URL is no address/);
	});
});

describe("whoever asks for a link to sign in", () => {
	it("hears that it did not go", async () => {
		const accounts = accountsOf({ ...env, MAIL: "smtp", MAIL_FROM: FROM, SMTP_URL: "smtp+plain://localhost:9" } as Env);
		const asked = accounts.api.signInMagicLink({ body: { email: "anne@lys.example" }, headers: new Headers() });
		const body = { code: "mailNotSent", message: sentenceOf(failure("mailNotSent")) };
		await expect(asked).rejects.toMatchObject({ statusCode: 503, body });
	});
});

describe("a letter by Cloudflare", () => {
	it("is handed to the binding whole, and the binding takes it", async () => {
		const EMAIL = (env as unknown as Env).EMAIL as SendEmail;
		const send = vi.fn((message: EmailMessageBuilder) => EMAIL.send(message));
		const mailer = mailerOf({
			...env,
			MAIL: "cloudflare",
			MAIL_FROM: FROM,
			EMAIL: { send } as unknown as SendEmail,
		} as Env);
		expect(await mailer.send(written)).toBeNull();
		expect(send).toHaveBeenCalledExactlyOnceWith({
			from: { name: "Copacte", email: FROM },
			to: "anne@lys.example",
			subject: written.subject,
			text: written.text,
			html: written.html,
			headers: { "Auto-Submitted": "auto-generated", "Content-Language": "fr" },
		});
		expect((await send.mock.results[0]?.value)?.messageId).toMatch(/@copacte\.example/);
	});

	it("that is refused is said to be, and the log knows the code alone", async () => {
		const refusal = Object.assign(new Error("anne@lys.example is not allowed"), { code: "E_RECIPIENT_NOT_ALLOWED" });
		const EMAIL = { send: () => Promise.reject(refusal) } as unknown as SendEmail;
		const mailer = mailerOf({ ...env, MAIL: "cloudflare", MAIL_FROM: FROM, EMAIL } as Env);
		expect((await mailer.send(written))?.code).toBe("mailNotSent");
		expect(log()).toContain("E_RECIPIENT_NOT_ALLOWED");
		expect(log()).not.toContain("anne");
	});

	it("that never leaves is given up", async () => {
		const EMAIL = { send: () => new Promise(() => {}) } as unknown as SendEmail;
		const mailer = mailerOf({ ...env, MAIL: "cloudflare", MAIL_FROM: FROM, EMAIL } as Env, 100);
		expect((await mailer.send(written))?.code).toBe("mailNotSent");
	});

	it("needs the binding", async () => {
		const mailer = mailerOf({ ...env, MAIL: "cloudflare", MAIL_FROM: FROM, EMAIL: undefined } as Env);
		expect((await mailer.send(written))?.code).toBe("mailNotSent");
		expect(log()).toContain("there is no binding EMAIL");
	});
});

describe("what a letter says", () => {
	it("is the same without HTML, and why one receives it", () => {
		const { text, html } = letter(
			"anne@lys.example",
			"Essai",
			["Bonjour,", { label: "Ouvrir", url: "https://copacte.example/a?b=1&c=2" }],
			"Parce que.",
		);
		expect(text).toBe(
			"Bonjour,\n\nOuvrir :\nhttps://copacte.example/a?b=1&c=2\n\n-- \nParce que.\nCopacte, où une Caf et une commune écrivent leur convention ensemble.",
		);
		for (const words of ["Bonjour,", "Ouvrir", "https://copacte.example/a?b=1&amp;c=2", "Parce que."])
			expect(html).toContain(words);
		expect(html).not.toMatch(/<img|<link|@import|url\(|src=/);
		expect(html).toContain('lang="fr"');
		expect(html).toContain("prefers-color-scheme: dark");
	});

	it("holds other people's words as words", () => {
		const { html } = letter("a@b.example", "<b>", [
			'<script>alert(1)</script>"&',
			{ label: "<i>", url: 'https://x/"><b>' },
		]);
		expect(html).not.toMatch(/<script|<i>|<b>/);
	});
});
