import * as Y from "yjs";
import { type Presence, writePresences } from "../../shared/room/presence.ts";
import * as protocol from "../../shared/room/protocol.ts";
import type { Follower } from "./agenda.ts";
import { Batch } from "./batch.ts";
import type { Clients } from "./clients.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { type Log, PART_BYTES } from "./log.ts";
import { mergeUpdates } from "./merge.ts";
import type { RoomText } from "./text.ts";

/** When nothing was sent for so long, what comes next need not wait for company: a timer would cost it a millisecond. */
const LULL_MS = 2;

/** What a window works with, and whom it tells. */
interface Surroundings {
	storage: DurableObjectStorage;
	log: Log;
	text: RoomText;
	clients: Clients;
	connections: Connections;
	/** Hear of each write. */
	followers: readonly Follower[];
	report: (what: string, error: unknown) => void;
}

/**
 * Between what has passed the guard and everybody else: what comes in a burst is held for one window of 0 ms, merged, written
 * to the log in one transaction, and only then sent on. Nobody ever sees what could be lost.
 */
export class Window {
	readonly #around: Surroundings;
	#batch = new Batch();
	#timer: ReturnType<typeof setTimeout> | null = null;
	#closedAt = 0;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	/** Takes what an update of this connection did to the text; `clocks` are those of its client ids that it moved. */
	take(connection: Connection, updates: Uint8Array[], clocks: Map<number, number>): void {
		this.#batch.add(connection, updates, clocks);
		this.#passOn();
	}

	/** Will tell this connection what of its words is on disk. */
	tell(connection: Connection): void {
		this.#batch.tell(connection);
		this.#passOn();
	}

	/** Will relay this connection's presence. */
	show(connection: Connection, presence: Presence): void {
		this.#batch.presences.set(presence.client, presence);
		this.#batch.changed.add(connection);
		this.#passOn();
	}

	/** Will take this presence off everybody's screen. */
	hide(presence: Presence): void {
		// At the same clock: one higher would hide a quick return.
		this.#batch.presences.set(presence.client, { ...presence, state: "null" });
		this.#passOn();
	}

	/**
	 * Writes at once what the server did to the text, perhaps nothing, and `alongside` in the same transaction; then sends it.
	 * False when nothing could be written, and so nothing was sent.
	 */
	write(updates: Uint8Array[], alongside: () => void): boolean {
		this.#batch.updates.push(...updates);
		return this.#close(alongside);
	}

	/** Closes the window now: after it, what the text says is on disk and sent. */
	flush(): void {
		this.#close();
	}

	/** After a lull at once; in a burst with whatever else comes within the same window, in one write and one frame. */
	#passOn(): void {
		if (this.#timer !== null) return;
		if (Date.now() - this.#closedAt >= LULL_MS) this.#close();
		else this.#timer = setTimeout(() => this.#close(), 0);
	}

	#close(alongside?: () => void): boolean {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		this.#closedAt = Date.now();
		const batch = this.#batch;
		this.#batch = new Batch();
		if (batch.updates.length > 0 || this.#around.clients.hasFresh || alongside) {
			const merged = this.#store(batch, alongside);
			if (merged === null) {
				this.#giveBack(batch);
				return false;
			}
			if (batch.updates.length > 0) this.#publish(merged, batch);
		}
		this.#relay(batch);
		return true;
	}

	/** One update of all that has passed, once it is on disk; null when it could not be written. */
	#store({ updates }: Batch, alongside?: () => void): Uint8Array | null {
		const { storage, log, clients, report } = this.#around;
		try {
			const merged = updates.length > 0 ? mergeUpdates(updates) : new Uint8Array();
			// Several large pastes in one window would make a row that SQLite refuses.
			const rows = updates.length === 0 ? [] : merged.byteLength > PART_BYTES ? updates : [merged];
			const write = () => {
				clients.store();
				for (const row of rows) log.append(row);
				alongside?.();
			};
			// A single row needs no transaction around it, and nearly every key is one.
			if (rows.length === 1 && !clients.hasFresh && !alongside) write();
			else storage.transactionSync(write);
			clients.stored();
			return merged;
		} catch (error) {
			report("could not write", error);
			return null;
		}
	}

	#publish(update: Uint8Array, { writers, tidied }: Batch): void {
		const { text, connections, followers } = this.#around;
		text.appended(update);
		for (const follower of followers) follower.written();
		const [knows] = writers.size === 1 && !tidied ? writers : [];
		connections.send(protocol.encodeSync(protocol.Sync.update, update), knows);
	}

	#relay({ presences, told, changed }: Batch): void {
		const { connections } = this.#around;
		if (presences.size > 0) connections.send(protocol.encodeAwareness(writePresences([...presences.values()])));
		for (const [connection, clocks] of told) {
			if (!connection.tellsSaved) continue;
			connection.send(protocol.encodeSaved({ clocks: Y.encodeStateVector(clocks), count: connection.stored }));
		}
		for (const connection of changed) connections.remember(connection);
	}

	/** Nothing of this batch was stored and nobody saw it: those it was for connect again, and send it again. */
	#giveBack({ changed }: Batch): void {
		const { text, clients, connections } = this.#around;
		text.drop();
		clients.forgetFresh();
		for (const connection of changed) connections.close(connection, protocol.TRY_AGAIN, "");
	}
}
