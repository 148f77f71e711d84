import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { encodeAwarenessUpdate } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import type { Doc } from "yjs";
import {
	decodeJson,
	decodeSaved,
	encodeAwareness,
	Message,
	type Refused,
	SCHEMA_PARAMETER,
	Sync,
} from "../shared/room/protocol.ts";
import { SCHEMA_VERSION } from "../shared/schema.ts";

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 10_000;

/** What a person may be told of the room; a new object at each change. */
export interface RoomStatus {
	/**
	 * `saved` only when the room has said that all we sent is on disk; `connecting` until the first text has come; `sending`
	 * instead of `saving` while it takes in what was written offline.
	 */
	saved: "connecting" | "saved" | "saving" | "sending" | "offline";
	/** The room refused what we wrote: this replica must be dropped. */
	refused: Refused | null;
}

/**
 * The connection of one Y.Doc to its room. Apart from the stock provider: it costs a sleeping room nothing (no heartbeat
 * of awareness, a text "ping" answered without waking it), sends no one's presence but its own, and knows what is on disk.
 */
export class Room extends WebsocketProvider {
	status: RoomStatus = { saved: "connecting", refused: null };
	#listeners = new Set<() => void>();
	#acknowledged = 0;
	#joined = false;
	#away = false;
	#refused: Refused | null = null;
	#ping: ReturnType<typeof setInterval>;

	constructor(convention: string, doc: Doc) {
		const params = { [SCHEMA_PARAMETER]: String(SCHEMA_VERSION) };
		const options = { connect: false, disableBc: true, params, maxBackoffTime: 5_000, WebSocketPolyfill: RoomSocket };
		super(
			`${location.origin.replace(/^http/, "ws")}/api/conventions/${encodeURIComponent(convention)}`,
			"room",
			doc,
			options,
		);
		clearInterval(this._checkInterval);
		clearInterval(this.awareness._checkInterval);
		this.awareness.off("update", this._awarenessUpdateHandler);
		this.awareness.on("update", this.#sendPresence);
		this.#listen();
		this.#ping = setInterval(this.#sendPing, PING_EVERY_MS);
		window.addEventListener("offline", this.#reconnect);
		window.addEventListener("online", this.#comeBack);
		this.connect();
	}

	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	override destroy() {
		clearInterval(this.#ping);
		window.removeEventListener("offline", this.#reconnect);
		window.removeEventListener("online", this.#comeBack);
		this.awareness.off("update", this.#sendPresence);
		super.destroy();
	}

	#listen() {
		this.on("status", ({ status }) => {
			// Peers ignore a presence whose clock they have seen: each connection needs a new one.
			if (status === "connecting") this.awareness.setLocalState(this.awareness.getLocalState());
			if (status === "connected")
				this.ws?.send(encoding.encode((encoder) => encoding.writeVarUint(encoder, Message.saved)));
			if (status !== "connected") this.#acknowledged = 0;
			this.#update();
		});
		this.on("sync", () => this.#update());
		this.on("closed", ({ code, reason }) => this.#refuse({ code: reason || String(code), message: "" }));
		this.doc.on("update", () => this.#update());
		this.messageHandlers[Message.saved] = (_encoder, decoder) => {
			this.#acknowledged = decodeSaved(decoder).count;
			this.#update();
		};
		this.messageHandlers[Message.refused] = (_encoder, decoder) => this.#refuse(decodeJson(decoder) as Refused);
		this.messageHandlers[Message.notice] = (_encoder, decoder) => void decodeJson(decoder);
	}

	/** The first reason stands: the close that follows it only repeats its code. */
	#refuse(reason: Refused) {
		this.#refused ??= reason;
		this.#update();
	}

	#update() {
		// A socket on its way out takes no more words, and says nothing of it yet.
		const isOpen = this.ws instanceof RoomSocket && this.wsconnected && this.ws.readyState === WebSocket.OPEN;
		const socket = isOpen ? (this.ws as RoomSocket) : null;
		this.#joined ||= this.synced;
		// Our first sync message of a connection is the answer to what the room lacks: before it nothing is known.
		const saved = !this.#joined
			? "connecting"
			: socket === null || !this.synced
				? "offline"
				: socket.sent > 0 && this.#acknowledged >= socket.sent
					? "saved"
					: this.#away
						? "sending"
						: "saving";
		if (saved === "offline") this.#away = true;
		if (saved === "saved") this.#away = false;
		if (saved === this.status.saved && this.#refused === this.status.refused) return;
		this.status = { saved, refused: this.#refused };
		for (const listener of this.#listeners) listener();
	}

	#sendPresence = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
		const own = this.awareness.clientID;
		if (![...added, ...updated, ...removed].includes(own) || !this.wsconnected) return;
		this.ws?.send(new Uint8Array(encodeAwareness(encodeAwarenessUpdate(this.awareness, [own]))));
	};

	#sendPing = () => {
		const socket = this.ws;
		if (!(socket instanceof RoomSocket) || !this.wsconnected) return;
		const asked = Date.now();
		socket.send("ping");
		setTimeout(() => {
			if (socket === this.ws && socket.heard < asked) this.#reconnect();
		}, PONG_WITHIN_MS);
	};

	/** The network is back: no need to wait for the next try. */
	#comeBack = () => {
		if (this.shouldConnect) this.connect();
	};

	/** A dead network closes no socket for minutes: leave it, and try anew. */
	#reconnect = () => {
		if (!this.shouldConnect) return;
		this.disconnect();
		this.connect();
	};
}

/** Counts what it sends as the room's `saved` does, and keeps text frames ("pong") from the stock provider, which throws on them. */
class RoomSocket extends WebSocket {
	/** Sync messages (step 2 and update) sent so far. */
	sent = 0;
	/** When the last frame came, in milliseconds. */
	heard = Date.now();

	constructor(url: string | URL, protocols?: string | string[]) {
		super(url, protocols);
		this.addEventListener("message", (event) => {
			this.heard = Date.now();
			if (typeof event.data === "string") event.stopImmediatePropagation();
		});
	}

	override send(data: Parameters<WebSocket["send"]>[0]) {
		if (data instanceof Uint8Array && bringsText(data)) this.sent++;
		super.send(data);
	}
}

function bringsText(frame: Uint8Array): boolean {
	const decoder = decoding.createDecoder(frame);
	if (decoding.readVarUint(decoder) !== Message.sync || !decoding.hasContent(decoder)) return false;
	return decoding.readVarUint(decoder) !== Sync.step1;
}
