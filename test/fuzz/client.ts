import * as Y from "yjs";
import { liveRoot } from "../../shared/live/layout.ts";
import { editFields, editSection } from "./edits.ts";
import type { Random } from "./random.ts";
import { emptyDoc, type Person, SECTIONS, type World } from "./world.ts";

const FROM_ROOM = Symbol("from the room");
const TYPED = Symbol("typed here");
/** Longer than any run: what belongs together is said by hand, never by the clock. */
const FOR_EVER = 1e15;

/** A page somebody has open: a replica that edits as the editor does, and lags behind as networks do. */
export class Client {
	readonly person: Person;
	readonly doc: Y.Doc;
	/** What it wrote and has not sent. */
	outbox: Uint8Array[] = [];
	/** What the room sent and it has not read. */
	inbox: Uint8Array[] = [];
	online = true;
	readonly #undo: Y.UndoManager;

	constructor(person: Person, id: number, state: Uint8Array) {
		this.person = person;
		this.doc = emptyDoc(id);
		Y.applyUpdate(this.doc, state, FROM_ROOM);
		this.doc.on("update", (update: Uint8Array, origin: unknown) => {
			if (origin !== FROM_ROOM) this.outbox.push(update);
		});
		const roots = Object.keys(SECTIONS).map((section) => this.doc.getText(liveRoot(section)));
		this.#undo = new Y.UndoManager([...roots, this.doc.getMap("fields")], {
			trackedOrigins: new Set([TYPED]),
			captureTimeout: FOR_EVER,
		});
	}

	get id(): number {
		return this.doc.clientID;
	}

	/** One honest edit, or none when this person may write nothing; says which. */
	edit(random: Random, world: World): string {
		const sections = world.sectionsOf(this.person);
		if (sections.length === 0) return "read";
		if (random.chance(0.3)) this.#undo.stopCapturing();
		if (random.chance(0.12)) return this.#undoOne(random);
		const chosen = random.chance(0.1) ? null : random.pick(sections);
		return this.doc.transact(
			() =>
				chosen === null
					? editFields(this.doc.getMap("fields"), random, (key) => world.mayWriteField(this.person, key))
					: editSection(this.doc, chosen, random),
			TYPED,
		);
	}

	/** Rights are lost as sections close, and undo does not ask: what it would do then is for the hostile list. */
	forgetUndo(): void {
		this.#undo.clear();
	}

	/** Reads up to `count` frames of the room, at times several as one. */
	read(random: Random, count = Number.POSITIVE_INFINITY): void {
		for (let left = Math.min(count, this.inbox.length); left > 0; ) {
			const frames = this.inbox.splice(0, Math.min(left, 1 + random.int(4)));
			left -= frames.length;
			const frame = frames.length === 1 ? frames[0] : Y.mergeUpdates(frames);
			if (frame) Y.applyUpdate(this.doc, frame, FROM_ROOM);
		}
	}

	/** What a page sends when it comes back: all that the room lacks, as one update. */
	comeBack(log: readonly Uint8Array[]): void {
		const state = Y.mergeUpdates([...log]);
		Y.applyUpdate(this.doc, Y.diffUpdate(state, Y.encodeStateVector(this.doc)), FROM_ROOM);
		this.outbox = [Y.encodeStateAsUpdate(this.doc, Y.encodeStateVectorFromUpdate(state))];
		this.inbox = [];
		this.online = true;
	}

	#undoOne(random: Random): string {
		if (random.chance(0.35)) return this.#undo.redo() ? "redo" : "nothing to redo";
		return this.#undo.undo() ? "undo" : "nothing to undo";
	}
}
