import * as Y from "yjs";
import { textIn } from "./load/layout.ts";
import { seeded } from "./statistics.ts";

/**
 * A long paper typed by one person, edit by edit: 259,778 changes of one character. It has the counts of the
 * automerge-paper trace that Yjs's own benchmarks replay, which no package carries: 182,315 insertions, 77,463 deletions,
 * 104,852 characters left. How cursor jumps, corrections and cuts are spread is drawn from a seed, such that the state it
 * ends in has about as many bytes, and as many in deletions, as that trace's.
 */
const SEED = 20_260_801;
const INSERTIONS = 182_315;
const DELETIONS = 77_463;
const EDITS_PER_FRAME = 200;
/** Large, as Yjs draws them: the bytes of an id count. */
const CLIENT = 4_026_531_841;

/** How long people type before they move, and what they do then; lengths are means of an exponential spread. */
const HABITS = { typing: 31, correction: 4, cut: 68, corrects: 0.3, cuts: 0.165, staysNear: 0.6, near: 200 };

const LETTERS = "etaoinshrdlucmfwypvbgkjqxz      ";

type Edit = { at: number; letter: string } | { at: number; letter: null };

export const SHAPE = `${INSERTIONS} insertions and ${DELETIONS} deletions, seed ${SEED}`;

export interface Trace {
	/** What was typed, in frames of 200 edits. */
	frames: Uint8Array[];
	/** The state vector and the text that stand in the end. */
	vector: Uint8Array;
	text: string;
	/** Somebody who left 1,000 edits before the end. */
	stale: Stale;
}

export interface Stale {
	state: Uint8Array;
	vector: Uint8Array;
	/** What a stock client answers to the step 1 of a server that has everything: every deletion it knows. */
	answer: Uint8Array;
}

const FRAMES_MISSED = 5;
const replayed = new Map<string, Trace>();

/** Types the trace into a document that looks like `base`; each edit is a transaction, as in an editor. */
export function traceOver(base: Uint8Array): Trace {
	const key = Buffer.from(base).toString("latin1");
	const known = replayed.get(key) ?? replay(base);
	replayed.set(key, known);
	return known;
}

function replay(base: Uint8Array): Trace {
	const doc = new Y.Doc();
	doc.clientID = CLIENT;
	Y.applyUpdate(doc, base);
	const text = textIn(doc);
	let frame: Uint8Array[] = [];
	doc.on("update", (update) => frame.push(update));
	const frames = framesOf(trace()).map((edits) => {
		frame = [];
		for (const edit of edits) apply(text, edit);
		return Y.mergeUpdates(frame);
	});
	const vector = Y.encodeStateVector(doc);
	return { frames, vector, text: text.toString(), stale: leaveEarly(base, frames, vector) };
}

function leaveEarly(base: Uint8Array, frames: Uint8Array[], vector: Uint8Array): Stale {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of [base, ...frames.slice(0, -FRAMES_MISSED)]) Y.applyUpdate(doc, update);
	});
	return {
		state: Y.encodeStateAsUpdate(doc),
		vector: Y.encodeStateVector(doc),
		answer: Y.encodeStateAsUpdate(doc, vector),
	};
}

function framesOf(edits: Edit[]): Edit[][] {
	const count = Math.ceil(edits.length / EDITS_PER_FRAME);
	return Array.from({ length: count }, (_, at) => edits.slice(at * EDITS_PER_FRAME, (at + 1) * EDITS_PER_FRAME));
}

function apply(text: Y.Text, { at, letter }: Edit): void {
	if (letter === null) text.delete(at, 1);
	else text.insert(at, letter);
}

function trace(): Edit[] {
	const writer = new Writer(seeded(SEED));
	while (!writer.done) writer.act();
	return writer.edits;
}

class Writer {
	readonly edits: Edit[] = [];
	private readonly random: () => number;
	private insertions = INSERTIONS;
	private deletions = DELETIONS;
	private length = 0;
	private cursor = 0;

	constructor(random: () => number) {
		this.random = random;
	}

	get done(): boolean {
		return this.insertions + this.deletions === 0;
	}

	/** One stretch of work: types, perhaps corrects what was typed, and moves on or cuts. */
	act(): void {
		this.type(this.some(HABITS.typing));
		const choice = this.random();
		if (choice < HABITS.corrects) this.erase(this.some(HABITS.correction));
		else if (choice < HABITS.corrects + HABITS.cuts) this.cut();
		else this.move();
	}

	private cut(): void {
		this.move();
		this.erase(this.some(HABITS.cut));
	}

	private type(count: number): void {
		for (let left = Math.min(count, this.insertions); left > 0; left--, this.insertions--, this.length++) {
			const letter = LETTERS[Math.floor(this.random() * LETTERS.length)] as string;
			this.edits.push({ at: this.cursor++, letter });
		}
	}

	private erase(count: number): void {
		for (let left = Math.min(count, this.deletions, this.cursor); left > 0; left--, this.deletions--, this.length--) {
			this.edits.push({ at: --this.cursor, letter: null });
		}
	}

	private move(): void {
		const near = this.cursor + Math.round((this.random() - 0.5) * HABITS.near);
		const anywhere = Math.floor(this.random() * (this.length + 1));
		const wanted = this.random() < HABITS.staysNear ? near : anywhere;
		this.cursor = Math.max(0, Math.min(this.length, wanted));
	}

	private some(mean: number): number {
		return 1 + Math.floor(-Math.log(1 - this.random()) * mean);
	}
}
