import type { Presence } from "../../shared/room/presence.ts";
import type { Connection } from "./connection.ts";

/** What has passed within one window, to be written in one transaction and sent in one frame. */
export class Batch {
	readonly updates: Uint8Array[] = [];
	/** Presences to relay, the last of each client. */
	readonly presences = new Map<number, Presence>();
	/** Who wrote, with the clocks of theirs that moved. */
	readonly writers = new Map<Connection, Map<number, number>>();
	/** Connections whose kept state has changed. */
	readonly changed = new Set<Connection>();
	/** The document's hidden order is in doubt: rebuild it from the log. */
	reload = false;

	/** Counts a sync message of this connection as dealt with; `clocks` are those of its client ids that it moved. */
	wrote(connection: Connection, clocks: Map<number, number>): void {
		const moved = this.writers.get(connection) ?? new Map<number, number>();
		for (const [client, clock] of clocks) moved.set(client, clock);
		this.writers.set(connection, moved);
		this.changed.add(connection);
	}
}
