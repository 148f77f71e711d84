import type { Presence } from "../../shared/room/presence.ts";
import type { Connection } from "./connection.ts";

/** What has passed within one window, to be written in one transaction and sent in one frame. */
export class Batch {
	readonly updates: Uint8Array[] = [];
	/** Presences to relay, the last of each client. */
	readonly presences = new Map<number, Presence>();
	readonly writers = new Set<Connection>();
	/** Yjs tidied formats after an update: its writer must hear of that too. */
	tidied = false;
	/** Who is to be told what is on disk: which of their clocks moved, perhaps none. */
	readonly told = new Map<Connection, Map<number, number>>();
	/** Connections that this batch does something for; they must come again when it cannot be written. */
	readonly changed = new Set<Connection>();

	/** Takes in what an update of this connection did; `clocks` are those of its client ids that it moved. */
	add(connection: Connection, updates: Uint8Array[], clocks: Map<number, number>): void {
		this.updates.push(...updates);
		if (updates.length > 0) this.writers.add(connection);
		this.tidied ||= updates.length > 1;
		this.tell(connection, clocks);
	}

	tell(connection: Connection, clocks: Map<number, number> = new Map()): void {
		const moved = this.told.get(connection) ?? new Map<number, number>();
		for (const [client, clock] of clocks) moved.set(client, clock);
		this.told.set(connection, moved);
		this.changed.add(connection);
	}
}
