import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { type Check, type CheckName, checks } from "../../shared/room/guard/checks.ts";
import { type Limits, limits } from "../../shared/room/guard/limits.ts";
import { Client } from "./client.ts";
import { costly } from "./costly.ts";
import { fill } from "./edits.ts";
import { forged } from "./forged.ts";
import { type Attack, hostile } from "./hostile.ts";
import { damage, damagedFrame } from "./mutated.ts";
import {
	expect,
	expectSame,
	IdBook,
	judgeChange,
	judgeReplicas,
	judgeStore,
	judgeWork,
	type Snapshot,
	snapshot,
	Violation,
	workOf,
} from "./oracle.ts";
import { Random } from "./random.ts";
import { Room } from "./room.ts";
import { Target } from "./target.ts";
import { docOf, emptyDoc, PEOPLE, type Person, SECTIONS, SERVER_CLIENT, World } from "./world.ts";

export interface Options {
	seed: number;
	/** A check or a limit that the guard does without. */
	without?: Part | undefined;
}

/** A check by its name, a limit by its name behind "most". */
export type Part = CheckName | `most ${keyof Limits}`;

export const PARTS = [...Object.keys(checks), ...Object.keys(limits).map((name) => `most ${name}`)] as Part[];

export interface Result {
	judged: number;
	hostile: Tally;
	honest: Tally;
	/** Refusals of honest updates, by code and edit. */
	honestRefusals: Map<string, number>;
	violation: { attack: string; update: number; what: string } | null;
}

interface Tally {
	sent: number;
	accepted: number;
}

const attacks: Record<string, Attack> = { ...hostile, ...forged };
const attackNames = Object.keys(attacks);
const costlyNames = Object.keys(costly);

/** As many cells as a room of so few people makes in a run: none is to grow without end. */
const fewer: Limits = { ...limits, roots: 350 };

/** People at work in a room and attackers among them, until something breaks or enough was judged. */
export class Campaign {
	readonly #random: Random;
	readonly #world = new World();
	readonly #ids = new IdBook();
	readonly #room: Room;
	readonly #follower: Y.Doc;
	readonly #clients: Client[] = [];
	/** Real updates, to be damaged. */
	readonly #recent: Uint8Array[] = [];
	readonly result: Result = {
		judged: 0,
		hostile: { sent: 0, accepted: 0 },
		honest: { sent: 0, accepted: 0 },
		honestRefusals: new Map(),
		violation: null,
	};
	#live: Snapshot;
	#nextId = 1000;
	#attack = "none yet";

	constructor({ seed, without }: Options) {
		this.#random = new Random(seed);
		const kept: Check[] = Object.entries(checks).flatMap(([name, check]) => (name === without ? [] : [check]));
		const most = without?.startsWith("most ") ? { ...fewer, [without.slice(5)]: Number.POSITIVE_INFINITY } : fewer;
		this.#room = new Room(this.#world, kept, most, initialState(this.#random));
		this.#follower = docOf(this.#room.log);
		this.#live = snapshot(this.#room.doc);
		for (const person of [...PEOPLE, ...PEOPLE.slice(0, 3)]) this.#join(person);
	}

	/** Until the guard has judged so many updates, or the oracle found it wrong. */
	run(updates: number): Result {
		try {
			while (this.result.judged < updates) this.#step();
			this.#settle();
		} catch (error) {
			const what = error instanceof Violation ? error.message : String((error as Error).stack);
			this.result.violation = { attack: this.#attack, update: this.result.judged, what };
		}
		return this.result;
	}

	#step(): void {
		const random = this.#random;
		const client = random.pick(this.#clients);
		const dice = random.next();
		if (dice < 0.45) this.#attackOnce();
		else if (dice < 0.88) this.#work(client);
		else if (dice < 0.93) client.read(random, random.int(6));
		else if (dice < 0.96) this.#connect(client, !client.online);
		else if (dice < 0.985) this.#settle();
		else this.#closeOrOpen();
	}

	#work(client: Client): void {
		const edit = client.edit(this.#random, this.#world);
		if (client.online && this.#random.chance(0.8)) this.#send(client, edit);
		if (this.#random.chance(0.4)) client.read(this.#random, 3);
	}

	#send(client: Client, edit: string): void {
		for (const update of client.outbox.splice(0)) {
			this.#remember(update);
			const { refusal } = this.#judge(client.person, update, this.result.honest);
			if (refusal === null) continue;
			const key = `${refusal}: ${edit}${client.person.writes ? "" : " (reader)"}`;
			this.result.honestRefusals.set(key, (this.result.honestRefusals.get(key) ?? 0) + 1);
			this.#replace(client);
			return;
		}
	}

	#connect(client: Client, online: boolean): void {
		client.online = online;
		if (!online) return;
		client.comeBack(this.#room.log);
		this.#send(client, "come back");
	}

	/** Everybody sends and reads until nothing is left, and then shows the same. */
	#settle(): void {
		for (const client of [...this.#clients]) this.#connect(client, true);
		for (let round = 0; round < 3; round++) {
			for (const client of [...this.#clients]) {
				client.read(this.#random);
				this.#send(client, "settle");
			}
		}
		for (const client of this.#clients) {
			client.read(this.#random);
			expectSame(this.#live, client.doc, `${client.person.name}'s page`);
		}
		judgeReplicas(this.#room.doc, this.#room.log, this.#follower, this.#random);
	}

	/** A section closes for its writers, once they have sent what they have; their undo ends there. */
	#closeOrOpen(): void {
		const { closed } = this.#world;
		const section = this.#random.pick(Object.keys(SECTIONS));
		if (closed.delete(section)) return;
		this.#settle();
		if (closed.size < 2) closed.add(section);
		for (const client of this.#clients) client.forgetUndo();
	}

	#attackOnce(): void {
		const { name, person, update } = this.#makeAttack();
		if (update === null) return;
		this.#attack = name;
		const before = this.#live;
		const { refusal, moved } = this.#judge(person, update, this.result.hostile);
		if (refusal !== null) return;
		// Whoever forges words under the id of a page of their own spoils that page, and no other.
		for (const client of this.#clients.filter(({ id }) => moved.includes(id))) this.#replace(client);
		judgeReplicas(this.#room.doc, this.#room.log, this.#follower, this.#random);
		if (before !== this.#live && this.#random.chance(0.3)) this.#probe(person);
	}

	#makeAttack(): { name: string; person: Person; update: Uint8Array | null } {
		const random = this.#random;
		const person = random.pick(PEOPLE);
		if (random.chance(0.25) && this.#recent.length > 0) {
			const { name, bytes } = (random.chance(0.8) ? damage : damagedFrame)(random.pick(this.#recent), random);
			return { name: `damaged (${name})`, person, update: bytes };
		}
		const odds = random.next();
		const name = odds < 0.25 ? "anything" : random.pick(odds < 0.3 ? costlyNames : attackNames);
		const victims = this.#clients.filter((client) => client.person !== person).map(({ id }) => id);
		// Three ids each, kept, so that attacks can lean on what came before.
		const id = 10 * (1 + PEOPLE.indexOf(person)) + random.int(3);
		const target = new Target(random, person, this.#world, Y.encodeStateAsUpdate(this.#room.doc), id, victims);
		return { name, person, update: (attacks[name] ?? costly[name])?.(target) ?? null };
	}

	/** Lets the guard judge an update, and the oracle the guard. */
	#judge(person: Person, update: Uint8Array, tally: Tally): { refusal: string | null; moved: number[] } {
		this.result.judged++;
		tally.sent++;
		const before = this.#live;
		const log = [...this.#room.log];
		const [verdict, spent] = workOf(() => this.#room.receive(person, update));
		this.#live = snapshot(this.#room.doc);
		judgeStore(this.#room.doc);
		const again = () => {
			const room = this.#room.at(log);
			return workOf(() => room.receive(person, update))[1];
		};
		judgeWork(verdict.failed ? 0 : verdict.clocks.size, spent, again);
		if (verdict.failed) {
			expectSame(before, this.#room.doc, `the room after a refusal (${verdict.code})`);
			return { refusal: verdict.code, moved: [] };
		}
		tally.accepted++;
		judgeChange(before, this.#live, person, this.#world, this.#ids);
		for (const frame of verdict.updates) {
			Y.applyUpdate(this.#follower, frame);
			for (const client of this.#clients) if (client.online) client.inbox.push(frame);
		}
		expectSame(this.#live, this.#follower, "a follower");
		this.#room.compactWhenLong();
		return { refusal: null, moved: [...verdict.clocks.keys()] };
	}

	/** Can the others still write, and do their words arrive? */
	#probe(attacker: Person): void {
		const able = ({ person, online }: Client) =>
			online && person !== attacker && this.#world.sectionsOf(person).length > 0;
		const victims = this.#clients.filter(able);
		if (victims.length === 0) return;
		const victim = this.#random.pick(victims);
		const word = `[${this.result.judged}]`;
		victim.read(this.#random);
		this.#send(victim, "before a probe");
		if (!this.#clients.includes(victim)) return;
		const section = this.#random.pick(this.#world.sectionsOf(victim.person));
		victim.doc.getText(liveRoot(section)).insert(0, word, {});
		this.#send(victim, "probe");
		expect(this.#live.sections[section]?.includes(word) === true, `words of ${victim.person.name} did not arrive`);
		victim.read(this.#random);
	}

	#join(person: Person): void {
		const id = this.#nextId++;
		expect(this.#room.bind(id, person) && this.#ids.isOf(id, person), `client id ${id} was taken`);
		this.#clients.push(new Client(person, id, Y.mergeUpdates(this.#room.log)));
	}

	#replace(client: Client): void {
		this.#clients.splice(this.#clients.indexOf(client), 1);
		client.doc.destroy();
		this.#join(client.person);
	}

	#remember(update: Uint8Array): void {
		this.#recent.push(update);
		if (this.#recent.length > 40) this.#recent.shift();
	}
}

/** What a room starts from: some sections with text, some empty. */
function initialState(random: Random): Uint8Array {
	const doc = emptyDoc(SERVER_CLIENT);
	doc.getMap("structure").set("phase", "drafting");
	for (const id of Object.keys(SECTIONS).slice(0, 4)) fill(doc.getText(liveRoot(id)), random);
	return Y.encodeStateAsUpdate(doc);
}
