import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Node } from "../../../shared/convention/state.ts";
import { liveRoot } from "../../../shared/live/layout.ts";
import { seed } from "../../../shared/live/seed.ts";
import { readBlocks } from "../../../shared/live/sequence.ts";
import { Message } from "../../../shared/room/protocol.ts";

type Polyfill = NonNullable<ConstructorParameters<typeof WebsocketProvider>[3]>["WebSocketPolyfill"];

/** Someone who writes without a browser: a stock y-websocket client with a session. */
export class Hand {
	readonly doc = new Y.Doc();
	readonly #provider: WebsocketProvider;

	private constructor(url: string, convention: string, cookie: string) {
		class SignedInSocket extends WebSocket {
			constructor(address: string) {
				// Node's own WebSocket takes headers here, which its types, those of the browser, do not say.
				super(address, { headers: { cookie } } as unknown as string);
			}
		}
		const room = `${url.replace(/^http/, "ws")}/api/conventions/${convention}`;
		const options = { WebSocketPolyfill: SignedInSocket as unknown as Polyfill, disableBc: true };
		this.#provider = new WebsocketProvider(room, "room", this.doc, options);
	}

	/** Resolves once the room has sent its text. */
	static async open(url: string, convention: string, person: string): Promise<Hand> {
		const hand = new Hand(url, convention, await signIn(url, person));
		await new Promise<void>((resolve) => hand.#provider.once("sync", () => resolve()));
		return hand;
	}

	/** Puts text without tables in the place of what a section holds. */
	write(section: string, nodes: Node[]): void {
		const text = this.doc.getText(liveRoot(section));
		this.doc.transact(() => {
			text.delete(0, text.length);
			for (const key of Object.keys(text.getAttributes())) text.removeAttribute(key);
			seed(this.doc, section, nodes);
		});
	}

	/** Adds a letter at the end of the first paragraph of a section. */
	type(section: string, letter: string): void {
		const text = this.doc.getText(liveRoot(section));
		text.insert(readBlocks(text)[0]?.length ?? 0, letter, {});
	}

	/** Resolves when the room has stored all that was written until then. */
	stored(): Promise<void> {
		const provider = this.#provider;
		const sent = provider.ws;
		if (!sent) throw new Error("the connection is gone");
		return new Promise((resolve) => {
			// The room answers a question only after it has written what came before it.
			provider.messageHandlers[Message.saved] = () => resolve();
			sent.send(Uint8Array.of(Message.saved));
		});
	}

	close(): void {
		this.#provider.destroy();
	}
}

/** The session cookie of one of the demonstration's people. */
export async function signIn(url: string, person: string): Promise<string> {
	const answer = await fetch(`${url}/demo/session`, { method: "POST", body: JSON.stringify({ person }) });
	if (answer.status !== 204) throw new Error(`no session for ${person}: ${answer.status}`);
	return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}
