import { SELF } from "cloudflare:test";
import { expect } from "vitest";
import { isSiret } from "../../../shared/party/siret.ts";
import { ORIGIN } from "./tab.ts";
import { Visitor } from "./visitor.ts";

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

/** Signs in by a link that came by mail, from a network of its own; gives the cookie. */
export async function signInByMail(email: string): Promise<string> {
	const visitor = new Visitor();
	const entered = await visitor.enter(email);
	if (visitor.cookie === "") throw new Error(`no session for ${email}: ${entered.status}`);
	return visitor.cookie;
}

let sirets = 0;

/** A SIRET that this file of tests has not used. */
export function newSiret(): string {
	const body = 2_000_000_000_000 + ++sirets;
	const siret = Array.from({ length: 10 }, (_, key) => `${body}${key}`).find(isSiret);
	if (siret === undefined) throw new Error(`no key suits ${body}`);
	return siret;
}
