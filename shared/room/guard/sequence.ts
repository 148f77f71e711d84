import type { Id, Struct } from "./read.ts";

/** Everything that an update brings, in the order in which Yjs takes it in, or why it cannot. */
export type Sequence = readonly Struct[] | "waits" | "circular";

/**
 * Yjs takes the clients from the highest id to the lowest, each by its clocks, and fetches first what a struct stands on.
 * `waits`: something it stands on is neither known nor here. `circular`: a struct stands on itself or on a later one of
 * its own client. `clockOf` says how much of a client is known.
 */
export function sequenceOf(
	structs: ReadonlyMap<number, readonly Struct[]>,
	clockOf: (client: number) => number,
): Sequence {
	const queue = new Queue(structs, clockOf);
	for (const client of [...structs.keys()].sort((a, b) => b - a)) {
		while (queue.has(client)) {
			const open = [queue.next(client)];
			for (let head = open.at(-1); head !== undefined; head = open.at(-1)) {
				if (head === null) return "waits";
				const missing = queue.missing(head);
				if (missing === head.id.client) return "circular";
				if (missing !== null) open.push(queue.next(missing));
				else {
					queue.take(head);
					open.pop();
				}
			}
		}
	}
	return queue.taken;
}

class Queue {
	readonly taken: Struct[] = [];
	readonly #structs: ReadonlyMap<number, readonly Struct[]>;
	readonly #clockOf: (client: number) => number;
	/** By client: how many of its structs were looked at, and the clock that is reached. */
	readonly #at = new Map<number, number>();
	readonly #clocks = new Map<number, number>();

	constructor(structs: ReadonlyMap<number, readonly Struct[]>, clockOf: (client: number) => number) {
		this.#structs = structs;
		this.#clockOf = clockOf;
	}

	has(client: number): boolean {
		return (this.#at.get(client) ?? 0) < (this.#structs.get(client)?.length ?? 0);
	}

	/** null where there is none that follows on what is reached. */
	next(client: number): Struct | null {
		const at = this.#at.get(client) ?? 0;
		this.#at.set(client, at + 1);
		const struct = this.#structs.get(client)?.[at];
		return struct?.id.clock === this.#reached(client) && struct.content.kind !== "gap" ? struct : null;
	}

	take(struct: Struct): void {
		this.taken.push(struct);
		this.#clocks.set(struct.id.client, struct.id.clock + struct.length);
	}

	/** The client of something that this stands on and that is not reached. */
	missing({ origin, rightOrigin, parent }: Struct): number | null {
		if (origin !== null && this.#lacks(origin)) return origin.client;
		if (rightOrigin !== null && this.#lacks(rightOrigin)) return rightOrigin.client;
		return parent !== null && typeof parent !== "string" && this.#lacks(parent) ? parent.client : null;
	}

	#lacks({ client, clock }: Id): boolean {
		return clock >= this.#reached(client);
	}

	#reached(client: number): number {
		return this.#clocks.get(client) ?? this.#clockOf(client);
	}
}
