import { closeCodeOf, type Failure, sentenceOf } from "../../shared/failure.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Presence } from "../../shared/room/presence.ts";
import { encodeRefused } from "../../shared/room/protocol.ts";
import { Connection, type Limits } from "./connection.ts";
import type { Line } from "./line.ts";
import { SocketMemory } from "./socket-memory.ts";
import { Stream } from "./stream.ts";

/** Everybody who is in a room: its open connections, each over a line of its own. */
export class Connections {
	readonly #open = new Map<Line, Connection>();
	readonly #memory = new SocketMemory();
	readonly #onLeft: (connection: Connection) => void;

	/** Takes up the sockets that outlived the room's sleep. `onLeft` is called for each connection that goes, once. */
	constructor(sockets: WebSocket[], limits: Limits, onLeft: (connection: Connection) => void) {
		this.#onLeft = onLeft;
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

	/** Takes it out, unless it is out already: its line has ended, or is about to. */
	leave(connection: Connection): void {
		if (this.#open.delete(connection.line)) this.#onLeft(connection);
	}

	/** Takes it out, and ends its line. */
	close(connection: Connection, code: number, reason: string): void {
		this.leave(connection);
		connection.line.close(code, reason);
	}

	/** Takes it out, and ends its line with a word that says why. */
	sendAway(connection: Connection, refusal: Failure): void {
		const { code, where: section } = refusal;
		connection.send(encodeRefused({ code, message: sentenceOf(refusal), ...(section && { section }) }));
		this.close(connection, closeCodeOf(refusal), code);
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
