import { Buffer } from "node:buffer";
import { expect, it, vi } from "vitest";
import * as Y from "yjs";
import { encodeSync, Message, Sync } from "../../shared/room/protocol.ts";
import { encodeFrames } from "../../shared/room/stream.ts";
import { Server } from "./support/server.ts";

const CONVENTION = "demonstration-lys-lez-lannoy";

/** A member of the demonstration's convention, without a browser: over a stream (see shared/room/stream.ts). */
class Writer {
	readonly #url: string;
	readonly #cookie: string;
	#sequence = 0;

	private constructor(url: string, cookie: string) {
		this.#url = url;
		this.#cookie = cookie;
	}

	static async signIn(url: string, person: string): Promise<Writer> {
		await fetch(`${url}/demo/people`);
		const answer = await fetch(`${url}/demo/session`, {
			method: "POST",
			headers: { origin: url, "content-type": "application/json" },
			body: JSON.stringify({ person }),
		});
		expect(answer.status).toBe(204);
		const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
		return new Writer(url, cookies.join("; "));
	}

	/** Joins, fills a field, and leaves once the room has said that it is on disk. */
	async fill(key: string, value: string): Promise<void> {
		const room = `${this.#url}/api/conventions/${CONVENTION}/room/stream`;
		const answer = await fetch(room, { headers: { cookie: this.#cookie } });
		const frames = framesOf(answer);
		const { value: connection } = await frames.next();
		const address = `${room}/${connection}`;
		const doc = new Y.Doc();
		doc.getMap("fields").set(key, value);
		const update = Y.encodeStateAsUpdate(doc);
		await this.#post(address, [Uint8Array.of(Message.saved), encodeSync(Sync.step2, update)]);
		// A count of one stands last: our answer is on disk.
		for (let isSaved = false; !isSaved; ) {
			const { value: frame, done } = await frames.next();
			if (done) throw new Error("the room has closed the stream");
			isSaved = typeof frame !== "string" && frame[0] === Message.saved && frame.at(-1) === 1;
		}
		expect(
			(await fetch(address, { method: "DELETE", headers: { cookie: this.#cookie, origin: this.#url } })).status,
		).toBe(204);
	}

	async changedAt(): Promise<string> {
		const answer = await fetch(`${this.#url}/api/conventions`, { headers: { cookie: this.#cookie } });
		const { conventions } = (await answer.json()) as { conventions: { id: string; changedAt: string }[] };
		return conventions.find(({ id }) => id === CONVENTION)?.changedAt ?? "";
	}

	async #post(address: string, frames: Uint8Array[]): Promise<void> {
		const answer = await fetch(`${address}?sequence=${this.#sequence++}`, {
			method: "POST",
			headers: { cookie: this.#cookie, origin: this.#url },
			body: encodeFrames(frames),
		});
		expect(answer.status).toBe(204);
	}
}

/** First where to post to, then what the room says. */
async function* framesOf({ body }: Response): AsyncGenerator<string | Uint8Array> {
	let read = "";
	for await (const text of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
		const events = (read + text).split("\n\n");
		read = events.pop() ?? "";
		for (const event of events) {
			const [first = "", second = ""] = event.split("\n");
			if (first === "event: connection") yield second.slice("data: ".length);
			else if (first.startsWith("data: ")) yield Buffer.from(first.slice("data: ".length), "base64");
		}
	}
}

it("a room does what it owed when the server was killed, though nobody comes back to it", async () => {
	const server = new Server();
	try {
		await server.start();
		const writer = await Writer.signIn(server.url, "thomas-marchal");
		const before = await writer.changedAt();
		await writer.fill("signature.lieu", "Lys-lez-Lannoy");
		expect(await writer.changedAt(), "lists have not been told yet").toBe(before);
		await server.kill();
		await server.start();
		await vi.waitUntil(async () => (await writer.changedAt()) > before, { timeout: 30_000, interval: 100 });
	} finally {
		await server.dispose();
	}
}, 120_000);
