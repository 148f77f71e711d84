import type { Member } from "../../shared/people/member.ts";
import type { Presence } from "../../shared/room/presence.ts";
import type { Allowance } from "./allowance.ts";
import type { Line } from "./line.ts";

/** What a connection keeps while the room sleeps: at most 16 KiB, stored by the runtime beside the socket. */
interface Attachment {
	member: Member;
	until: number;
	presence: Presence | null;
	greeting: Greeting;
	tellsSaved: boolean;
	stored: number;
}

/** How far a client is with answering our step 1. Its answer brings everything that it had to say before. */
type Greeting =
	/** Nothing of it was put off. */
	| { state: "asked" }
	/** So many of its sync messages were put off: its answer will hold them again, and so what follows on them is put off too. */
	| { state: "behind"; putOffs: number }
	| { state: "answered" };

/** One open line of a member. */
export class Connection {
	readonly line: Line;
	/** When the session ends that it was opened in, in milliseconds. */
	readonly until: number;
	/** As of now: rights change while lines are open. */
	member: Member;
	/** The client that speaks here and its last presence, under the first id it showed. */
	presence: Presence | null = null;
	greeting: Greeting = { state: "asked" };
	/** It asked to be told what is on disk. */
	tellsSaved = false;
	/** Sync messages of it that are on disk, once the window they came in is closed: the first so many. */
	stored = 0;

	readonly #allowance: Allowance;

	/** `allowance` is the member's, over all of their connections. */
	constructor(line: Line, member: Member, until: number, allowance: Allowance) {
		this.line = line;
		this.until = until;
		this.member = member;
		this.#allowance = allowance;
	}

	/** The connection of a socket that outlived the room's sleep. */
	static woken(socket: WebSocket, allowanceOf: (person: string) => Allowance): Connection {
		const { member, until, ...kept } = socket.deserializeAttachment() as Attachment;
		return Object.assign(new Connection(socket, member, until, allowanceOf(member.person)), kept);
	}

	/** Writes down what must outlive the room's sleep. */
	keep(): void {
		const { member, until, presence, greeting, tellsSaved, stored } = this;
		this.line.serializeAttachment({ member, until, presence, greeting, tellsSaved, stored } satisfies Attachment);
	}

	/** Counts an update that was let in. */
	took(): void {
		this.stored += 1;
	}

	/** Counts its answer to our step 1, which was let in, and what it brings again. */
	tookAnswer(): void {
		this.stored += (this.greeting.state === "behind" ? this.greeting.putOffs : 0) + 1;
		this.greeting = { state: "answered" };
	}

	/** Counts an update that its answer to our step 1 will bring again. */
	putOff(): void {
		const before = this.greeting.state === "behind" ? this.greeting.putOffs : 0;
		this.greeting = { state: "behind", putOffs: before + 1 };
	}

	/** Charges what a frame costs us, one being an ordinary one; false when it is more than a person and their editor ask. */
	charge(cost: number, now: number): boolean {
		return this.#allowance.charge(cost, now);
	}

	/** Sends, unless the line is closing: its client will join again and lack nothing. */
	send(frame: Uint8Array): void {
		try {
			this.line.send(frame);
		} catch {
			// Asking each line first whether it is open would cost more than all the sends.
		}
	}

	get isOpen(): boolean {
		return this.line.readyState === WebSocket.READY_STATE_OPEN;
	}
}
