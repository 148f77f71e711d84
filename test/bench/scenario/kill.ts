import { setTimeout as wait } from "node:timers/promises";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { decodeSaved, Message } from "../../../shared/room/protocol.ts";
import { Client, type Place } from "../load/client.ts";
import { layOutRoom, textIn } from "../load/layout.ts";
import { seeded } from "../statistics.ts";
import type { Deployment } from "../target.ts";
import type { Effort, Sample, Scenario } from "./scenario.ts";

const KILLS = 10;
const UPDATES_PER_SECOND = 50;
/** A kill comes this many milliseconds after the first keystroke. */
const SOONEST = 800;
const LATEST = 3_500;
const SEED = 7;
/** Every so many keystrokes one is taken back: no state vector tells of deletions. */
const DELETES_EVERY = 9;

/** The server dies ten times in the middle of a sentence; what somebody else had seen, or was told is saved, must be there. */
export const killing: Scenario = {
	name: "kill",
	title: `E. ${KILLS} times kill -9 while typing ${UPDATES_PER_SECOND} updates/s`,
	targets: ["limit-sql", "copacte", "partyserver", "hocuspocus"],
	rounds: 1,
	columns: [
		{ metric: "sent", label: "sent", digits: 0 },
		{ metric: "seen", label: "seen by another", digits: 0 },
		{ metric: "lostSeen", label: "lost of them", digits: 0 },
		{ metric: "saved", label: "acknowledged", digits: 0 },
		{ metric: "lostSaved", label: "lost of them", digits: 0 },
	],
	goals: [
		{ text: "updates lost that another client had seen", metric: "lostSeen", atMost: 0 },
		{ text: "updates lost that were acknowledged", metric: "lostSaved", atMost: 0 },
		{ text: "updates acknowledged before a kill", metric: "saved", atLeast: 1 },
	],
	measure,
};

/** What one sent update put in or took out. */
type Sent = { inserted: Y.ID } | { deleted: Y.ID };

async function measure(deployment: Deployment, effort: Effort): Promise<Sample> {
	const random = seeded(SEED);
	const total = { sent: 0, seen: 0, lostSeen: 0, saved: 0, lostSaved: 0 };
	await deployment.startAfresh();
	for (let kill = 0; kill < (effort.quick ? 3 : KILLS); kill++) {
		const one = await killOnce(deployment, `kill-${kill}`, SOONEST + random() * (LATEST - SOONEST));
		for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += one[key];
	}
	return total;
}

/** Two tabs in a room: one types, the other watches; then the server dies, and a third looks at what there is. */
async function killOnce(deployment: Deployment, room: string, afterMs: number) {
	const place = (port: number, person: string): Place => ({ port, dialect: deployment.target.dialect, room, person });
	const { port } = await deployment.restart();
	const { base, client } = await layOutRoom(place(port, "writer"));
	const watched = new Y.Doc();
	const watcher = await Client.join(place(port, "watcher"), { onUpdate: (update) => Y.applyUpdate(watched, update) });
	const typing = new Typing(base);
	const writer = await Client.join(place(port, "writer"), { takeFrame: (frame) => typing.takeSaved(frame) });
	await typing.type(writer, afterMs);
	await deployment.stop();
	// What had left the server before it died still arrives.
	await wait(200);
	for (const each of [client, watcher, writer]) each.socket.destroy();
	const found = new Y.Doc();
	const auditor = await Client.join(place((await deployment.restart()).port, "auditor"), {
		onUpdate: (update) => Y.applyUpdate(found, update),
	});
	auditor.socket.close();
	return typing.compare(watched, found);
}

/** Somebody who types, remembers what was sent, and listens to what is said to be saved. */
class Typing {
	private readonly doc = new Y.Doc();
	private readonly sent: Sent[] = [];
	private savedCount = 0;
	private savedClock = 0;

	constructor(base: Uint8Array) {
		Y.applyUpdate(this.doc, base);
	}

	async type(client: Client, forMs: number): Promise<void> {
		this.doc.on("update", (update) => client.sendUpdate(update));
		const start = performance.now();
		for (let stroke = 0; performance.now() - start < forMs; stroke++) {
			this.press(stroke);
			await wait(Math.max(0, start + ((stroke + 1) * 1000) / UPDATES_PER_SECOND - performance.now()));
		}
	}

	private press(stroke: number): void {
		const text = textIn(this.doc);
		const clock = Y.getState(this.doc.store, this.doc.clientID);
		if (stroke % DELETES_EVERY === DELETES_EVERY - 1) {
			this.sent.push({ deleted: Y.createID(this.doc.clientID, clock - 1) });
			text.delete(text.length - 1, 1);
		} else {
			this.sent.push({ inserted: Y.createID(this.doc.clientID, clock) });
			text.insert(text.length, "a");
		}
	}

	/** True when the frame told what is saved: our clocks, and how many of our messages. */
	takeSaved(frame: Uint8Array): boolean {
		const decoder = decoding.createDecoder(frame);
		if (decoding.readVarUint(decoder) !== Message.saved) return false;
		const { clocks, count } = decodeSaved(decoder);
		// Our answer to the room's step 1 was the first message.
		this.savedCount = Math.max(0, count - 1);
		this.savedClock = Y.decodeStateVector(clocks).get(this.doc.clientID) ?? this.savedClock;
		return true;
	}

	compare(watched: Y.Doc, found: Y.Doc) {
		const isSeen = presence(watched);
		const isThere = presence(found);
		const isSaved = (sent: Sent, at: number) =>
			at < this.savedCount || ("inserted" in sent && sent.inserted.clock < this.savedClock);
		const seen = this.sent.filter(isSeen);
		const saved = this.sent.filter(isSaved);
		return {
			sent: this.sent.length,
			seen: seen.length,
			lostSeen: seen.filter((each) => !isThere(each)).length,
			saved: saved.length,
			lostSaved: saved.filter((each) => !isThere(each)).length,
		};
	}
}

/** Tells whether a document has what an update did. */
function presence(doc: Y.Doc): (sent: Sent) => boolean {
	const deletions = Y.createDeleteSetFromStructStore(doc.store);
	return (sent) => {
		if ("deleted" in sent) return Y.isDeleted(deletions, sent.deleted);
		return Y.getState(doc.store, sent.inserted.client) > sent.inserted.clock;
	};
}
