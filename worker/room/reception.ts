import * as Y from "yjs";
import type { Phase } from "../../shared/convention/phase.ts";
import type { Writable } from "../../shared/convention/writable.ts";
import { closeCodeOf, type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Passed } from "../../shared/room/guard/guard.ts";
import { ownPresence, writePresences } from "../../shared/room/presence.ts";
import * as protocol from "../../shared/room/protocol.ts";
import { readStructure } from "../../shared/room/roots.ts";
import { isServerClient, SERVER_CLIENT, type Writer, writerFor } from "../../shared/room/writer.ts";
import type { Budget } from "./budget.ts";
import type { Clients } from "./clients.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import type { Facts } from "./facts.ts";
import { failureOf } from "./refused.ts";
import type { RoomText } from "./text.ts";
import type { Window } from "./window.ts";

/** Sending a whole text, or reading it, costs as much as so many small frames. */
const BYTES_PER_FRAME = 5_000;
/** So many microseconds of work on an update count as one: a second of it each five, over time. */
const WORK_PER_FRAME = 1_000;
const ECHO_REFUND = 0.9;

/** What a reception works with. */
interface Surroundings {
	facts: Facts;
	text: RoomText;
	clients: Clients;
	connections: Connections;
	window: Window;
	budget: Budget;
	report: (what: string, error: unknown) => void;
}

/**
 * Reads what connections say, and answers it or hands it to the window: an update only once the guard has let it into the
 * text. A refusal costs its sender the connection, and nobody else anything.
 */
export class Reception {
	readonly #around: Surroundings;
	/** What may be written as the structure stands, and what each connection may; worked out when somebody writes. */
	#writing: { phase: Phase; writable: Writable; writers: WeakMap<Connection, Writer> } | null = null;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	/** Speaks first, as a room does: what it has of the text, and who is there. */
	welcome(connection: Connection): void {
		this.#guarded(connection, () => {
			const { text, window } = this.#around;
			window.flush();
			connection.send(protocol.encodeSync(protocol.Sync.step1, text.vector()));
			return this.#sendPresences(connection);
		});
	}

	hear(connection: Connection, frame: string | Uint8Array): void {
		this.#guarded(connection, () => this.#receive(connection, frame));
	}

	/** A ping that comes by post costs as much as a frame. */
	hearPing(connection: Connection): void {
		this.#guarded(connection, () => (connection.charge(1, Date.now()) ? null : failure("tooFast")));
	}

	/** Call it when the structure or people's roles have changed: what each may write is worked out anew. */
	forgetWriters(): void {
		this.#writing = null;
	}

	/** Runs what a frame asks for. A bug costs its sender the connection, and nobody else anything. */
	#guarded(connection: Connection, act: () => Failure | null): void {
		const { connections, text, window, report } = this.#around;
		try {
			const refusal = act();
			if (refusal) this.#refuse(connection, refusal);
		} catch (error) {
			report("broke on a message", error);
			// The document may be spoilt; what passed before, in the same window, goes to the log as it came.
			text.drop();
			window.flush();
			const refusal = failureOf(error);
			connections.close(connection, closeCodeOf(refusal), refusal.code);
		}
	}

	#refuse(connection: Connection, refusal: Failure): void {
		const { connections, window } = this.#around;
		// It hears first what of its words is on disk.
		window.flush();
		connections.sendAway(connection, refusal);
	}

	#receive(connection: Connection, frame: string | Uint8Array): Failure | null {
		const bytes = typeof frame === "string" ? frame.length : frame.byteLength;
		if (!connection.charge(1 + bytes / BYTES_PER_FRAME, Date.now())) return failure("tooFast");
		if (typeof frame === "string") return failure("malformed");
		if (bytes > protocol.MAX_FRAME_BYTES) return failure("tooLarge");
		const message = protocol.readClientMessage(frame);
		if (isFailure(message)) return message;
		switch (message.kind) {
			case "step1":
				return this.#answer(connection, message.vector);
			case "step2":
				return this.#takeAnswer(connection, message.update);
			case "update":
				return this.#takeUpdate(connection, message.update);
			case "awareness":
				return this.#showPresence(connection, message.bytes);
			case "queryAwareness":
				return this.#sendPresences(connection);
			case "saved":
				return this.#startTelling(connection);
		}
	}

	#answer(connection: Connection, vector: Uint8Array): Failure | null {
		const { facts, text, window } = this.#around;
		const { generation } = facts;
		if (isOfAnother(Y.decodeStateVector(vector).keys(), generation)) return failure("restarted");
		window.flush();
		const missing = text.missing(vector);
		if (!connection.charge(missing.byteLength / BYTES_PER_FRAME, Date.now())) return failure("tooFast");
		connection.send(protocol.encodeSync(protocol.Sync.step2, missing));
		return null;
	}

	/** A client's answer to our step 1: what it has and we lack. */
	#takeAnswer(connection: Connection, update: Uint8Array): Failure | null {
		if (connection.greeting.state !== "answered" && this.#holdsNothingNew(update)) {
			connection.tookAnswer();
			this.#around.window.tell(connection);
			return null;
		}
		const verdict = this.#judge(connection, update);
		if (verdict.failed) return verdict;
		connection.tookAnswer();
		return this.#take(connection, verdict);
	}

	#holdsNothingNew(update: Uint8Array): boolean {
		const { text, window } = this.#around;
		window.flush();
		return text.holdsNothingNew(update);
	}

	#takeUpdate(connection: Connection, update: Uint8Array): Failure | null {
		if (connection.greeting.state === "behind") return this.#putOff(connection);
		const verdict = this.#judge(connection, update);
		if (verdict.failed) return this.#turnDown(connection, verdict);
		connection.took();
		return this.#take(connection, verdict);
	}

	#judge(connection: Connection, update: Uint8Array): Passed | Failure {
		const { facts, text, budget } = this.#around;
		const refusal = budget.refusesBytes(connection.member.person, update.byteLength, new Date());
		const verdict = refusal ?? text.judge(update, this.#writerOf(connection));
		if (!verdict.failed || verdict.code !== "foreignClient") return verdict;
		return isOfAnother(Y.parseUpdateMeta(update).from.keys(), facts.generation) ? failure("restarted") : verdict;
	}

	/** What was let in stands, also where it cost more than its sender may ask for. */
	#take(connection: Connection, { updates, clocks, work }: Passed): Failure | null {
		const { clients, window, budget } = this.#around;
		const { person } = connection.member;
		for (const client of clocks.keys()) clients.bind(client, person);
		for (const { byteLength } of updates) budget.spend(person, byteLength, new Date());
		window.take(connection, updates, clocks);
		return connection.charge(work / WORK_PER_FRAME, Date.now()) ? null : failure("tooFast");
	}

	/**
	 * Somebody who comes back and types before they have answered our step 1 sends words that follow on what we do not
	 * have yet. Their answer will hold both, so this and what follows may be dropped until then; anyone else's words were
	 * cut off on purpose.
	 */
	#turnDown(connection: Connection, refusal: Failure): Failure | null {
		if (refusal.code !== "incomplete" || connection.greeting.state === "answered") return refusal;
		return this.#putOff(connection);
	}

	#putOff(connection: Connection): null {
		connection.putOff();
		this.#around.connections.remember(connection);
		return null;
	}

	#writerOf(connection: Connection): Writer {
		const { clients, budget, text } = this.#around;
		this.#writing ??= this.#workOut();
		const { phase, writable, writers } = this.#writing;
		const known = writers.get(connection);
		if (known) return known;
		const { person } = connection.member;
		const hasWritten = (client: number) => text.doc.store.clients.has(client);
		const writer = writerFor(connection.member, writable, phase, {
			owns: (client) => clients.isFreeFor(client, person),
			refusesClients: (more) => budget.refusesIds(person, more, hasWritten),
		});
		writers.set(connection, writer);
		return writer;
	}

	#workOut() {
		const { facts, text } = this.#around;
		const structure = readStructure(text.doc);
		return { phase: structure.phase, writable: facts.writing(structure), writers: new WeakMap<Connection, Writer>() };
	}

	#startTelling(connection: Connection): null {
		connection.tellsSaved = true;
		this.#around.window.tell(connection);
		return null;
	}

	/** Relays a connection's own presence, under the identity the server knows; those of others it may not speak for. */
	#showPresence(connection: Connection, bytes: Uint8Array): Failure | null {
		const { clients, window } = this.#around;
		const { person, name, party, kind } = connection.member;
		const isTheirs = (client: number) =>
			connection.presence ? client === connection.presence.client : clients.isFreeFor(client, person);
		const presence = ownPresence(bytes, isTheirs, { person, name, party, kind });
		// A stock client sends back whatever it hears of the others: fifty people's carets are no flood of its own.
		if (presence === null) connection.charge(-ECHO_REFUND, Date.now());
		if (presence === null || isFailure(presence)) return presence;
		clients.bind(presence.client, person);
		connection.presence = presence;
		window.show(connection, presence);
		return null;
	}

	#sendPresences(connection: Connection): null {
		const presences = this.#around.connections.presences();
		if (presences.length > 0) connection.send(protocol.encodeAwareness(writePresences(presences)));
		return null;
	}
}

/** Is it a text of before it began anew, what somebody holds of these clients? What they would say is the old text. */
function isOfAnother(clients: Iterable<number>, generation: number): boolean {
	// Nearly every room is of the first.
	if (generation === SERVER_CLIENT) return false;
	return [...clients].some((client) => isServerClient(client) && client !== generation);
}
