import { env, SELF } from "cloudflare:test";
import { accountsOf } from "../../worker/sign-in/auth.ts";

const MOST_REDIRECTS = 20;

/** Where a visit ended: the page, and every address on the way. */
export interface Visit {
	url: string;
	status: number;
	text: string;
	trail: string[];
}

let browsers = 0;

/** Somebody's browser, as far as signing in goes: follows redirects and keeps each site's cookies. */
export class Browser {
	readonly #site: string;
	readonly #cookies = new Map<string, Map<string, string>>();
	/** Everybody sits elsewhere, or they would use up each other's attempts. */
	readonly #address = `192.0.2.${++browsers}`;

	/** Addresses of `site` go to the Worker under test, all others over the network. */
	constructor(site: string) {
		this.#site = site;
	}

	/** Goes there, and on wherever it is sent; `until` stops before an address is asked for, with its `url`. */
	async visit(address: string, until: (url: string) => boolean = () => false): Promise<Visit> {
		const trail: string[] = [];
		let url = new URL(address, this.#site).href;
		for (let hop = 0; hop < MOST_REDIRECTS; hop++) {
			trail.push(url);
			if (until(url)) return { url, status: 0, text: "", trail };
			const answer = await this.fetch(url);
			const next = answer.headers.get("location");
			const text = await answer.text();
			if (next === null) return { url, status: answer.status, text, trail };
			url = new URL(next, url).href;
		}
		throw new Error(`no end of redirects: ${trail.join("\n")}`);
	}

	/** One request, with and for this browser's cookies. */
	async fetch(address: string, init: RequestInit = {}): Promise<Response> {
		const url = new URL(address, this.#site);
		const jar = this.#jarOf(url.host);
		const headers = new Headers(init.headers);
		headers.set("cookie", headerOf(jar));
		if (!headers.has("accept")) headers.set("accept", "text/html");
		if (url.origin === this.#site) headers.set("cf-connecting-ip", this.#address);
		const request = { ...init, headers, redirect: "manual" as const };
		const answer = await (url.origin === this.#site ? SELF.fetch(url.href, request) : fetch(url, request));
		for (const cookie of answer.headers.getSetCookie()) keep(jar, cookie);
		return answer;
	}

	/** Asks one of better-auth's own endpoints, whether or not the Worker opens it to browsers. */
	async ask<T>(path: string, body?: object): Promise<{ status: number; body: T }> {
		const jar = this.#jarOf(new URL(this.#site).host);
		const headers = { cookie: headerOf(jar), origin: this.#site, "cf-connecting-ip": this.#address };
		const json = {
			method: "POST",
			body: JSON.stringify(body),
			headers: { ...headers, "content-type": "application/json" },
		};
		const request = new Request(`${this.#site}/api/auth${path}`, body ? json : { headers });
		const answer = await accountsOf(env as unknown as Env).handler(request);
		for (const cookie of answer.headers.getSetCookie()) keep(jar, cookie);
		const text = await answer.text();
		return { status: answer.status, body: (text === "" ? null : JSON.parse(text)) as T };
	}

	#jarOf(host: string): Map<string, string> {
		const jar = this.#cookies.get(host) ?? new Map<string, string>();
		this.#cookies.set(host, jar);
		return jar;
	}
}

const headerOf = (jar: Map<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

function keep(jar: Map<string, string>, cookie: string): void {
	const [pair = ""] = cookie.split(";");
	const at = pair.indexOf("=");
	const gone = /;\s*max-age=0\b/i.test(cookie) || /;\s*expires=Thu, 01 Jan 1970/i.test(cookie);
	if (gone) jar.delete(pair.slice(0, at));
	else jar.set(pair.slice(0, at), pair.slice(at + 1));
}
