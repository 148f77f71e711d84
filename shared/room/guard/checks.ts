import * as Y from "yjs";
import { type Failure, failure } from "../../failure.ts";
import type { Arrival, Case, Departure } from "./case.ts";
import { isReadable, mayStand } from "./content.ts";
import type { Line, Place } from "./places.ts";
import type { Range } from "./read.ts";
import { isInCharacter } from "./sources.ts";

/** One family of attacks. It is asked of the update, of each arrival in turn, of all of them, of each departure. */
export interface Check {
	update?: (on: Case) => Failure | null;
	arrival?: (arrival: Arrival, on: Case) => Failure | null;
	arrivals?: (on: Case) => Failure | null;
	departure?: (departure: Departure, on: Case) => Failure | null;
}

/** Only together are they the guard: each is all that stands between a room and some attack of test/fuzz. */
export const checks = {
	/** A struct of no length moves no clock, so that nobody would look at it; a clock without end breaks what reads it. */
	lengths: {
		update: ({ update, limits }) => {
			for (const structs of update.structs.values()) {
				for (const { id, length } of structs)
					if (length === 0 || id.clock + length > limits.clock) return failure("malformed");
			}
			return update.deletions.every(({ length }) => length > 0) ? null : failure("malformed");
		},
	},

	/** A struct under somebody else's client id makes their next words vanish. */
	ownership: {
		update: ({ update, writer }) => {
			for (const client of update.structs.keys()) if (!writer.owns(client)) return failure("foreignClient");
			return null;
		},
	},

	/** Every client id is walked at each key, for ever. */
	clients: {
		update: ({ update, doc, sources, limits, writer }) => {
			const known = doc.store.clients.size;
			const fresh = [...update.structs.keys()].filter((client) => sources.clockOf(client) === 0).length;
			if (fresh === 0) return null;
			return known + fresh > limits.clientsInAll ? failure("tooLarge") : writer.refusesClients(fresh);
		},
	},

	/** A struct or a deletion that waits for another takes effect later, in somebody else's name. */
	pending: {
		update: ({ sequence, update, sources }) => {
			if (sequence === "waits") return failure("incomplete");
			if (sequence === "circular") return failure("malformed");
			const isKnown = ({ client, clock, length }: Range) => clock + length <= sources.endOf(client);
			return update.deletions.every(isKnown) ? null : failure("incomplete");
		},
	},

	/**
	 * Everything that changes lies in a section or a field that this person may write now. Garbage lies nowhere, and stays
	 * for ever: who may write nothing may not leave that either.
	 */
	zone: {
		arrival: ({ line }, { writer }) => refusesZone(line, writer),
		departure: ({ line, isFresh }, { writer }) => (isFresh ? null : refusesZone(line, writer)),
	},

	/** Characters, formats and boundaries in a text, ids in a list, known keys with known values: nothing else. */
	content: {
		arrival: ({ struct: { content }, line }) => (line === null || mayStand(content, line) ? null : notConforming(line)),
	},

	/** What a page cleans off what people type and paste. */
	characters: {
		arrival: ({ struct: { content }, line }) =>
			line === null || isReadable(content, line) ? null : notConforming(line),
	},

	/** Yjs makes two unknown characters of one that an id points into, in anybody's text, and calls nothing changed. */
	halves: {
		arrival: ({ struct: { origin, rightOrigin }, left, right }) => {
			if (origin && isInCharacter(left, origin.clock + 1)) return failure("malformed");
			return rightOrigin && isInCharacter(right, rightOrigin.clock) ? failure("malformed") : null;
		},
		departure: ({ range: { clock, length }, source }) =>
			isInCharacter(source, clock) || isInCharacter(source, clock + length) ? failure("malformed") : null,
	},

	/**
	 * Items that could come to stand in one order here and in another elsewhere (see `Order`); or with one neighbour in a
	 * place where nobody looked.
	 */
	origins: {
		arrival: ({ landing }) => (landing.crosses ? failure("crossedOrigins") : null),
	},

	/** Many items at one place cost the square of their number. */
	landings: {
		arrival: ({ landing }, on) => {
			on.spent.steps += landing.steps;
			return on.spent.steps > on.limits.steps ? failure("tooLarge") : null;
		},
	},

	/** Each cut through an item moves all that its client wrote after it. */
	cuts: { arrival: refusesMoves, departure: refusesMoves },

	/** What no page could show: more blocks, rows or columns than anybody would write. */
	sizes: {
		arrivals: ({ boundaries, ids, limits }) => {
			for (const [text, more] of boundaries) {
				if (more + blocksIn(text, limits.blocks - more) > limits.blocks) return tooLarge(text);
			}
			for (const [list, more] of ids) {
				if (more.size + (list.type?._length ?? 0) > limits.ids) return tooLarge(list);
			}
			return null;
		},
	},

	/** A root never goes. A page makes those of a table alone, and a cell where a row and a column are, or were. */
	roots: {
		arrivals: (on) => {
			const { newRoots, places, limits } = on;
			if (newRoots.size === 0) return null;
			if (newRoots.size + places.tableRoots > limits.roots) return failure("tooLarge");
			for (const [name, place] of newRoots) {
				if (place === null) return failure("notYours");
				if (place.kind === "cell" && !isOfATable(name, on)) return failure("notYours", place.section ?? undefined);
			}
			return null;
		},
	},
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

function refusesZone(line: Line | null, writer: Case["writer"]): Failure | null {
	const place = line?.place ?? null;
	const key = line?.key ?? null;
	// Who may write nothing hears that, wherever they tried.
	if (place === null || (place.kind === "fields" && key === null)) return writer.refusal ?? failure("notYours");
	if (place.kind === "fields" && key !== null) return writer.refusesField(key);
	return place.section === null ? writer.refusal : writer.refusesSection(place.section);
}

const notConforming = ({ place }: Line): Failure => failure("notConforming", place.section ?? undefined);

function refusesMoves(_: unknown, { moves, limits }: Case): Failure | null {
	return moves > limits.moves ? failure("tooLarge") : null;
}

const tooLarge = ({ section }: Place): Failure => failure("tooLarge", section ?? undefined);

/** Boundaries that stand in a text; at least so many as `enough`, or all of them. */
function blocksIn({ type }: Place, enough: number): number {
	if (type === null || type._length <= enough) return type?._length ?? 0;
	let count = 0;
	for (let item = type._start; item !== null; item = item.right) {
		if (!item.deleted && item.content instanceof Y.ContentType) count++;
	}
	return count;
}

/** Are there this row and this column, or were some removed of which this may be one? */
function isOfATable(cell: string, { places, ids, doc }: Case): boolean {
	return places.linesOf(cell).every(([root, id]) => {
		for (const [list, fresh] of ids) if (list.root === root && fresh.has(id)) return true;
		const list = doc.share.get(root);
		for (let item = list?._start ?? null; item !== null; item = item.right) {
			if (item.deleted || (item.content instanceof Y.ContentAny && item.content.arr.includes(id))) return true;
		}
		return false;
	});
}
