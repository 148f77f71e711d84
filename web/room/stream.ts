import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { Refused } from "../../shared/page/refusal.ts";
import { type Closing, encodeFrames, POST_BYTES, SEQUENCE_PARAMETER, StreamEvent } from "../../shared/room/stream.ts";
import type { Ending, Line } from "./line.ts";

/** How a WebSocket ends that was not closed: the provider connects again. */
const BROKEN: Ending = { code: 1006, reason: "" };

/** A post that failed may be the first to know of what the stream is about to say: that the room closed, and why. */
const REASON_WITHIN_MS = 2_000;

/**
 * What the provider takes for a WebSocket where a network lets none through: the same frames over server-sent events and
 * posts (see shared/room/stream.ts). One post is under way at a time; what is said meanwhile goes with the next.
 */
export abstract class RoomStream implements Line {
	/** The provider asks for it by this name before it sends. */
	readonly OPEN = WebSocket.OPEN;
	sent = 0;
	heard = 0;
	readyState: number = WebSocket.CONNECTING;
	onopen: (() => void) | null = null;
	onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
	onclose: ((ending: Ending) => void) | null = null;
	readonly #url: URL;
	readonly #ending = new AbortController();
	/** Where to post to, once the room has said so. */
	#address: URL | null = null;
	#waiting: Uint8Array[] = [];
	#asksForPong = false;
	#posts = 0;
	#isPosting = false;

	/** Whether `saved` counts this frame. Not imported: the page's first chunk would fall in two, and weigh more. */
	protected abstract counts(frame: Uint8Array): boolean;

	/** Takes the address of the room's WebSocket. */
	constructor(socket: string) {
		this.#url = new URL(socket.replace(/^ws/, "http"));
		this.#url.pathname += "/stream";
		window.addEventListener("pagehide", this.#hide);
		void this.#read();
	}

	send(data: Uint8Array<ArrayBuffer> | string): void {
		if (this.readyState !== WebSocket.OPEN) return;
		if (typeof data === "string") this.#asksForPong = true;
		else this.#waiting.push(data);
		if (typeof data !== "string" && this.counts(data)) this.sent++;
		if (!this.#isPosting) void this.#post();
	}

	close(): void {
		this.#leave();
		this.#end({ code: 1000, reason: "" });
	}

	async #read(): Promise<void> {
		try {
			const { signal } = this.#ending;
			const answer = await fetch(this.#url, { signal, cache: "no-store", headers: { accept: "text/event-stream" } });
			if (!answer.ok) return this.#end(await this.#refusalOf(answer));
			if (answer.body) await this.#hear(answer.body);
		} catch {
			// The network broke, or we left.
		}
		this.#end(BROKEN);
	}

	async #hear(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
		const onComment = () => {
			this.heard = Date.now();
		};
		const parser = createParser({ onEvent: (event) => this.#take(event), onComment });
		const reader = body.pipeThrough(new TextDecoderStream()).getReader();
		for (let read = await reader.read(); !read.done; read = await reader.read()) parser.feed(read.value);
	}

	#take({ event, data }: EventSourceMessage): void {
		this.heard = Date.now();
		if (event === StreamEvent.connection) this.#open(data);
		else if (event === StreamEvent.close) this.#end(JSON.parse(data) as Closing);
		else this.onmessage?.({ data: Uint8Array.from(atob(data), (char) => char.charCodeAt(0)).buffer });
	}

	#open(connection: string): void {
		this.#address = new URL(this.#url);
		this.#address.pathname += `/${connection}`;
		this.readyState = WebSocket.OPEN;
		this.onopen?.();
	}

	async #post(): Promise<void> {
		this.#isPosting = true;
		// What is said in one go makes one post.
		await null;
		while (this.readyState === WebSocket.OPEN && (this.#waiting.length > 0 || this.#asksForPong)) {
			const frames = this.#takeWaiting();
			if (frames.length === 0) this.#asksForPong = false;
			const ending = await this.#send(frames);
			if (ending) return this.#fail(ending);
		}
		this.#isPosting = false;
	}

	/** As many frames as fit a post, in order. */
	#takeWaiting(): Uint8Array[] {
		let bytes = 0;
		const beyond = this.#waiting.findIndex((frame, at) => {
			bytes += frame.byteLength;
			return at > 0 && bytes > POST_BYTES;
		});
		return this.#waiting.splice(0, beyond < 0 ? this.#waiting.length : beyond);
	}

	/** null once the room has them. */
	async #send(frames: Uint8Array[]): Promise<Ending | null> {
		const address = new URL(this.#address as URL);
		address.searchParams.set(SEQUENCE_PARAMETER, String(this.#posts++));
		try {
			const body = encodeFrames(frames);
			const answer = await fetch(address, { method: "POST", body, signal: this.#ending.signal });
			if (answer.ok) return null;
			// Only this refusal is of the words themselves; to any other the answer is to join again.
			return answer.status === 413 ? await this.#refusalOf(answer) : BROKEN;
		} catch {
			return BROKEN;
		}
	}

	#fail(ending: Ending): void {
		if (ending !== BROKEN) this.#end(ending);
		else setTimeout(() => this.#end(BROKEN), REASON_WITHIN_MS);
	}

	/** What a WebSocket would have said: why, and a code. What is not the room's own refusal is taken for a broken network. */
	async #refusalOf(answer: Response): Promise<Ending> {
		if (answer.status >= 500 || !answer.headers.get("content-type")?.includes("json")) return BROKEN;
		const { error } = (await answer.json()) as Refused;
		this.heard = Date.now();
		return { code: 4000 + answer.status, reason: error.code, refused: error };
	}

	#hide = () => {
		this.#leave();
		this.#end(BROKEN);
	};

	/** Takes our caret off the others' screens at once; the room might notice only when it next speaks. */
	#leave(): void {
		if (this.#address && this.readyState === WebSocket.OPEN) {
			fetch(this.#address, { method: "DELETE", keepalive: true }).catch(() => {});
		}
	}

	#end(ending: Ending): void {
		if (this.readyState === WebSocket.CLOSED) return;
		this.readyState = WebSocket.CLOSED;
		window.removeEventListener("pagehide", this.#hide);
		this.#ending.abort();
		this.onclose?.(ending);
	}
}
