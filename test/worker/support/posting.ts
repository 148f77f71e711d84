import { SELF } from "cloudflare:test";
import { Buffer } from "node:buffer";
import { type Closing, encodeFrames } from "../../../shared/room/stream.ts";
import { CONVENTION, ORIGIN, type Wire } from "./tab.ts";

export const STREAM = `${ORIGIN}/api/conventions/${CONVENTION}/room/stream`;

/** A stream as a page uses it: reads events, posts what has gathered, one post at a time. */
export class Posting extends EventTarget implements Wire {
	readyState: number = WebSocket.READY_STATE_CONNECTING;
	/** Where to post to. */
	address = "";
	/** The number that the next post must bear. */
	sequence = 0;
	pongs = 0;
	readonly #cookie: string;
	readonly #reader: ReadableStreamDefaultReader<string>;
	#waiting: Uint8Array[] = [];
	#posting: Promise<void> | null = null;

	private constructor(cookie: string, body: ReadableStream<Uint8Array>) {
		super();
		this.#cookie = cookie;
		this.#reader = body.pipeThrough(new TextDecoderStream()).getReader();
	}

	/** Resolves once the room has said where to post to. */
	static async open(cookie: string): Promise<Posting> {
		const answer = await SELF.fetch(STREAM, { headers: { cookie } });
		if (answer.status !== 200 || !answer.body) throw new Error(`no stream: ${answer.status} ${await answer.text()}`);
		const posting = new Posting(cookie, answer.body);
		const opened = new Promise((resolve) => posting.addEventListener("open", resolve, { once: true }));
		void posting.#read();
		await opened;
		return posting;
	}

	send(frame: Uint8Array | string): void {
		if (typeof frame === "string") throw new Error("a stream carries no text");
		this.#waiting.push(frame);
		this.#posting ??= this.#post();
	}

	/** As a page that goes. */
	close(): void {
		void SELF.fetch(this.address, { method: "DELETE", headers: { cookie: this.#cookie } });
	}

	/** As a browser that dies. */
	break(): Promise<void> {
		return this.#reader.cancel();
	}

	/** One post, whatever it holds. */
	async post(
		body: Uint8Array<ArrayBuffer>,
		{ sequence = this.sequence, cookie = this.#cookie } = {},
	): Promise<Response> {
		const answer = await SELF.fetch(`${this.address}?sequence=${sequence}`, {
			method: "POST",
			headers: { cookie },
			body,
		});
		if (answer.ok) this.sequence++;
		return answer;
	}

	/** Resolves once all that was sent has been posted. */
	async posted(): Promise<void> {
		await this.#posting;
	}

	async #post(): Promise<void> {
		await null;
		while (this.#waiting.length > 0) {
			const frames = this.#waiting;
			this.#waiting = [];
			await this.post(encodeFrames(frames));
		}
		this.#posting = null;
	}

	async #read(): Promise<void> {
		let read = "";
		for (;;) {
			const { value, done } = await this.#reader.read().catch(() => ({ value: undefined, done: true as const }));
			if (done) break;
			const events = (read + value).split("\n\n");
			read = events.pop() ?? "";
			for (const event of events) this.#take(event);
		}
		this.#end({ code: 1006, reason: "" });
	}

	#take(event: string): void {
		const [first = "", second = ""] = event.split("\n");
		if (first === ": pong") this.pongs++;
		if (first.startsWith("data: ")) {
			const { buffer, byteOffset, byteLength } = Buffer.from(first.slice(6), "base64");
			const data = buffer.slice(byteOffset, byteOffset + byteLength);
			this.dispatchEvent(new MessageEvent("message", { data }));
		}
		if (first === "event: connection") {
			this.address = `${STREAM}/${second.slice(6)}`;
			this.readyState = WebSocket.READY_STATE_OPEN;
			this.dispatchEvent(new Event("open"));
		}
		if (first === "event: close") this.#end(JSON.parse(second.slice(6)) as Closing);
		this.dispatchEvent(new Event("heard"));
	}

	#end(closing: Closing): void {
		if (this.readyState === WebSocket.READY_STATE_CLOSED) return;
		this.readyState = WebSocket.READY_STATE_CLOSED;
		this.dispatchEvent(new CloseEvent("close", closing));
	}
}
