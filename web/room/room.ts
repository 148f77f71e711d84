import * as encoding from "lib0/encoding";
import { encodeAwarenessUpdate } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import type { Doc } from "yjs";
import {
	bringsText,
	decodeNotice,
	decodeRefused,
	decodeSaved,
	encodeAwareness,
	Message,
	type Notice,
	type Refused,
	SCHEMA_PARAMETER,
} from "../../shared/room/protocol.ts";
import { SCHEMA_VERSION } from "../../shared/schema.ts";
import type { Version } from "../../shared/version/version.ts";
import { forgetBlocked, isBlocked, noteBlocked } from "./blocked.ts";
import type { Ending, Line } from "./line.ts";
import { RoomSocket } from "./socket.ts";
import type { RoomStatus } from "./status.ts";

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 10_000;
/** The room speaks first. A line on which nothing came for so long is one that the network does not let through. */
const SILENT_MS = 5_000;

/**
 * The connection of one Y.Doc to its room. Apart from the stock provider: it costs a sleeping room nothing (no heartbeat
 * of awareness, a text "ping" answered without waking it), sends no one's presence but its own, and knows what is on disk.
 */
export class Room extends WebsocketProvider {
	status: RoomStatus = { saved: "connecting", refused: null };
	/** The room's last word on who takes part. */
	people: Extract<Notice, { kind: "people" }> | null = null;
	/** Every version that was submitted, newest first, as the room last said. */
	versions: Version[];
	#listeners = new Set<() => void>();
	#acknowledged = 0;
	#joined = false;
	#away = false;
	#refused: Refused | null = null;
	#ping: ReturnType<typeof setInterval>;
	/** WebSockets in a row on which nothing was heard. */
	#silences = 0;

	/** `versions`: those that the page was told of. */
	constructor(convention: string, doc: Doc, versions: Version[]) {
		const params = { [SCHEMA_PARAMETER]: String(SCHEMA_VERSION) };
		const options = { connect: false, disableBc: true, params, maxBackoffTime: 5_000, WebSocketPolyfill: RoomSocket };
		super(
			`${location.origin.replace(/^http/, "ws")}/api/conventions/${encodeURIComponent(convention)}`,
			"room",
			doc,
			options,
		);
		this.versions = versions;
		clearInterval(this._checkInterval);
		clearInterval(this.awareness._checkInterval);
		this.awareness.off("update", this._awarenessUpdateHandler);
		this.awareness.on("update", this.#sendPresence);
		this.#listen();
		this.#ping = setInterval(this.#sendPing, PING_EVERY_MS);
		window.addEventListener("offline", this.#reconnect);
		window.addEventListener("online", this.#comeBack);
		this.shouldConnect = true;
		if (isBlocked()) void this.#takeStream().then(this.#comeBack);
		else this.connect();
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
			if (status === "connecting") {
				this.awareness.setLocalState(this.awareness.getLocalState());
				this.#awaitWord();
			}
			if (status === "connected")
				this.#line?.send(encoding.encode((encoder) => encoding.writeVarUint(encoder, Message.saved)));
			if (status !== "connected") this.#acknowledged = 0;
			this.#update();
		});
		this.on("connection-close", this.#lose);
		this.on("sync", () => this.#update());
		this.on("closed", ({ code, reason }) => this.#refuse({ code: reason || String(code), message: "" }));
		this.doc.on("update", () => this.#update());
		this.messageHandlers[Message.saved] = (_encoder, decoder) => {
			this.#acknowledged = decodeSaved(decoder).count;
			this.#update();
		};
		this.messageHandlers[Message.refused] = (_encoder, decoder) => this.#refuse(decodeRefused(decoder));
		this.messageHandlers[Message.notice] = (_encoder, decoder) => this.#hear(decodeNotice(decoder));
	}

	#hear(notice: Notice | null) {
		if (notice?.kind === "people") this.people = notice;
		if (notice?.kind === "versions") this.versions = notice.versions;
		this.#tell();
	}

	/** The first reason stands: the close that follows it only repeats its code. */
	#refuse(reason: Refused) {
		this.#refused ??= reason;
		this.#update();
	}

	#update() {
		// A socket on its way out takes no more words, and says nothing of it yet.
		const socket = this.wsconnected && this.#line?.readyState === WebSocket.OPEN ? this.#line : null;
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
		this.#tell();
	}

	#tell() {
		for (const listener of this.#listeners) listener();
	}

	#sendPresence = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
		const own = this.awareness.clientID;
		if (![...added, ...updated, ...removed].includes(own) || !this.wsconnected) return;
		this.#line?.send(new Uint8Array(encodeAwareness(encodeAwarenessUpdate(this.awareness, [own]))));
	};

	#sendPing = () => {
		const line = this.#line;
		if (!line || !this.wsconnected) return;
		line.send("ping");
		this.#expect(line, Date.now(), PONG_WITHIN_MS);
	};

	#awaitWord() {
		if (this.#line) this.#expect(this.#line, 1, SILENT_MS);
	}

	/** Tries anew unless something is heard on this line within this time. */
	#expect(line: Line, since: number, within: number) {
		setTimeout(() => {
			if (line === this.#line && line.heard < since) this.#reconnect();
		}, within);
	}

	get #line(): Line | null {
		return this.ws as unknown as Line | null;
	}

	#lose = (event: Ending | null) => {
		if (event?.refused) this.#refuse(event.refused);
		const line = this.#line;
		if (line?.heard) this.#silences = 0;
		else if (!(line instanceof RoomSocket)) forgetBlocked();
		// One that is refused at once may have met a server that was just starting.
		else if (++this.#silences > 1 || event === null) void this.#takeStream();
		if (!isBlocked()) this._WS = RoomSocket;
	};

	/** Goes on without WebSockets, if the server answers otherwise. */
	async #takeStream() {
		try {
			const { ok } = await fetch("/health", { cache: "no-store" });
			const { RoomStream } = await import("./stream.ts");
			if (!ok || this._WS !== RoomSocket || this.#line?.heard) return;
			this._WS = class extends RoomStream {
				override counts = bringsText;
			} as unknown as typeof WebSocket;
			noteBlocked();
			this.#reconnect();
		} catch {
			// There is no network at all: WebSockets are tried again.
		}
	}

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
