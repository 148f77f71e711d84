/** The same seed gives the same run: a failure is replayed by its number. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** mulberry32: from 0 up to, not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** From 0 up to, not including, `end`. */
	int(end: number): number {
		return Math.floor(this.next() * end);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** One of them; throws when there is none. */
	pick<T>(from: readonly T[]): T {
		if (from.length === 0) throw new Error("nothing to pick from");
		return from[this.int(from.length)] as T;
	}
}
