import { Sync } from "../../../shared/room/protocol.ts";
import { type Dialect, decodeSync, encodeSync, greetings } from "./dialect.ts";
import { encodeFrame, Socket } from "./socket.ts";

/** Where a room is, how its server wants to be spoken to, and who it takes us for. */
export interface Place {
	port: number;
	dialect: Dialect;
	room: string;
	person: string;
}

export interface ClientHandlers {
	/** Every update, as it came: answers to our step 1 included. */
	onUpdate?(update: Uint8Array): void;
	/** Every frame, before it is decoded; true when that is all there is to do with it. */
	takeFrame?(frame: Buffer): boolean;
	/** What this tab answers to the room's step 1; nothing new unless it says so. */
	answer?: Uint8Array;
	onText?(text: string): void;
	onClose?(code: number): void;
}

const EMPTY_STATE_VECTOR = Uint8Array.of(0);
/** A stock client that holds nothing says so: no structs, no deletions. */
const NOTHING_NEW = Uint8Array.of(0, 0);
const SYNC_TIMEOUT_MS = 60_000;

/** One tab: joins a room, syncs, then passes on every update it receives. It keeps no document of its own. */
export class Client {
	socket!: Socket;
	private readonly place: Place;
	private readonly handlers: ClientHandlers;
	private readonly synced = Promise.withResolvers<void>();

	private constructor(place: Place, handlers: ClientHandlers) {
		this.place = place;
		this.handlers = handlers;
	}

	/** Resolves when the room has answered our step 1. */
	static async join(
		place: Place,
		handlers: ClientHandlers = {},
		stateVector: Uint8Array = EMPTY_STATE_VECTOR,
	): Promise<Client> {
		const client = new Client(place, handlers);
		const { synced } = client;
		// Whoever joins learns of a failure from `open` first; this one must not go unhandled meanwhile.
		synced.promise.catch(() => {});
		const timer = setTimeout(
			() => synced.reject(new Error(`${place.room} did not answer step 1 in time`)),
			SYNC_TIMEOUT_MS,
		);
		try {
			client.socket = await Socket.open(place.port, `/${place.room}?person=${place.person}`, {
				onMessage: (frame) => client.receive(frame),
				onText: (text) => handlers.onText?.(text),
				onClose: (code) => client.leave(code),
			});
			client.greet(stateVector);
			await synced.promise;
		} finally {
			clearTimeout(timer);
		}
		return client;
	}

	sendUpdate(update: Uint8Array): void {
		this.socket.send(this.encode(Sync.update, update));
	}

	/** The frame that `sendUpdate` would send, to be sent later. */
	frameOf(update: Uint8Array): Buffer {
		return encodeFrame(this.encode(Sync.update, update));
	}

	private greet(stateVector: Uint8Array): void {
		for (const greeting of greetings(this.place.dialect, this.place.room)) this.socket.send(greeting);
		this.socket.send(this.encode(Sync.step1, stateVector));
	}

	private receive(frame: Buffer): void {
		if (this.handlers.takeFrame?.(frame)) return;
		const message = decodeSync(this.place.dialect, frame);
		if (message === null) return;
		if (message.kind === Sync.step1) this.socket.send(this.encode(Sync.step2, this.handlers.answer ?? NOTHING_NEW));
		else this.handlers.onUpdate?.(message.bytes);
		if (message.kind === Sync.step2) this.synced.resolve();
	}

	private leave(code: number): void {
		this.synced.reject(new Error(`${this.place.room} closed the connection: ${code}`));
		this.handlers.onClose?.(code);
	}

	private encode(kind: number, bytes: Uint8Array): Uint8Array {
		return encodeSync(this.place.dialect, this.place.room, kind, bytes);
	}
}
