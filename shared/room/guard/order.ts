import * as Y from "yjs";
import type { Line } from "./places.ts";
import type { Id, Struct } from "./read.ts";
import type { Source, Sources } from "./sources.ts";

/** Neighbouring units of one source. */
interface Piece {
	readonly source: Source;
	readonly from: number;
	to: number;
	/** undefined: what the document has to the right. */
	right: Piece | null | undefined;
}

/** What was found on the way of an item to its place. */
export interface Landing {
	/** It was made between two neighbours that nobody can have seen beside each other: see `Order`. */
	crosses: boolean;
	/** Items passed by, by this walk and by that of Yjs. */
	steps: number;
}

/** Where its neighbours stand side by side. */
const beside: Landing = { crosses: false, steps: 0 };

/** A struct, and what holds its neighbours. */
interface Neighboured {
	struct: Struct;
	left: Source | null;
	right: Source | null;
}

/**
 * Where the items of an update come to stand, found before the document is touched, as Yjs (`Item.integrate`) will.
 *
 * Why replicas agree. An item says between which two it was made, `origin` and `rightOrigin`. Yjs (YATA) brings items to
 * one order on every replica as long as each was made where those two stood side by side for somebody. For whom? For
 * whoever had seen them, what they were made between, and so on: the past of the item. So nothing of its past may stand
 * between its neighbours. Two looks suffice, each at one item, as all that is there was looked at before: let m be of the
 * past and stand between o and r. If it is of the past of r, it does not stand between the neighbours of r, thus not right
 * of r's origin, and that one stands between o and r itself. If it is of the past of o, then o's right origin does,
 * likewise. Hence the rule: going right from o, one comes to r, and passes neither r's origin nor o's right origin.
 * An honest page made its item where both stood side by side, and had seen their past: it breaks the rule never.
 *
 * A walk passes only what others wrote at the same place at the same time.
 */
export class Order {
	readonly #sources: Sources;
	/** Of each source that was looked at: the whole of it, or what it was cut into, in order. */
	readonly #ofItems = new Map<Y.Item, Piece | Piece[]>();
	readonly #ofStructs: (Piece | Piece[] | null)[];
	/** First of each line into which something was put at the head. */
	readonly #heads = new Map<Line, Piece>();
	#cuts = 0;
	/** Places in the lists of structs, one for each client, that move as items are cut in two. */
	moves = 0;

	/** `count`: how many structs the update brings. */
	constructor(sources: Sources, count: number) {
		this.#sources = sources;
		this.#ofStructs = new Array(count).fill(null);
	}

	/** Takes in a struct, after all that it stands on. Gives up, as if it crossed, after so many steps. */
	land({ struct, left: leftSource, right: rightSource }: Neighboured, line: Line | null, most: number): Landing {
		if (line === null || line.place.kind === "nowhere") return beside;
		// The right one first: where both lie in one item and have changed sides, its cut would go through the left one.
		const right = struct.rightOrigin && rightSource && this.#startingAt(rightSource, struct.rightOrigin.clock);
		const left = struct.origin && leftSource && this.#endingAt(leftSource, struct.origin.clock);
		const head = left === null ? this.#headOf(line) : null;
		const first = left === null ? (head?.piece ?? null) : this.#rightOf(left);
		if (first === right) {
			this.#put(struct, line, left, first);
			return head === null || head.steps === 0 ? beside : { crosses: false, steps: head.steps };
		}
		const landing: Landing = { crosses: false, steps: head?.steps ?? 0 };
		landing.crosses = this.#crosses(left, right, first, landing, most);
		const place = this.#leftOf(struct, left, right, first, landing, most);
		this.#put(struct, line, place, place === left ? first : this.#rightOf(place as Piece));
		return landing;
	}

	/** Cuts what holds this unit before it, unless it is cut there, or begins or ends there. */
	cutBefore(source: Source, clock: number): void {
		if (clock > source.id.clock && clock < source.id.clock + source.length) this.#startingAt(source, clock);
	}

	/** Ids of the units of a line, in order: what the document will hold once the update is in. */
	*unitsOf(line: Line): Generator<Id> {
		for (let at = this.#headOf(line)?.piece ?? null; at !== null; at = this.#rightOf(at)) {
			for (let { from: clock } = at; clock < at.to; clock++) yield { client: at.source.id.client, clock };
		}
	}

	#crosses(left: Piece | null, right: Piece | null, first: Piece | null, landing: Landing, most: number): boolean {
		const originOfRight = right && originOf(right);
		const rightOfLeft = left?.source.rightOrigin ?? null;
		if (left === null && originOfRight !== null) return true;
		if (right === null && rightOfLeft !== null) return true;
		let at = first;
		for (; at !== null && at !== right; at = this.#rightOf(at)) {
			if (holds(at, originOfRight) || holds(at, rightOfLeft)) return true;
			if (++landing.steps > most) return true;
		}
		return at !== right;
	}

	/** As `Item.integrate` does, step by step. */
	#leftOf(
		struct: Struct,
		origin: Piece | null,
		right: Piece | null,
		first: Piece | null,
		landing: Landing,
		most: number,
	) {
		let left = origin;
		const passed = new Set<Piece>();
		const conflicting = new Set<Piece>();
		for (let at = first; at !== null && at !== right; at = this.#rightOf(at)) {
			if (++landing.steps > most) break;
			passed.add(at);
			conflicting.add(at);
			const itsOrigin = originOf(at);
			if (Y.compareIDs(struct.origin as Y.ID | null, itsOrigin as Y.ID | null)) {
				if (at.source.id.client < struct.id.client) {
					left = at;
					conflicting.clear();
				} else if (Y.compareIDs(struct.rightOrigin as Y.ID | null, at.source.rightOrigin as Y.ID | null)) break;
			} else {
				const source = itsOrigin && this.#sources.at(itsOrigin);
				const around = source && this.#pieceAt(source, (itsOrigin as Id).clock);
				if (around === null || !passed.has(around)) break;
				if (!conflicting.has(around)) {
					left = at;
					conflicting.clear();
				}
			}
		}
		return left;
	}

	#put(struct: Struct, line: Line, left: Piece | null, right: Piece | null): void {
		const { clock } = struct.id;
		const piece: Piece = { source: struct, from: clock, to: clock + struct.length, right };
		this.#ofStructs[struct.index] = piece;
		if (left === null) this.#heads.set(line, piece);
		else left.right = piece;
	}

	/** Yjs looks for the first value of a key from the last. */
	#headOf(line: Line): { piece: Piece; steps: number } | null {
		const known = this.#heads.get(line);
		if (known !== undefined) return { piece: known, steps: 0 };
		const { key, place } = line;
		let first = (key === null ? place.type?._start : place.type?._map.get(key)) ?? null;
		if (first === null) return null;
		let steps = 0;
		for (; first.left !== null; first = first.left) steps++;
		return { piece: this.#wholeOf(first), steps };
	}

	#rightOf(piece: Piece): Piece | null {
		if (piece.right !== undefined) return piece.right;
		const { source } = piece;
		return source instanceof Y.Item && source.right !== null ? this.#wholeOf(source.right) : null;
	}

	/** The first piece of an item of the document: the whole of it, unless it was cut. */
	#wholeOf(item: Y.Item): Piece {
		const known = this.#ofItems.get(item);
		if (known !== undefined) return Array.isArray(known) ? (known[0] as Piece) : known;
		const { clock } = item.id;
		const whole: Piece = { source: item, from: clock, to: clock + item.length, right: undefined };
		this.#ofItems.set(item, whole);
		return whole;
	}

	#piecesOf(source: Source): Piece | Piece[] | null {
		return (source instanceof Y.Item ? this.#ofItems.get(source) : this.#ofStructs[source.index]) ?? null;
	}

	#pieceAt(source: Source, clock: number): Piece | null {
		const pieces = this.#piecesOf(source) ?? (source instanceof Y.Item ? this.#wholeOf(source) : null);
		return Array.isArray(pieces) ? (pieces[indexIn(pieces, clock)] ?? null) : pieces;
	}

	#endingAt(source: Source, clock: number): Piece | null {
		const piece = this.#pieceAt(source, clock);
		if (piece !== null && clock + 1 < piece.to) this.#cut(piece, clock + 1);
		return piece;
	}

	#startingAt(source: Source, clock: number): Piece | null {
		const piece = this.#pieceAt(source, clock);
		return piece !== null && piece.from < clock ? this.#cut(piece, clock) : piece;
	}

	#cut(piece: Piece, at: number): Piece {
		const { source, to, right } = piece;
		// What was cut before may lie behind this one too.
		this.moves += this.#sources.countAfter(source) + this.#cuts++;
		const rest: Piece = { source, from: at, to, right };
		const pieces = this.#piecesOf(source);
		if (Array.isArray(pieces)) pieces.splice(indexIn(pieces, piece.from) + 1, 0, rest);
		else if (source instanceof Y.Item) this.#ofItems.set(source, [piece, rest]);
		else this.#ofStructs[source.index] = [piece, rest];
		piece.to = at;
		piece.right = rest;
		return rest;
	}
}

/** Which of these pieces, in order, has this clock. */
function indexIn(pieces: Piece[], clock: number): number {
	let low = 0;
	for (let high = pieces.length - 1; low < high; ) {
		const middle = (low + high) >> 1;
		if (clock >= (pieces[middle] as Piece).to) low = middle + 1;
		else high = middle;
	}
	return low;
}

const holds = ({ source, from, to }: Piece, id: Id | null): boolean =>
	id !== null && source.id.client === id.client && from <= id.clock && id.clock < to;

const originOf = ({ source, from }: Piece): Id | null =>
	from === source.id.clock ? source.origin : { client: source.id.client, clock: from - 1 };
