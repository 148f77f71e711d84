import type { Doc, Transaction } from "yjs";
import type { State } from "../../../shared/convention/state.ts";
import { type Writing, writingOf } from "../../../shared/convention/writable.ts";
import { toDoc } from "../../../shared/live/document.ts";
import type { Model } from "../../../shared/model/model.ts";
import {
	areNamedOtherwise,
	FIELDS,
	isOfStructure,
	readFields,
	readState,
	sectionHolding,
} from "../../../shared/room/roots.ts";
import { assemble } from "../../../shared/text/assemble.ts";
import type { Text } from "../../../shared/text/text.ts";
import { changedRoots } from "./changed.ts";
import { share } from "./share.ts";

/** How soon a change is read: what is typed here and fields at the next frame, words of others a little later, */
const AT_ONCE_MS = 16;
const SOON_MS = 100;
/** and a section that its own editor shows last, since only its mark in the sommaire hangs on it. */
const LATER_MS = 600;

/**
 * The assembled text of a living Y.Doc. It is read again only where something changed, and never twice in a frame; what
 * did not change stays the same object from one text to the next.
 */
export class Reading {
	#doc: Doc;
	#model: Model;
	#writing: Writing;
	#listeners = new Set<() => void>();
	#changed = new Set<string>();
	#held = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#due = Number.POSITIVE_INFINITY;
	state: State;
	text: Text;

	constructor(doc: Doc, model: Model) {
		this.#doc = doc;
		this.#model = model;
		this.#writing = writingOf(model);
		this.state = readState(doc, this.#writing);
		this.text = assemble(model, this.state);
		doc.on("afterTransaction", this.#notice);
	}

	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** The section that this root holds, whole or in part; null for every other root. */
	sectionOf(root: string): string | null {
		return sectionHolding(root, (id) => Object.hasOwn(this.state.sections, id));
	}

	/** Says that an editor shows this section from now on, so that typing in it reads nothing else. */
	hold(section: string) {
		this.#held.add(section);
	}

	/** Reads now what has changed. */
	refresh = () => {
		clearTimeout(this.#timer);
		this.#due = Number.POSITIVE_INFINITY;
		if (this.#changed.size === 0) return;
		this.state = this.#read();
		this.#changed.clear();
		this.text = share(this.text, assemble(this.#model, this.state));
		for (const listener of this.#listeners) listener();
	};

	#read(): State {
		if ([...this.#changed].some(isOfStructure)) return share(this.state, readState(this.#doc, this.#writing));
		const fields = this.#changed.has(FIELDS) ? readFields(this.#doc) : this.state.fields;
		if (areNamedOtherwise(fields, this.state.fields)) return share(this.state, readState(this.#doc, this.#writing));
		const sections = { ...this.state.sections };
		for (const root of this.#changed) {
			const id = this.sectionOf(root);
			if (id !== null) sections[id] = toDoc(this.#doc, id);
		}
		return { ...this.state, fields, sections };
	}

	#notice = (transaction: Transaction) => {
		for (const [root] of changedRoots(this.#doc, transaction)) {
			this.#changed.add(root);
			const section = this.sectionOf(root);
			if (section !== null && this.#held.has(section)) this.#schedule(LATER_MS);
			else this.#schedule(section === null || transaction.local ? AT_ONCE_MS : SOON_MS);
		}
	};

	/** A timer and no animation frame: a hidden page has none, and is read all the same. */
	#schedule(delay: number) {
		const due = performance.now() + delay;
		if (due >= this.#due) return;
		clearTimeout(this.#timer);
		this.#due = due;
		this.#timer = setTimeout(this.refresh, delay);
	}
}
