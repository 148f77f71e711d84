import { SELF } from "cloudflare:test";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awareness from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import { liveRoot } from "../../../shared/live/layout.ts";
import {
	decodeNotice,
	decodeRefused,
	decodeSaved,
	encodeAwareness,
	encodeSync,
	Message,
	type Notice,
	Sync,
} from "../../../shared/room/protocol.ts";
import type { Closing } from "../../../shared/room/stream.ts";

/** When a session ends that outlives every test. */
export const NEVER = new Date(8.64e15);
export const ORIGIN = "http://copacte.test";
export const CONVENTION = "demonstration-lys-lez-lannoy";

/** Signs in as one of the demonstration's people; gives the cookie. */
export async function signIn(person: string): Promise<string> {
	const answer = await SELF.fetch(`${ORIGIN}/demo/session`, { method: "POST", body: JSON.stringify({ person }) });
	if (answer.status !== 204) throw new Error(`no session for ${person}: ${answer.status} ${await answer.text()}`);
	return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** What a tab needs of a WebSocket. */
export type Wire = Pick<WebSocket, "addEventListener" | "readyState" | "close"> & {
	send(frame: Uint8Array | string): void;
};

/** A browser tab as a stock y-websocket client behaves: a Y.Doc, an awareness, a socket. */
export class Tab {
	readonly doc: Y.Doc;
	readonly awareness: awareness.Awareness;
	readonly closed: Promise<Closing>;
	/** Every frame that came, as bytes. */
	readonly frames: Uint8Array[] = [];
	refused: { code: string; message: string; section?: string } | null = null;
	/** The last word on who takes part. */
	notice: Extract<Notice, { kind: "people" }> | null = null;
	saved: { clocks: Map<number, number>; count: number } | null = null;
	synced = false;
	readonly #socket: Wire;
	#waiting: (() => void)[] = [];

	constructor(socket: Wire, doc: Y.Doc) {
		this.#socket = socket;
		this.doc = doc;
		this.awareness = new awareness.Awareness(doc);
		// Peers do not see a presence at clock 0; every real editor says more than the first word.
		this.awareness.setLocalState({});
		this.closed = new Promise((resolve) => {
			socket.addEventListener("close", ({ code, reason }) => {
				resolve({ code, reason });
				this.#wake();
			});
		});
		socket.addEventListener("message", ({ data }) => {
			if (data instanceof ArrayBuffer) this.#receive(new Uint8Array(data));
			this.#wake();
		});
		doc.on("update", (update: Uint8Array, origin: unknown) => {
			if (origin !== this) this.send(encodeSync(Sync.update, update));
		});
	}

	/** Joins as this person would: session, socket, step 1, presence. */
	static async open(person: string, options: { doc?: Y.Doc; convention?: string; query?: string } = {}): Promise<Tab> {
		const { doc = new Y.Doc(), convention = CONVENTION, query = "" } = options;
		const tab = await Tab.connect(await signIn(person), convention, doc, query);
		tab.greet();
		return tab;
	}

	static async connect(cookie: string, convention: string, doc = new Y.Doc(), query = ""): Promise<Tab> {
		const answer = await SELF.fetch(`${ORIGIN}/api/conventions/${convention}/room${query}`, {
			headers: { upgrade: "websocket", cookie },
		});
		const socket = answer.webSocket;
		if (!socket) throw new Error(`no socket: ${answer.status}`);
		const tab = new Tab(socket, doc);
		socket.binaryType = "arraybuffer";
		socket.accept();
		return tab;
	}

	greet(): void {
		this.send(encodeSync(Sync.step1, Y.encodeStateVector(this.doc)));
		this.show();
	}

	/** Shows this tab's presence. */
	show(): void {
		this.send(encodeAwareness(awareness.encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
	}

	send(frame: Uint8Array | string): void {
		if (this.#socket.readyState === WebSocket.READY_STATE_OPEN) this.#socket.send(frame);
	}

	close(): void {
		this.#socket.close(1000);
	}

	/** Resolves once this holds; looks again at whatever comes. */
	async until(holds: () => boolean): Promise<void> {
		while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	/** The words of a section, as they stand. */
	text(section: string): string {
		return this.doc.getText(liveRoot(section)).toString();
	}

	/** Types at the end of a section. */
	type(section: string, words: string): void {
		const text = this.doc.getText(liveRoot(section));
		text.insert(text.length, words);
	}

	#wake(): void {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const resume of waiting) resume();
	}

	#receive(frame: Uint8Array): void {
		this.frames.push(frame);
		const decoder = decoding.createDecoder(frame);
		const kind = decoding.readVarUint(decoder);
		if (kind === Message.sync) this.#sync(decoder);
		if (kind === Message.awareness) {
			awareness.applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
		}
		if (kind === Message.refused) this.refused = decodeRefused(decoder);
		if (kind === Message.notice) {
			const notice = decodeNotice(decoder);
			if (notice?.kind === "people") this.notice = notice;
		}
		if (kind === Message.saved) {
			const { clocks, count } = decodeSaved(decoder);
			this.saved = { clocks: Y.decodeStateVector(clocks), count };
		}
	}

	#sync(decoder: decoding.Decoder): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, Message.sync);
		const kind = sync.readSyncMessage(decoder, encoder, this.doc, this);
		if (kind === sync.messageYjsSyncStep2) this.synced = true;
		if (encoding.length(encoder) > 1) this.send(encoding.toUint8Array(encoder));
	}
}
