import { DurableObject } from "cloudflare:workers";
import { refuses } from "../../shared/access.ts";
import { isUnsigned } from "../../shared/convention/phase.ts";
import type { State, StoredFile } from "../../shared/convention/state.ts";
import { type Failure, failure, isFailure } from "../../shared/failure.ts";
import type { Act, Entry } from "../../shared/journal.ts";
import { type Summary, summaryOf } from "../../shared/list/summary.ts";
import type { Model } from "../../shared/model/model.ts";
import type { Member } from "../../shared/people/member.ts";
import type { Command } from "../../shared/room/commands/command.ts";
import { filesOf } from "../../shared/room/commands/files.ts";
import * as protocol from "../../shared/room/protocol.ts";
import { readState, readStructure } from "../../shared/room/roots.ts";
import { readFrames } from "../../shared/room/stream.ts";
import { SCHEMA_VERSION } from "../../shared/schema.ts";
import type { Step } from "../../shared/version/step.ts";
import type { Version } from "../../shared/version/version.ts";
import type { MemberAsOf, People } from "../directory/member.ts";
import { Agenda, type Jobs } from "./agenda.ts";
import type { Limits } from "./allowance.ts";
import { announced, type Joining } from "./announce.ts";
import { archive } from "./archive.ts";
import { Budget } from "./budget.ts";
import { Clients } from "./clients.ts";
import { Commands } from "./commands.ts";
import type { Connection } from "./connection.ts";
import { Connections } from "./connections.ts";
import { Errands } from "./errands.ts";
import { Facts } from "./facts.ts";
import { firstState, type Opening } from "./first-state.ts";
import { Flow } from "./flow.ts";
import { Folding } from "./folding.ts";
import { Journal } from "./journal.ts";
import { KnownPeople } from "./known-people.ts";
import type { Line } from "./line.ts";
import { Listing, type Told } from "./listing.ts";
import { Damaged, Log } from "./log.ts";
import { migrateRoom } from "./migration.ts";
import { post } from "./post.ts";
import { print } from "./print.ts";
import { Reception } from "./reception.ts";
import { failureOf, refused, refusedSocket } from "./refused.ts";
import { restart } from "./restart.ts";
import { Stream } from "./stream.ts";
import { makeTables } from "./tables.ts";
import { RoomText } from "./text.ts";
import { Versions } from "./versions.ts";
import { Window } from "./window.ts";

/** Somebody who may join, and in milliseconds when their session ends. */
type Admitted = Pick<Joining, "member" | "until">;

/** Under this key of the storage of a room that was erased. */
const ERASED = "erased";

/**
 * One convention, live. An update is applied to the document in memory and judged by the guard; what has passed, in a burst
 * within one window of 0 ms, is merged, written to the log in one transaction, and only then sent on: nobody ever sees what
 * could be lost. Errors drop the document; the log is the truth.
 *
 * No timer outlives some seconds of silence, so that an idle room sleeps with its sockets open. Only a stream keeps it awake.
 */
export class Room extends DurableObject<Env> {
	/** A bench may lift them; nothing else should. */
	protected readonly limits: Limits = {
		burst: protocol.BURST_FRAMES,
		perSecond: protocol.FRAMES_PER_SECOND,
		connections: protocol.CONNECTIONS,
	};

	readonly #facts: Facts;
	readonly #log: Log;
	readonly #journal: Journal;
	readonly #clients: Clients;
	readonly #text: RoomText;
	readonly #agenda: Agenda;
	readonly #folding: Folding;
	readonly #listing: Listing;
	readonly #connections: Connections;
	readonly #people: KnownPeople;
	readonly #window: Window;
	readonly #reception: Reception;
	readonly #versions: Versions;
	readonly #flow: Flow;
	readonly #errands: Errands;
	readonly #commands: Commands;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		const { sql } = ctx.storage;
		makeTables(sql);
		this.#facts = new Facts(sql);
		this.#log = new Log(sql);
		this.#journal = new Journal(sql);
		this.#clients = new Clients(sql);
		this.#people = new KnownPeople(sql);
		this.#text = new RoomText(this.#log, this.#facts.writing);
		const report = (what: string, error: unknown) => this.#report(what, error);
		this.#agenda = new Agenda(ctx.storage, this.#jobs(env), report);
		this.#folding = new Folding(ctx.storage, this.#log, this.#text, this.#agenda, report);
		this.#listing = new Listing(ctx.storage, env.DB, this.#agenda, () => this.#told());
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
		// Asked for at each need: a subclass that lifts them has them only once this constructor is through.
		const limits = () => this.limits;
		this.#connections = new Connections(ctx.getWebSockets(), limits, (connection) => this.#left(connection));
		const around = { text: this.#text, clients: this.#clients, connections: this.#connections, report };
		const followers = [this.#folding, this.#listing];
		this.#window = new Window({ ...around, storage: ctx.storage, log: this.#log, followers });
		this.#versions = new Versions(ctx.storage);
		this.#errands = new Errands(sql);
		this.#flow = new Flow({
			facts: this.#facts,
			text: this.#text,
			window: this.#window,
			journal: this.#journal,
			versions: this.#versions,
			errands: this.#errands,
			agenda: this.#agenda,
			changed: () => this.#tellVersions(),
		});
		const budget = new Budget(sql, this.#clients);
		const receiving = { ...around, facts: this.#facts, window: this.#window };
		this.#reception = new Reception({ ...receiving, budget });
		this.#commands = new Commands({ ...receiving, journal: this.#journal, reception: this.#reception });
	}

	/** Opens the convention, unless it is open already; returns what lists say of it. */
	open(opening: Opening): Summary {
		if (!this.#isOpen) this.#open(opening);
		return this.#summary();
	}

	/** The convention as it stands. */
	read(): { title: string; model: Model; state: State } | Failure {
		return this.#inConvention(() => {
			this.#window.flush();
			const { title, base } = this.#facts.known();
			return { title, model: base.model, state: readState(this.#text.doc, this.#facts.writing) };
		});
	}

	/** What the convention or a délibération on it shows under this hash; null when it shows nothing under it. */
	file(hash: string): StoredFile | null {
		if (!this.#isOpen) return null;
		this.#window.flush();
		const isMeant = (file: StoredFile) => file.hash === hash;
		const shown = filesOf(readStructure(this.#text.doc)).find(isMeant);
		if (shown) return shown;
		const voted = this.#versions.all().flatMap(({ deliberations }) => deliberations.map(({ file }) => file));
		return voted.find(isMeant) ?? null;
	}

	/** Tells lists of the convention at once, and the sweep which files it names. */
	async tellLists(): Promise<void> {
		const isOpen = this.#inConvention(() => true);
		if (isOpen === true) await this.#agenda.do("list");
	}

	/** Every act so far, oldest first (see `firstBreak`). */
	journal(): Entry[] {
		return this.#journal.entries();
	}

	/** Takes a step on the way to signature for a member, or says why not; the version that it concerns. */
	take(standing: MemberAsOf, step: Step): Version | Failure {
		return this.#inConvention(() =>
			this.#asMember(standing, (member) => {
				this.#window.flush();
				return this.#flow.take(member, step);
			}),
		);
	}

	/** Every version that was submitted, newest first, and where the convention stands. */
	versions(): Version[] {
		return this.#versions.all();
	}

	/** The canonical bytes of a version; null where there is none of this number. */
	versionBytes(number: number): Uint8Array | null {
		return this.#versions.one(number) && this.#versions.bytes(number);
	}

	/** Changes the structure on behalf of a member, or says why not. On disk, and sent to everyone, when it returns. */
	command(standing: MemberAsOf, command: Command): Failure | null {
		return this.#inConvention(() => this.#asMember(standing, (member) => this.#commands.carryOut(member, command)));
	}

	/**
	 * Tells who takes part from now on: a person who is here and not among them is sent away, the others may at once what
	 * their roles let them, and everybody hears of it. A list older than the last one changes nothing.
	 */
	peopleAre(people: People): void {
		if (!this.#isOpen) return;
		// What was let in before stands.
		this.#window.flush();
		if (!this.#people.learn(people)) return;
		this.#reception.forgetWriters();
		const members = new Map(people.members.map((member) => [member.person, member]));
		const shown = people.members.map(({ person, name, party, roles }) => ({ id: person, name, party, roles }));
		for (const connection of this.#connections.all()) {
			const member = members.get(connection.member.person);
			if (!member) this.#connections.sendAway(connection, failure("accessTaken"));
			else {
				connection.member = member;
				connection.keep();
				connection.send(protocol.encodeNotice({ kind: "people", me: member, people: shown }));
			}
		}
	}

	/** Takes a party out, unless one of its people has written or done anything: their acts bind it. Then tell `peopleAre`. */
	removeParty(standing: MemberAsOf, party: string, people: string[]): Failure | null {
		return this.#inConvention(() =>
			this.#asMember(standing, (member) => this.#commands.removeParty(member, party, people)),
		);
	}

	/** Begins the document anew from what is read of it: everybody who is here goes, and comes back to a light one. */
	restart(standing: MemberAsOf): Failure | null {
		return this.#inConvention(() => this.#asMember(standing, (member) => this.#restart(member)));
	}

	/** A member joins, by a socket or by a stream: the request carries who it is (see announce.ts). */
	override async fetch(request: Request): Promise<Response> {
		const isSocket = request.headers.get("upgrade") === "websocket";
		const joining = this.#inConvention(() => this.#admit(request));
		if (isFailure(joining)) return isSocket ? refusedSocket(joining) : refused(joining);
		return isSocket ? this.#joinBySocket(joining) : this.#joinByStream(joining);
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
		if (frames.length === 0) this.#hearPing(stream);
		for (const frame of frames) this.#hear(stream, frame);
		return null;
	}

	/** A stream's client says that it goes: that it has gone might only be seen when we next send to it. */
	leave(person: string, id: string): Failure | null {
		const stream = this.#connections.stream(id, person);
		if (!stream) return failure("notFound");
		this.#gone(stream);
		stream.close(protocol.NORMAL, "");
		return null;
	}

	/** A session of this person has ended: their lines do too, and a page that is still signed in comes back at once. */
	disconnect(person: string): void {
		for (const connection of this.#connections.all(person)) this.#connections.close(connection, protocol.TRY_AGAIN, "");
	}

	/**
	 * Erases the convention whole, text and journal: a draft that nobody wants any more (shared/convention/retention.ts). False, and
	 * nothing is erased, once it was signed: the directory, which asks for it, may not have heard.
	 */
	async erase(): Promise<boolean> {
		this.#window.flush();
		if (this.#isOpen && !isUnsigned(readStructure(this.#text.doc).phase)) return false;
		for (const connection of this.#connections.all()) {
			this.#connections.sendAway(connection, failure("unknownConvention"));
		}
		this.#window.flush();
		this.#text.drop();
		this.#facts.forget();
		await this.#agenda.forget();
		await this.ctx.storage.deleteAll();
		// Somebody may still ask this object whether there is a convention, which the directory knows for a moment longer.
		makeTables(this.ctx.storage.sql);
		this.ctx.storage.kv.put(ERASED, true);
		return true;
	}

	override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
		this.#hear(socket, typeof frame === "string" ? frame : new Uint8Array(frame));
	}

	override webSocketClose(socket: WebSocket): void {
		this.#gone(socket);
		// The other half of the closing handshake: without it the client waits.
		if (socket.readyState !== WebSocket.READY_STATE_CLOSED) socket.close(protocol.NORMAL);
	}

	override webSocketError(socket: WebSocket): void {
		this.webSocketClose(socket);
	}

	override async alarm(): Promise<void> {
		if (!this.#isOpen) return;
		await this.#agenda.ring();
		if (!this.#connections.isEmpty) return;
		this.#window.flush();
		this.#text.drop();
	}

	/** What each person may write is worked out anew, every page hears how far the versions have come, and lists do. */
	#tellVersions(): void {
		this.#listing.written();
		this.#reception.forgetWriters();
		this.#connections.send(protocol.encodeNotice({ kind: "versions", versions: this.#versions.all() }));
	}

	#jobs(env: Env): Jobs {
		return {
			fold: () => this.#fold(),
			list: () => this.#listing.tell(),
			archive: () => archive(env, this.#versions, this.#flow),
			print: () => print(env, this.#versions, this.#flow),
			post: () => post(env, this.#facts, this.#errands),
			remind: () => this.#flow.remind(),
		};
	}

	/**
	 * Does what is asked of the convention. Whoever asks was found in the directory: a room that finds itself empty has lost
	 * what it held, and says so.
	 */
	#inConvention<T>(act: () => T): T | Failure {
		try {
			if (this.#isErased) return failure("unknownConvention");
			if (!this.#isOpen) throw new Damaged("the directory knows the convention, and there is none here");
			return act();
		} catch (error) {
			this.#report("could not do what was asked", error);
			return failureOf(error);
		}
	}

	/** What the room was told of the person since they were looked up counts, as when they join. */
	#asMember<T>(standing: MemberAsOf, act: (member: Member) => T): T | Failure {
		const member = this.#people.latest(standing);
		return member === null ? failure("unknownConvention") : act(member);
	}

	#restart(member: Member): Failure | null {
		this.#window.flush();
		const around = { storage: this.ctx.storage, facts: this.#facts, text: this.#text, log: this.#log };
		const refusal = restart({ ...around, clients: this.#clients, journal: this.#journal }, member, new Date());
		if (refusal) return refusal;
		this.#reception.forgetWriters();
		for (const connection of this.#connections.all()) this.#connections.sendAway(connection, failure("restarted"));
		this.#listing.written();
		return null;
	}

	/** Nothing is left of the convention, on purpose. */
	get #isErased(): boolean {
		return this.#facts.schema === null && this.ctx.storage.kv.get(ERASED) === true;
	}

	/** Is there a convention? The text of one that is of an older schema is moved first. */
	get #isOpen(): boolean {
		const { schema } = this.#facts;
		if (schema === null) return false;
		if (schema < SCHEMA_VERSION) this.#migrate();
		return true;
	}

	/** Whoever is here has the text in the older layout, and goes; where it cannot be moved, too. */
	#migrate(): void {
		let refusal: Failure = failure("broken");
		try {
			migrateRoom(this.ctx.storage, this.#facts, this.#log, this.#journal);
			refusal = failure("outdated");
			// What its code had on an alarm of its own, before there was an agenda.
			this.#agenda.within("list", 0);
		} finally {
			for (const connection of this.#connections.all()) this.#connections.sendAway(connection, refusal);
		}
	}

	#open({ convention, title, model, person, ...begins }: Opening): void {
		if (!this.#journal.isEmpty) throw new Damaged("the room has a journal, and does not know its convention");
		this.ctx.storage.transactionSync(() => {
			this.#facts.write({ convention, title, base: { kind: "model", model } });
			this.#log.replace(firstState({ convention, title, model, person, ...begins }));
			const opened: Act = { act: "opened", detail: { title, model: model.id, digest: model.digest } };
			this.#journal.append(person, opened, new Date());
			this.#listing.toldByOpener();
		});
	}

	#summary(): Summary {
		const { title, base } = this.#facts.known();
		this.#window.flush();
		return summaryOf(title, base.model, readState(this.#text.doc, this.#facts.writing), this.#versions.latest());
	}

	/** For lists; null in a room that was never opened. */
	#told(): Told | null {
		if (!this.#isOpen) return null;
		const { convention } = this.#facts.known();
		return { convention, summary: this.#summary(), files: this.#files(), lastAct: this.#journal.lastAt() };
	}

	/** Every file of the store that the convention names, by hash, each once. */
	#files(): string[] {
		const shown = filesOf(readStructure(this.#text.doc)).map(({ hash }) => hash);
		return [...new Set([...shown, ...this.#versions.all().flatMap((version) => this.#versions.files(version))])];
	}

	#admit(request: Request): Admitted | Failure {
		if (isOutdated(new URL(request.url))) return failure("outdated");
		const standing = announced(request);
		if (standing === null) return failure("signedOut");
		const member = this.#people.latest(standing);
		// Who may not even read is told what anybody else is.
		if (member === null || refuses(member, "read", null)) return failure("unknownConvention");
		return this.#connections.refuses(member.person) ?? { member, until: standing.until };
	}

	#joinBySocket(admitted: Admitted): Response {
		const pair = new WebSocketPair();
		this.ctx.acceptWebSocket(pair[1]);
		this.#join(pair[1], admitted);
		return new Response(null, { status: 101, webSocket: pair[0] });
	}

	#joinByStream(admitted: Admitted): Response {
		const stream = new Stream((gone) => this.#gone(gone));
		this.#join(stream, admitted);
		return stream.answer();
	}

	#join(line: Line, { member, until }: Admitted): void {
		const connection = this.#connections.join(line, member, until);
		this.#listing.visited();
		const versions = this.#versions.all();
		if (versions.length > 0) connection.send(protocol.encodeNotice({ kind: "versions", versions }));
		this.#reception.welcome(connection);
	}

	#hear(line: Line, frame: string | Uint8Array): void {
		const connection = this.#isOpen ? this.#connections.of(line) : undefined;
		if (connection && !this.#connections.hasEnded(connection, Date.now())) this.#reception.hear(connection, frame);
	}

	/** A socket's ping is answered without us. */
	#hearPing(stream: Stream): void {
		const connection = this.#connections.of(stream);
		if (!connection) return;
		this.#reception.hearPing(connection);
		stream.pong();
	}

	#gone(line: Line): void {
		const connection = this.#connections.of(line);
		if (connection) this.#connections.leave(connection);
	}

	/** Takes the caret off the others' screens, unless its client is back on another line. */
	#left({ presence }: Connection): void {
		const isBack = this.#connections.presences().some(({ client }) => client === presence?.client);
		if (presence && !isBack) this.#window.hide(presence);
		if (!this.#connections.isEmpty) return;
		this.#folding.emptied();
		this.#listing.emptied();
	}

	#fold(): void {
		this.#window.flush();
		this.#folding.fold();
	}

	#report(what: string, error: unknown): void {
		console.error(`convention ${this.ctx.id.name ?? "unknown"}: the room ${what}`, error);
	}
}

function isOutdated({ searchParams }: URL): boolean {
	const version = searchParams.get(protocol.SCHEMA_PARAMETER);
	return version !== null && !(Number(version) >= SCHEMA_VERSION);
}
