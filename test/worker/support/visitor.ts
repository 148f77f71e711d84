import { SELF } from "cloudflare:test";
import { linkTo } from "./letters.ts";
import { CONVENTION, ORIGIN } from "./tab.ts";

export { CONVENTION, ORIGIN };

/** A browser as far as the server sees one: it keeps its cookies, and says where its requests come from. */
export class Visitor {
	readonly cookies = new Map<string, string>();
	/** Every Set-Cookie line that came, whole. */
	readonly set: string[] = [];
	readonly #headers: Record<string, string>;

	constructor(headers: Record<string, string> = {}) {
		// Each browser in a network of its own: what one spends is not missing to another.
		this.#headers = { "cf-connecting-ip": `198.51.100.${++count % 250}`, "user-agent": FIREFOX, ...headers };
	}

	async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
		const answer = await SELF.fetch(ORIGIN + path, {
			method,
			redirect: "manual",
			headers: { ...this.#headers, origin: ORIGIN, cookie: this.cookie, ...headers },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		this.take(answer);
		return answer;
	}

	get = (path: string, headers?: Record<string, string>) => this.ask("GET", path, undefined, headers);
	post = (path: string, body: unknown = {}, headers?: Record<string, string>) => this.ask("POST", path, body, headers);

	/** Keeps what an answer sets, forgets what it expires. */
	take(answer: Response): void {
		for (const line of answer.headers.getSetCookie()) {
			this.set.push(line);
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (/max-age=0\b/i.test(line)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
	}

	get cookie(): string {
		return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
	}

	/** Asks for a link and enters by it, as somebody with this address would. */
	async enter(email: string): Promise<Response> {
		const asked = await this.post("/api/sign-in/link", { email });
		if (asked.status !== 204) throw new Error(`no link: ${asked.status} ${await asked.text()}`);
		return this.post("/api/sign-in/token", { token: await linkTo(email) });
	}

	/** Becomes somebody who has an account and a name. */
	static async named(email: string, name = "Camille Aubry"): Promise<Visitor> {
		const visitor = new Visitor();
		await visitor.enter(email);
		await visitor.ask("PATCH", "/api/account", { name });
		return visitor;
	}
}

let count = 0;

export const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

export const refusalOf = async (answer: Response) => {
	const { error } = await answer.json<{ error: { code: string; message: string; field?: string } }>();
	return { status: answer.status, ...error };
};
