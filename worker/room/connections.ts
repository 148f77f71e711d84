import type { Member } from "../../shared/people/member.ts";
import type { Presence } from "../../shared/room/presence.ts";
import { Connection, type Limits } from "./connection.ts";
import type { Line } from "./line.ts";
import { SocketMemory } from "./socket-memory.ts";
import { Stream } from "./stream.ts";

/** Everybody who is in a room: its open connections, each over a line of its own. */
export class Connections {
	readonly #open = new Map<Line, Connection>();
	readonly #memory = new SocketMemory();

	/** Takes up the sockets that outlived the room's sleep. */
	constructor(sockets: WebSocket[], limits: Limits) {
		for (const socket of sockets) {
			const connection = Connection.woken(socket, limits, Date.now());
			// One that was sent away and has not shaken hands on it yet stays away.
			if (connection.isOpen) this.#open.set(socket, connection);
		}
	}

	join(line: Line, member: Member, limits: Limits): Connection {
		const connection = new Connection(line, member, limits, Date.now());
		connection.keep();
		this.#open.set(line, connection);
		return connection;
	}

	/** Takes it out; false when it was out already. */
	leave(connection: Connection): boolean {
		return this.#open.delete(connection.line);
	}

	/** undefined once it has left: what is still on its way is read by nobody. */
	of(line: Line): Connection | undefined {
		return this.#open.get(line);
	}

	/** The stream that this person opened under this id, while it is open. */
	stream(id: string, person: string): Stream | undefined {
		for (const [line, { member }] of this.#open) {
			if (line instanceof Stream && line.id === id && member.person === person) return line;
		}
		return undefined;
	}

	/** Everyone, or every line of one person. */
	all(person?: string): Connection[] {
		return [...this.#open.values()].filter(({ member }) => person === undefined || member.person === person);
	}

	get isEmpty(): boolean {
		return this.#open.size === 0;
	}

	/** Sends to everyone, but for the one who knows it already. */
	send(frame: Uint8Array, knows?: Connection): void {
		for (const connection of this.#open.values()) if (connection !== knows) connection.send(frame);
	}

	/** What everyone shows of themselves. */
	presences(): Presence[] {
		return [...this.#open.values()].flatMap(({ presence }) => (presence ? [presence] : []));
	}

	/** Sees to it that what must outlive the room's sleep is written down in time. */
	remember(connection: Connection): void {
		this.#memory.keep(connection);
	}
}
