import { closeCodeOf, type Failure, failure, sentenceOf } from "../../shared/failure.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Presence } from "../../shared/room/presence.ts";
import { encodeRefused, TRY_AGAIN } from "../../shared/room/protocol.ts";
import { Allowance, type Limits } from "./allowance.ts";
import { Connection } from "./connection.ts";
import type { Line } from "./line.ts";
import { SocketMemory } from "./socket-memory.ts";
import { Stream } from "./stream.ts";

/** Joining costs as much as so many ordinary frames; the text that is sent then is charged by its bytes. */
const FRAMES_PER_JOIN = 10;

/** Everybody who is in a room: its open connections, each over a line of its own. */
export class Connections {
	readonly #open = new Map<Line, Connection>();
	readonly #memory = new SocketMemory();
	readonly #limits: () => Limits;
	/** By person: of those who are here, or were and have not got all of it back. */
	readonly #allowances = new Map<string, Allowance>();
	readonly #onLeft: (connection: Connection) => void;

	/** Takes up the sockets that outlived the room's sleep. `onLeft` is called for each connection that goes, once. */
	constructor(sockets: WebSocket[], limits: () => Limits, onLeft: (connection: Connection) => void) {
		this.#limits = limits;
		this.#onLeft = onLeft;
		for (const socket of sockets) {
			const connection = Connection.woken(socket, (person) => this.#allowanceOf(person));
			// One that was sent away and has not shaken hands on it yet stays away.
			if (connection.isOpen) this.#open.set(socket, connection);
		}
	}

	/** Why this person may not join once more; asking counts. */
	refuses(person: string): Failure | null {
		this.#tidyAllowances();
		if (!this.#allowanceOf(person).charge(FRAMES_PER_JOIN, Date.now())) return failure("tooFast");
		return this.all(person).length < this.#limits().connections ? null : failure("tooManyLines");
	}

	/** `until` is when the session ends, in milliseconds. */
	join(line: Line, member: Member, until: number): Connection {
		const connection = new Connection(line, member, until, this.#allowanceOf(member.person));
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

	/** Ends a line whose session has ended, and says so: a page whose session was renewed meanwhile comes back at once. */
	hasEnded(connection: Connection, now: number): boolean {
		if (connection.until > now) return false;
		this.close(connection, TRY_AGAIN, "");
		return true;
	}

	/** Sends to everyone, but for the one who knows it already. */
	send(frame: Uint8Array, knows?: Connection): void {
		const now = Date.now();
		for (const connection of this.#open.values()) {
			if (connection !== knows && !this.hasEnded(connection, now)) connection.send(frame);
		}
	}

	/** What everyone shows of themselves. */
	presences(): Presence[] {
		return [...this.#open.values()].flatMap(({ presence }) => (presence ? [presence] : []));
	}

	#allowanceOf(person: string): Allowance {
		const known = this.#allowances.get(person) ?? new Allowance(this.#limits(), Date.now());
		this.#allowances.set(person, known);
		return known;
	}

	#tidyAllowances(): void {
		const here = new Set([...this.#open.values()].map(({ member }) => member.person));
		for (const [person, allowance] of this.#allowances) {
			if (!here.has(person) && allowance.isFull(Date.now())) this.#allowances.delete(person);
		}
	}

	/** Sees to it that what must outlive the room's sleep is written down in time. */
	remember(connection: Connection): void {
		this.#memory.keep(connection);
	}
}
