import { env, SELF } from "cloudflare:test";
import { expect } from "vitest";
import { ORIGIN } from "./tab.ts";

/** What a refusal says. */
export interface Refusal {
	code: string;
	message: string;
	field?: string;
}

export async function ask(method: string, path: string, cookie = "", body?: unknown): Promise<Response> {
	return SELF.fetch(ORIGIN + path, {
		method,
		headers: { cookie, origin: ORIGIN, "content-type": "application/json" },
		body: body === undefined ? null : JSON.stringify(body),
	});
}

/** What is answered, which must be well. */
export async function asked<T>(method: string, path: string, cookie = "", body?: unknown): Promise<T> {
	const answer = await ask(method, path, cookie, body);
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return answer.status === 204 ? (undefined as T) : answer.json<T>();
}

/** Checks status, code and field, and that the sentence is one. */
export async function expectRefusal(
	answer: Response | Promise<Response>,
	status: number,
	code: string,
	field?: string,
) {
	const refused = await answer;
	const { error } = await refused.json<{ error: Refusal }>();
	expect({ status: refused.status, code: error.code, field: error.field }).toEqual({ status, code, field });
	expect(error.message).toMatch(/^[«\p{Lu}].*\.$/su);
}

export async function lettersTo(email: string): Promise<{ subject: string; text: string; html: string }[]> {
	const { results } = await env.DB.prepare(
		"SELECT subject, text, html FROM outbox WHERE recipient = ? ORDER BY id DESC",
	)
		.bind(email)
		.all<{ subject: string; text: string; html: string }>();
	return results;
}

/** What the last invitation sent there holds. */
export async function tokenTo(email: string): Promise<string> {
	const [letter] = await lettersTo(email);
	const token = /invitation#(\S+)/.exec(letter?.text ?? "")?.[1];
	if (!token) throw new Error(`no invitation for ${email}`);
	return token;
}

let networks = 0;

/** Signs in by a link that came by mail, from a network of its own; gives the cookie. */
export async function signInByMail(email: string): Promise<string> {
	const headers = {
		origin: ORIGIN,
		"content-type": "application/json",
		"cf-connecting-ip": `192.0.2.${++networks}`,
	};
	const post = (path: string, body: object) =>
		SELF.fetch(ORIGIN + path, { method: "POST", headers, body: JSON.stringify(body) });
	await post("/api/sign-in/link", { email });
	const [letter] = await lettersTo(email);
	const token = /lien#(\w+)/.exec(letter?.text ?? "")?.[1];
	const entered = await post("/api/sign-in/token", { token });
	const cookies = entered.headers.getSetCookie().map((each) => each.split(";")[0]);
	if (cookies.length === 0) throw new Error(`no session for ${email}: ${entered.status}`);
	return cookies.join("; ");
}

/** A SIRET that no test has used. */
export function newSiret(): string {
	const body = String(200_000_000_0000 + Math.floor(Math.random() * 1e12)).slice(0, 13);
	const sum = [...body].reverse().reduce((total, digit, at) => {
		const value = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return body + ((10 - (sum % 10)) % 10);
}
