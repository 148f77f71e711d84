import { Buffer } from "node:buffer";
import { type Closing, SILENCE_MS, StreamEvent } from "../../shared/room/stream.ts";
import type { Line } from "./line.ts";

/** What a client that reads too slowly may be behind; a whole text and much more. Beyond it, it has to join again. */
const MAX_BEHIND_BYTES = 12_000_000;

const PONG = ": pong\n\n";

/**
 * A line over server-sent events, for a network that lets no WebSocket through. While one is open its room does not sleep,
 * nor do the sockets beside it: the answer under way holds the object in memory. So a timer costs nothing more, and one
 * lets go a client that has posted nothing for some time: a runtime may see that a reader has gone only when it writes.
 */
export class Stream implements Line {
	/** Where its client posts to. Nobody can guess it, and it serves nobody but the person who opened it. */
	readonly id = crypto.randomUUID();
	/** Posts so far: the number that the next one must bear. */
	posts = 0;
	readonly #body = new IdentityTransformStream();
	/** Each write waits for the disk by itself, as a socket's does; a ReadableStream of our own would not. */
	readonly #writer = this.#body.writable.getWriter();
	readonly #onGone: (stream: Stream) => void;
	#behind = 0;
	#readyState: number = WebSocket.READY_STATE_OPEN;
	#patience: ReturnType<typeof setTimeout> | undefined;

	/** `onGone` is called when the client has gone, and not when we close. */
	constructor(onGone: (stream: Stream) => void) {
		this.#onGone = onGone;
		this.#writer.closed.catch(() => this.#lose());
		this.#write(event(StreamEvent.connection, this.id));
		this.heard();
	}

	/** What the client reads. */
	answer(): Response {
		return new Response(this.#body.readable, {
			headers: {
				"Content-Type": "text/event-stream",
				// A proxy that gathers or compresses would hold words back.
				"Cache-Control": "no-store, no-transform",
				"X-Accel-Buffering": "no",
			},
		});
	}

	get readyState(): number {
		return this.#readyState;
	}

	send(frame: Uint8Array): void {
		this.#write(`data: ${Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString("base64")}\n\n`);
	}

	/** Answers an empty post. */
	pong(): void {
		this.#write(PONG);
	}

	/** Tells that the client is there. */
	heard(): void {
		clearTimeout(this.#patience);
		this.#patience = setTimeout(() => this.#lose(), SILENCE_MS);
	}

	close(code: number, reason: string): void {
		this.#write(event(StreamEvent.close, JSON.stringify({ code, reason } satisfies Closing)));
		if (!this.#end()) return;
		this.#writer.close().catch(() => {});
	}

	serializeAttachment(): void {
		// A room that sleeps has no stream.
	}

	#write(text: string): void {
		if (this.#readyState !== WebSocket.READY_STATE_OPEN) return;
		const bytes = Buffer.from(text);
		this.#behind += bytes.byteLength;
		if (this.#behind > MAX_BEHIND_BYTES) this.#lose();
		else
			this.#writer.write(bytes).then(
				() => this.#passed(bytes.byteLength),
				() => this.#lose(),
			);
	}

	#passed(bytes: number): void {
		this.#behind -= bytes;
	}

	#lose(): void {
		if (!this.#end()) return;
		this.#writer.abort(new Error("the client of a stream has gone")).catch(() => {});
		// Not at once: the room may be in the middle of sending to everyone.
		queueMicrotask(() => this.#onGone(this));
	}

	#end(): boolean {
		if (this.#readyState === WebSocket.READY_STATE_CLOSED) return false;
		this.#readyState = WebSocket.READY_STATE_CLOSED;
		clearTimeout(this.#patience);
		return true;
	}
}

function event(name: string, data: string): string {
	return `event: ${name}\ndata: ${data}\n\n`;
}
