import * as Y from "yjs";
import { type Failure, failure } from "../../shared/failure.ts";
import type { Check } from "../../shared/room/guard/checks.ts";
import { Guard, type Passed } from "../../shared/room/guard/guard.ts";
import type { Limits } from "../../shared/room/guard/limits.ts";
import type { Writer } from "../../shared/room/writer.ts";
import { docOf, type Person, SERVER_CLIENT, type World } from "./world.ts";

/** So many updates are kept before the log is compacted, as the room does through a document. */
const COMPACT_AFTER = 60;

/** The room as far as the guard needs one: a document, the log behind it, and who uses which client id. */
export class Room {
	readonly world: World;
	/** The person who first used a client id. */
	readonly bound = new Map<number, Person>();
	log: Uint8Array[];
	guard: Guard;
	readonly #checks: readonly Check[];
	readonly #limits: Limits;

	constructor(world: World, checks: readonly Check[], limits: Limits, ...log: Uint8Array[]) {
		this.world = world;
		this.#checks = checks;
		this.#limits = limits;
		this.log = log;
		this.guard = this.#load();
	}

	get doc(): Y.Doc {
		return this.guard.doc;
	}

	/** Judges an update; what passed is on the log when this returns, what did not has left no trace. */
	receive(person: Person, update: Uint8Array): Passed | Failure {
		const verdict = this.guard.judge(update, this.#writer(person));
		if (verdict.failed) return verdict;
		for (const client of verdict.clocks.keys()) this.bind(client, person);
		this.log.push(...verdict.updates);
		return verdict;
	}

	/** At handshake, before anyone hears of the id. */
	bind(client: number, person: Person): boolean {
		if (!this.#isFree(client, person)) return false;
		this.bound.set(client, person);
		return true;
	}

	/** A room of its own with this log. */
	at(log: Uint8Array[]): Room {
		return new Room(this.world, this.#checks, this.#limits, ...log);
	}

	compactWhenLong(): boolean {
		if (this.log.length < COMPACT_AFTER) return false;
		const doc = docOf(this.log);
		this.log = [Y.encodeStateAsUpdate(doc)];
		doc.destroy();
		return true;
	}

	#load(): Guard {
		return new Guard(docOf(this.log), this.#checks, this.#limits);
	}

	#isFree(client: number, person: Person): boolean {
		const owner = this.bound.get(client);
		return client !== SERVER_CLIENT && (owner === undefined || owner === person);
	}

	#writer(person: Person): Writer {
		const { world } = this;
		const nothing = person.writes ? null : failure("forbidden");
		const writer = {
			refusal: nothing,
			refusesSection: (id: string) => nothing ?? (world.mayWriteSection(person, id) ? null : failure("notYours", id)),
			refusesField: (key: string) => nothing ?? (world.mayWriteField(person, key) ? null : failure("notYours")),
			owns: (client: number) => this.#isFree(client, person),
			refusesClients: () => null,
		};
		return writer;
	}
}
