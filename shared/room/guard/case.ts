import * as Y from "yjs";
import type { Writer } from "../writer.ts";
import type { Limits } from "./limits.ts";
import { type Landing, Order } from "./order.ts";
import { blockIn, goneFrom, type Line, lineOf, NOWHERE, type Place, type Places, type Type } from "./places.ts";
import type { Id, Range, Struct, Update } from "./read.ts";
import { type Sequence, sequenceOf } from "./sequence.ts";
import { indexAt, type Source, Sources } from "./sources.ts";

/** A struct that an update brings, where it goes and how it comes there. */
export interface Arrival {
	struct: Struct;
	/** What holds its neighbours; null where it has none, or that was collected. */
	left: Source | null;
	right: Source | null;
	/** null: no place that a page may write. */
	line: Line | null;
	landing: Landing;
}

/** An item that a deletion touches and that stands as yet, or comes with the same update. */
export interface Departure {
	range: Range;
	source: Source;
	/** As of an arrival; of one that comes with the update it is judged as it comes, and null here. */
	line: Line | null;
	isFresh: boolean;
}

/** Microseconds, as measured on a small server. */
export const WORK = { struct: 5, step: 0.15, move: 0.001, deletion: 0.2, unitTidied: 0.02 } as const;

/** An update on trial: what it brings, where that goes, and what it has cost so far. Reads the document, and no more. */
export class Case {
	readonly doc: Y.Doc;
	readonly update: Update;
	readonly writer: Writer;
	readonly limits: Limits;
	readonly places: Places;
	readonly sources: Sources;
	readonly sequence: Sequence;
	/** What it has used up of the limits of the same names. */
	readonly spent = { steps: 0, deletions: 0 };
	/** Is there anything that the document has not? Known once arrivals and departures were gone through. */
	brings: boolean;
	/** Boundaries that come into each text, and ids into each list. */
	readonly boundaries = new Map<Place, number>();
	readonly ids = new Map<Place, Set<unknown>>();
	/** Roots that the document has not yet, and this update would make; null where no page may. */
	readonly newRoots = new Map<string, Place | null>();
	readonly #order: Order;
	/** By the index of each struct that arrived. */
	readonly #lines: (Line | null)[];
	/** The attributes of boundaries that come with the update. */
	readonly #blocks = new Map<Struct, Place | null>();

	/** `update` brings no struct that `doc` has. */
	constructor(doc: Y.Doc, update: Update, writer: Writer, places: Places, limits: Limits) {
		this.doc = doc;
		this.update = update;
		this.writer = writer;
		this.places = places;
		this.limits = limits;
		this.brings = update.structs.size > 0;
		this.sources = new Sources(doc, update);
		this.sequence = sequenceOf(update.structs, (client) => this.sources.clockOf(client));
		this.#order = new Order(this.sources, update.count);
		this.#lines = new Array(update.count).fill(null);
	}

	/** Each struct in turn, at its place; none where Yjs would not take them in. */
	*arrivals(): Generator<Arrival> {
		if (typeof this.sequence === "string") return;
		for (const struct of this.sequence) {
			const left = struct.origin && this.sources.at(struct.origin);
			const right = struct.rightOrigin && this.sources.at(struct.rightOrigin);
			const line = this.#locate(struct, left, right);
			this.#lines[struct.index] = line;
			this.#count(struct, line);
			const landing = this.#order.land({ struct, left, right }, line, this.limits.steps);
			yield { struct, left, right, line, landing };
		}
	}

	/** Each item that goes and stands as yet, after the arrivals; ends where the limit of deletions is reached. */
	*departures(): Generator<Departure> {
		for (const range of this.update.deletions) {
			const end = range.clock + range.length;
			const stored = this.sources.stored(range.client);
			const fresh = this.update.structs.get(range.client) ?? [];
			const isKnown = range.clock < this.sources.clockOf(range.client);
			for (
				let at = isKnown ? Y.findIndexSS(stored as Y.Item[], range.clock) : stored.length;
				at < stored.length;
				at++
			) {
				const source = stored[at] as Y.Item | Y.GC;
				if (source.id.clock >= end) break;
				if (++this.spent.deletions > this.limits.deletions) return;
				if (source instanceof Y.Item && !source.deleted) yield this.#departure(range, source);
			}
			for (let at = Math.max(0, indexAt(fresh, range.clock)); at < fresh.length; at++) {
				const source = fresh[at] as Struct;
				if (source.id.clock >= end) break;
				if (++this.spent.deletions > this.limits.deletions) return;
				yield this.#departure(range, source);
			}
		}
	}

	/** Places that move as items are cut for what comes and goes. */
	get moves(): number {
		return this.#order.moves;
	}

	/** Where an item stands. */
	lineAt(source: Source): Line | null {
		if (!(source instanceof Y.Item)) return this.#lines[source.index] ?? null;
		const place = this.places.ofType(source.parent as Type);
		return place && lineOf(place, source.parentSub);
	}

	/** Where the clocks stand afterwards that this update moves. */
	clocks(): Map<number, number> {
		const { sources } = this;
		return new Map([...this.update.structs.keys()].map((client) => [client, sources.endOf(client)]));
	}

	/** What it costs to judge and to take in, in microseconds or so. */
	work(): number {
		const { steps, deletions } = this.spent;
		const ofItems = this.update.count * WORK.struct + deletions * WORK.deletion;
		return ofItems + steps * WORK.step + this.moves * WORK.move;
	}

	#departure(range: Range, source: Source): Departure {
		this.brings = true;
		this.#order.cutBefore(source, range.clock);
		this.#order.cutBefore(source, range.clock + range.length);
		const isFresh = !(source instanceof Y.Item);
		return { range, source, line: isFresh ? null : this.lineAt(source), isFresh };
	}

	#locate({ origin, rightOrigin, parent, parentSub, content }: Struct, left: Source | null, right: Source | null) {
		if (content.kind === "garbage") return nowhere;
		// A neighbour that was collected takes its own along.
		if ((origin !== null && left === null) || (rightOrigin !== null && right === null)) return nowhere;
		const lineOfRight = right && this.lineAt(right);
		if (lineOfRight?.place.kind === "nowhere") return lineOfRight;
		if (left !== null) return this.lineAt(left);
		if (right !== null) return lineOfRight;
		const place = typeof parent === "string" ? this.#root(parent) : parent && this.#block(parent);
		return place && lineOf(place, parentSub);
	}

	#root(name: string): Place | null {
		if (this.places.isKnown(name)) return this.places.ofRoot(name);
		const known = this.newRoots.get(name);
		if (known !== undefined) return known;
		const place = this.places.ofRoot(name);
		this.newRoots.set(name, place);
		return place;
	}

	/** The attributes of the boundary with this id. */
	#block(id: Id): Place | null {
		const source = this.sources.at(id);
		if (source === null) return NOWHERE;
		if (source instanceof Y.Item) return this.#storedBlock(source);
		const known = this.#blocks.get(source);
		if (known !== undefined) return known;
		const around = this.lineAt(source)?.place ?? null;
		const place = around && blockOf(source, around);
		this.#blocks.set(source, place);
		return place;
	}

	#storedBlock({ content, parent }: Y.Item): Place | null {
		if (content instanceof Y.ContentType) return this.places.ofType(content.type);
		const around = this.places.ofType(parent as Type);
		return content instanceof Y.ContentDeleted ? around && goneFrom(around) : null;
	}

	#count({ content }: Struct, line: Line | null): void {
		if (line === null) return;
		const { place } = line;
		if (content.kind === "boundary") this.boundaries.set(place, (this.boundaries.get(place) ?? 0) + 1);
		if (place.kind !== "ids" || content.kind !== "values") return;
		const ids = this.ids.get(place) ?? new Set();
		for (const id of content.values) ids.add(id);
		this.ids.set(place, ids);
	}
}

const nowhere: Line = lineOf(NOWHERE, null);

function blockOf({ content: { kind } }: Struct, around: Place): Place | null {
	if (kind === "deleted") return goneFrom(around);
	return kind === "boundary" ? blockIn(around, null) : null;
}
