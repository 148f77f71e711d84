/** How much one person may ask of a room, over all of their connections. */
export interface Limits {
	/** So many ordinary frames at once … */
	burst: number;
	/** … and a second over time. */
	perSecond: number;
	/** Lines open at a time: pages, on whatever machines. */
	connections: number;
}

/**
 * What one person may still ask, in ordinary frames. It is theirs and not a connection's, so that who connects again begins
 * with nothing new. Of the clock it takes what goes on: one that was set back takes nothing away.
 */
export class Allowance {
	readonly #limits: Limits;
	#frames: number;
	#filledAt: number;

	constructor(limits: Limits, now: number) {
		this.#limits = limits;
		this.#frames = limits.burst;
		this.#filledAt = now;
	}

	/** Charges so many frames; false when it is more than a person and their editor ask. */
	charge(cost: number, now: number): boolean {
		this.#fill(now);
		this.#frames = Math.min(this.#limits.burst, this.#frames - cost);
		return this.#frames >= 0;
	}

	/** Nothing of it is used: a new one would be the same. */
	isFull(now: number): boolean {
		this.#fill(now);
		return this.#frames >= this.#limits.burst;
	}

	#fill(now: number): void {
		const seconds = Math.max(0, now - this.#filledAt) / 1000;
		this.#frames = Math.min(this.#limits.burst, this.#frames + seconds * this.#limits.perSecond);
		this.#filledAt = now;
	}
}
