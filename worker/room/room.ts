import { DurableObject } from "cloudflare:workers";
import * as Y from "yjs";
import { refuses, refusesOutright } from "../../shared/access.ts";
import { isUnsigned } from "../../shared/convention/phase.ts";
import type { State, StoredFile } from "../../shared/convention/state.ts";
import { closeCodeOf, type Failure, failure, isFailure, sentenceOf } from "../../shared/failure.ts";
import { type Act, actOf, type Entry } from "../../shared/journal.ts";
import { type Summary, summaryOf } from "../../shared/list/summary.ts";
import type { Model } from "../../shared/model/model.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Writer } from "../../shared/room/checks.ts";
import { carryOut } from "../../shared/room/commands/carry-out.ts";
import { actionOf, type Command } from "../../shared/room/commands/command.ts";
import { filesOf } from "../../shared/room/commands/files.ts";
import { ownPresence, writePresences } from "../../shared/room/presence.ts";
import * as protocol from "../../shared/room/protocol.ts";
import { readState, readStructure } from "../../shared/room/roots.ts";
import { readFrames } from "../../shared/room/stream.ts";
import { writerFor } from "../../shared/room/writer.ts";
import { SCHEMA_VERSION } from "../../shared/schema.ts";
import type { People } from "../directory/member.ts";
import { announced } from "./announce.ts";
import { Batch } from "./batch.ts";
import { Clients } from "./clients.ts";
import { Compaction } from "./compaction.ts";
import type { Connection, Limits } from "./connection.ts";
import { Connections } from "./connections.ts";
import { Facts } from "./facts.ts";
import { firstState, type Opening } from "./first-state.ts";
import { Journal } from "./journal.ts";
import { KnownPeople } from "./known-people.ts";
import type { Line } from "./line.ts";
import { Listing, type Told } from "./listing.ts";
import { Log, PART_BYTES } from "./log.ts";
import { mergeUpdates } from "./merge.ts";
import { refused, refusedSocket } from "./refused.ts";
import { Stream } from "./stream.ts";
import { makeTables } from "./tables.ts";
import { RoomText } from "./text.ts";

/** Updates are folded into a snapshot this long after the first of them, and soon after the last person leaves. */
const COMPACT_AFTER_MS = 5 * 60_000;
const COMPACT_WHEN_EMPTY_MS = 1_000;

/** Above this many bytes the updates are folded at once: what is written and taken out again must not fill the disk. */
const MAX_TAIL_BYTES = 5_000_000;

/** Sending a whole text costs as much as so many small frames. */
const BYTES_PER_FRAME = 5_000;
const ECHO_REFUND = 0.9;

/** When nothing was sent for so long, what comes next need not wait for company: a timer would cost it a millisecond. */
const LULL_MS = 2;

/** Tells a client to connect again: what it sent could not be stored, and nobody has seen it. */
const TRY_AGAIN = 1013;
const NORMAL = 1000;

/**
 * One convention, live. An update is applied to the document in memory and judged by the guard; what has passed, in a burst
 * within one window of 0 ms, is merged, written to the log in one transaction, and only then sent on: nobody ever sees what
 * could be lost. Refusals and errors drop the document; the log is the truth.
 *
 * No timer outlives some seconds of silence, so that an idle room sleeps with its sockets open. Only a stream keeps it awake.
 */
export class Room extends DurableObject<Env> {
	/** A bench may lift them; nothing else should. */
	protected readonly limits: Limits = { burst: protocol.BURST_FRAMES, perSecond: protocol.FRAMES_PER_SECOND };

	readonly #facts: Facts;
	readonly #log: Log;
	readonly #journal: Journal;
	readonly #clients: Clients;
	readonly #text: RoomText;
	readonly #compaction: Compaction;
	readonly #listing: Listing;
	readonly #connections: Connections;
	readonly #people: KnownPeople;
	/** What each connection may write; forgotten whenever the structure changes. */
	#writers = new WeakMap<Connection, Writer>();
	#batch = new Batch();
	#window: ReturnType<typeof setTimeout> | null = null;
	#flushedAt = 0;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		const { sql } = ctx.storage;
		makeTables(sql);
		this.#facts = new Facts(sql);
		this.#log = new Log(sql);
		this.#journal = new Journal(sql);
		this.#clients = new Clients(sql);
		this.#people = new KnownPeople(sql);
		this.#text = new RoomText(this.#log, () => this.#facts.known().model);
		this.#compaction = new Compaction(ctx);
		this.#listing = new Listing(ctx, env.DB, this.#compaction, () => this.#told());
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
		this.#connections = new Connections(ctx.getWebSockets(), this.limits);
	}

	/** Opens the convention, unless it is open already; returns what lists say of it. */
	open(opening: Opening): Summary {
		if (!this.#facts.areKnown) this.#open(opening);
		return this.#summary();
	}

	/** The convention as it stands, or null when there is none. */
	read(): { title: string; model: Model; state: State } | null {
		const facts = this.#facts.read();
		if (!facts) return null;
		this.#flush();
		return { title: facts.title, model: facts.model, state: readState(this.#text.doc, facts.model) };
	}

	/** What the convention shows under this hash; null when it shows nothing under it. */
	file(hash: string): StoredFile | null {
		if (!this.#facts.areKnown) return null;
		this.#flush();
		return filesOf(readStructure(this.#text.doc)).find((file) => file.hash === hash) ?? null;
	}

	/** Every act so far, oldest first (see `firstBreak`). */
	journal(): Entry[] {
		return this.#journal.entries();
	}

	/** Changes the structure on behalf of a member, or says why not. On disk, and sent to everyone, when it returns. */
	command(member: Member, command: Command): Failure | null {
		const facts = this.#facts.read();
		if (!facts) return failure("unknownConvention");
		this.#flush();
		const refusal = refusesOutright(member, actionOf[command.kind], readStructure(this.#text.doc).phase);
		if (refusal) return refusal;
		const outcome: { refusal: Failure | null } = { refusal: null };
		const updates = this.#text.write((doc) => {
			outcome.refusal = carryOut(command, doc, facts.model, member);
		});
		if (outcome.refusal) return outcome.refusal;
		this.#writers = new WeakMap();
		this.#batch.updates.push(...updates);
		const isStored = this.#flush(() => this.#journal.append(member.person, actOf(command), new Date()));
		return isStored ? null : failure("broken");
	}

	/**
	 * Tells who takes part from now on: whoever is here and is not among them is sent away, the others may at once what
	 * their roles let them, and everybody hears of it. A list older than the last one changes nothing.
	 */
	peopleAre(people: People): void {
		if (!this.#facts.areKnown) return;
		// What was let in before stands.
		this.#flush();
		if (!this.#people.learn(people)) return;
		this.#writers = new WeakMap();
		const members = new Map(people.members.map((member) => [member.person, member]));
		const shown = people.members.map(({ person, name, party, roles }) => ({ id: person, name, party, roles }));
		for (const connection of this.#connections.all()) {
			const member = members.get(connection.member.person);
			if (!member) this.#sendAway(connection, failure("accessTaken"));
			else {
				connection.member = member;
				connection.keep();
				connection.send(protocol.encodeJson(protocol.Message.notice, { kind: "people", me: member, people: shown }));
			}
		}
	}

	/** Takes a party out, unless one of its people has written: their words bind it. Then tell `peopleAre`. */
	removeParty(member: Member, party: string, people: string[]): Failure | null {
		if (!this.#facts.areKnown) return failure("unknownConvention");
		this.#flush();
		const { phase, parties } = readStructure(this.#text.doc);
		const refusal = refuses(member, "addParty", phase);
		if (refusal) return refusal;
		const { clients } = this.#text.doc.store;
		const name = parties.find(({ id }) => id === party)?.shortName;
		if (name && this.#clients.idsOf(people).some((id) => clients.has(id))) return failure("hasWritten", name);
		return this.command(member, { kind: "removeParty", party });
	}

	/** A member joins, by a socket or by a stream: the request carries who it is (see announce.ts). */
	override async fetch(request: Request): Promise<Response> {
		const isSocket = request.headers.get("upgrade") === "websocket";
		const member = this.#admit(request);
		if (isFailure(member)) return isSocket ? refusedSocket(member) : refused(member);
		return isSocket ? this.#joinBySocket(member) : this.#joinByStream(member);
	}

	/** What a stream's client posts (see shared/room/stream.ts): its frames are received as a socket's are. */
	post(person: string, id: string, sequence: number, body: Uint8Array): Failure | null {
		const stream = this.#connections.stream(id, person);
		if (!stream) return failure("notFound");
		if (sequence !== stream.posts) return failure("incomplete");
		const frames = readFrames(body);
		if (isFailure(frames)) return frames;
		stream.posts++;
		stream.heard();
		if (frames.length === 0) this.#answerPing(stream);
		for (const frame of frames) this.#hear(stream, frame);
		return null;
	}

	/** A stream's client says that it goes: that it has gone might only be seen when we next send to it. */
	leave(person: string, id: string): Failure | null {
		const stream = this.#connections.stream(id, person);
		if (!stream) return failure("notFound");
		this.#gone(stream);
		stream.close(NORMAL, "");
		return null;
	}

	/** A session of this person has ended: their lines do too, and whoever is still signed in comes back at once. */
	disconnect(person: string): void {
		for (const connection of this.#connections.all(person)) this.#close(connection, TRY_AGAIN, "");
	}

	/**
	 * Erases the convention whole, text and journal: a draft that nobody wants any more (shared/convention/retention.ts). False, and
	 * nothing is erased, once it was signed: the directory, which asks for it, may not have heard.
	 */
	async erase(): Promise<boolean> {
		this.#flush();
		if (this.#facts.areKnown && !isUnsigned(readStructure(this.#text.doc).phase)) return false;
		for (const connection of this.#connections.all()) this.#refuse(connection, failure("unknownConvention"));
		this.#text.drop();
		this.#facts.forget();
		await this.ctx.storage.deleteAll();
		// Somebody may still ask this object whether there is a convention.
		makeTables(this.ctx.storage.sql);
		return true;
	}

	override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
		this.#hear(socket, typeof frame === "string" ? frame : new Uint8Array(frame));
	}

	override webSocketClose(socket: WebSocket): void {
		this.#gone(socket);
		// The other half of the closing handshake: without it the client waits.
		if (socket.readyState !== WebSocket.READY_STATE_CLOSED) socket.close(NORMAL);
	}

	override webSocketError(socket: WebSocket): void {
		this.webSocketClose(socket);
	}

	override alarm(): void {
		this.#compaction.begun();
		if (this.#log.tailLength === 0) {
			this.#listing.tell();
			return;
		}
		this.#flush();
		this.#compact();
		this.#listing.compacted();
		if (this.#connections.isEmpty) this.#text.drop();
	}

	#open({ convention, title, model, person, ...begins }: Opening): void {
		this.ctx.storage.transactionSync(() => {
			this.#facts.write({ convention, title, model });
			this.#log.replace(firstState({ convention, title, model, person, ...begins }));
			const opened: Act = { act: "opened", detail: { title, model: model.id, digest: model.digest } };
			this.#journal.append(person, opened, new Date());
			this.#listing.toldByOpener();
		});
	}

	#summary(): Summary {
		const { title, model } = this.#facts.known();
		this.#flush();
		return summaryOf(title, model, readState(this.#text.doc, model));
	}

	/** For lists; null in a room that was never opened. */
	#told(): Told | null {
		if (!this.#facts.areKnown) return null;
		const { convention } = this.#facts.known();
		return { convention, summary: this.#summary(), lastAct: this.#journal.lastAt() };
	}

	#admit(request: Request): Member | Failure {
		if (!this.#facts.areKnown) return failure("unknownConvention");
		if (isOutdated(new URL(request.url))) return failure("outdated");
		const standing = announced(request);
		if (standing === null) return failure("signedOut");
		const member = this.#people.latest(standing);
		// Who may not even read is told what anybody else is.
		return member === null || refuses(member, "read", null) ? failure("unknownConvention") : member;
	}

	#joinBySocket(member: Member): Response {
		const pair = new WebSocketPair();
		this.ctx.acceptWebSocket(pair[1]);
		this.#join(pair[1], member);
		return new Response(null, { status: 101, webSocket: pair[0] });
	}

	#joinByStream(member: Member): Response {
		const stream = new Stream((gone) => this.#gone(gone));
		this.#join(stream, member);
		return stream.answer();
	}

	#join(line: Line, member: Member): void {
		const connection = this.#connections.join(line, member, this.limits);
		this.#listing.visited();
		this.#guarded(connection, () => this.#welcome(connection));
	}

	#hear(line: Line, frame: string | Uint8Array): void {
		const connection = this.#connections.of(line);
		if (connection) this.#guarded(connection, () => this.#receive(connection, frame));
	}

	/** A socket's ping is answered without us; one that comes by post costs as much as a frame. */
	#answerPing(stream: Stream): void {
		const connection = this.#connections.of(stream);
		if (!connection) return;
		this.#guarded(connection, () => (connection.charge(1, Date.now()) ? null : failure("tooFast")));
		stream.pong();
	}

	#gone(line: Line): void {
		const connection = this.#connections.of(line);
		if (connection) this.#leave(connection);
	}

	#welcome(connection: Connection): null {
		this.#flush();
		connection.send(protocol.encodeSync(protocol.Sync.step1, this.#text.vector()));
		return this.#sendPresences(connection);
	}

	#receive(connection: Connection, frame: string | Uint8Array): Failure | null {
		if (!connection.charge(1, Date.now())) return failure("tooFast");
		if (typeof frame === "string") return failure("malformed");
		if (frame.byteLength > protocol.MAX_FRAME_BYTES) return failure("tooLarge");
		const message = protocol.readClientMessage(frame);
		if (isFailure(message)) return message;
		switch (message.kind) {
			case "step1":
				return this.#answer(connection, message.vector);
			case "step2":
			case "update":
				return this.#takeIn(connection, message.update, message.kind === "step2");
			case "awareness":
				return this.#showPresence(connection, message.bytes);
			case "queryAwareness":
				return this.#sendPresences(connection);
			case "saved":
				return this.#startTelling(connection);
		}
	}

	#answer(connection: Connection, vector: Uint8Array): Failure | null {
		this.#flush();
		const missing = this.#text.missing(vector);
		if (!connection.charge(missing.byteLength / BYTES_PER_FRAME, Date.now())) return failure("tooFast");
		connection.send(protocol.encodeSync(protocol.Sync.step2, missing));
		return null;
	}

	#takeIn(connection: Connection, update: Uint8Array, isAnswer: boolean): Failure | null {
		if (isAnswer && !connection.answered && this.#holdsNothingNew(update)) {
			connection.took(isAnswer);
			return this.#tell(connection);
		}
		if (!isAnswer && connection.owesAnAnswer) return this.#putOff(connection);
		const verdict = this.#text.judge(update, this.#writerOf(connection));
		if (verdict.failed) return isAnswer ? verdict : this.#turnDown(connection, verdict);
		for (const client of verdict.clocks.keys()) this.#clients.bind(client, connection.member.person);
		connection.took(isAnswer);
		this.#batch.add(connection, verdict.updates, verdict.clocks);
		this.#passOn();
		return null;
	}

	#holdsNothingNew(update: Uint8Array): boolean {
		this.#flush();
		return this.#text.holdsNothingNew(update);
	}

	/**
	 * Somebody who comes back and types before they have answered our step 1 sends words that follow on what we do not
	 * have yet. Their answer will hold both, so this and what follows may be dropped until then; anyone else's words were
	 * cut off on purpose.
	 */
	#turnDown(connection: Connection, refusal: Failure): Failure | null {
		if (refusal.code !== "incomplete" || connection.answered) return refusal;
		this.#flush();
		this.#text.drop();
		return this.#putOff(connection);
	}

	#putOff(connection: Connection): null {
		connection.putOff();
		this.#connections.remember(connection);
		return null;
	}

	#writerOf(connection: Connection): Writer {
		const known = this.#writers.get(connection);
		if (known) return known;
		const { person } = connection.member;
		const structure = readStructure(this.#text.doc);
		const isTheirs = (client: number) => this.#clients.isFreeFor(client, person);
		const writer = writerFor(connection.member, this.#facts.known().model, structure, isTheirs);
		this.#writers.set(connection, writer);
		return writer;
	}

	#startTelling(connection: Connection): null {
		connection.tellsSaved = true;
		return this.#tell(connection);
	}

	#tell(connection: Connection): null {
		this.#batch.tell(connection);
		this.#passOn();
		return null;
	}

	/** Relays a connection's own presence, under the identity the server knows; those of others it may not speak for. */
	#showPresence(connection: Connection, bytes: Uint8Array): Failure | null {
		const { person, name, party, kind } = connection.member;
		const isTheirs = (client: number) =>
			connection.presence ? client === connection.presence.client : this.#clients.isFreeFor(client, person);
		const presence = ownPresence(bytes, isTheirs, { person, name, party, kind });
		// A stock client sends back whatever it hears of the others: fifty people's carets are no flood of its own.
		if (presence === null) connection.charge(-ECHO_REFUND, Date.now());
		if (presence === null || isFailure(presence)) return presence;
		this.#clients.bind(presence.client, connection.member.person);
		connection.presence = presence;
		this.#batch.presences.set(presence.client, presence);
		this.#batch.changed.add(connection);
		this.#passOn();
		return null;
	}

	#sendPresences(connection: Connection): null {
		const presences = this.#connections.presences();
		if (presences.length > 0) connection.send(protocol.encodeAwareness(writePresences(presences)));
		return null;
	}

	/** After a lull at once; in a burst with whatever else comes within the same window, in one write and one frame. */
	#passOn(): void {
		if (this.#window !== null) return;
		if (Date.now() - this.#flushedAt >= LULL_MS) this.#flush();
		else this.#window = setTimeout(() => this.#flush(), 0);
	}

	/**
	 * Closes the window: writes what has passed, then sends it. `alongside` is written in the same transaction. False when
	 * nothing could be written, and so nothing was sent.
	 */
	#flush(alongside?: () => void): boolean {
		if (this.#window !== null) clearTimeout(this.#window);
		this.#window = null;
		this.#flushedAt = Date.now();
		const batch = this.#batch;
		this.#batch = new Batch();
		if (batch.updates.length > 0 || this.#clients.hasFresh) {
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
		try {
			const merged = updates.length > 0 ? mergeUpdates(updates) : new Uint8Array();
			// Several large pastes in one window would make a row that SQLite refuses.
			const rows = updates.length === 0 ? [] : merged.byteLength > PART_BYTES ? updates : [merged];
			const write = () => {
				this.#clients.store();
				for (const row of rows) this.#log.append(row);
				alongside?.();
			};
			// A single row needs no transaction around it, and nearly every key is one.
			if (rows.length === 1 && !this.#clients.hasFresh && !alongside) write();
			else this.ctx.storage.transactionSync(write);
			this.#clients.stored();
			return merged;
		} catch (error) {
			this.#report("could not write", error);
			return null;
		}
	}

	/** Nothing of this batch was stored and nobody saw it: those it was for connect again, and send it again. */
	#giveBack({ changed }: Batch): void {
		this.#text.drop();
		this.#clients.forgetFresh();
		for (const connection of changed) this.#close(connection, TRY_AGAIN, "");
	}

	#publish(update: Uint8Array, { writers, tidied }: Batch): void {
		this.#text.appended(update);
		if (this.#text.tailBytes > MAX_TAIL_BYTES) this.#compact();
		else this.#compaction.setWithin(COMPACT_AFTER_MS);
		this.#listing.changed();
		const frame = protocol.encodeSync(protocol.Sync.update, update);
		const [knows] = writers.size === 1 && !tidied ? writers : [];
		this.#connections.send(frame, knows);
	}

	#compact(): void {
		this.ctx.storage.transactionSync(() => this.#log.replace(this.#text.compacted()));
	}

	#relay({ presences, told, changed }: Batch): void {
		if (presences.size > 0) {
			this.#connections.send(protocol.encodeAwareness(writePresences([...presences.values()])));
		}
		for (const [connection, clocks] of told) {
			if (!connection.tellsSaved) continue;
			connection.send(protocol.encodeSaved({ clocks: Y.encodeStateVector(clocks), count: connection.stored }));
		}
		for (const connection of changed) this.#connections.remember(connection);
	}

	#refuse(connection: Connection, refusal: Failure): void {
		// What others sent within this window has passed, and must not go down with the document.
		this.#flush();
		this.#text.drop();
		this.#sendAway(connection, refusal);
	}

	#sendAway(connection: Connection, refusal: Failure): void {
		const { code, where } = refusal;
		const message = sentenceOf(refusal);
		connection.send(protocol.encodeJson(protocol.Message.refused, { code, message, section: where }));
		this.#close(connection, closeCodeOf(refusal), code);
	}

	#close(connection: Connection, code: number, reason: string): void {
		this.#leave(connection);
		connection.line.close(code, reason);
	}

	/** Takes the connection out, and its caret off the others' screens, unless its client is back on another line. */
	#leave(connection: Connection): void {
		if (!this.#connections.leave(connection)) return;
		const { presence } = connection;
		if (presence && !this.#connections.presences().some(({ client }) => client === presence.client)) {
			// At the same clock: one higher would hide a quick return.
			this.#batch.presences.set(presence.client, { ...presence, state: "null" });
			this.#passOn();
		}
		if (this.#connections.isEmpty && this.#log.tailLength > 0) this.#compaction.setWithin(COMPACT_WHEN_EMPTY_MS);
	}

	/** Runs what a frame asks for. A bug costs its sender the connection, and those of the same window a reconnection. */
	#guarded(connection: Connection, act: () => Failure | null): void {
		try {
			const refusal = act();
			if (refusal) this.#refuse(connection, refusal);
		} catch (error) {
			this.#report("broke on a message", error);
			const batch = this.#batch;
			this.#batch = new Batch();
			this.#giveBack(batch);
			this.#close(connection, closeCodeOf(failure("broken")), "broken");
		}
	}

	#report(what: string, error: unknown): void {
		console.error(`convention ${this.#facts.read()?.convention ?? "unknown"}: the room ${what}`, error);
	}
}

function isOutdated({ searchParams }: URL): boolean {
	const version = searchParams.get(protocol.SCHEMA_PARAMETER);
	return version !== null && !(Number(version) >= SCHEMA_VERSION);
}
