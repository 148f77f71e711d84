/** When a room's updates are folded into a snapshot: an alarm, which outlives the object that set it. */
export class Compaction {
	readonly #ctx: DurableObjectState;
	/** As far as this object knows. */
	#due = Number.POSITIVE_INFINITY;

	constructor(ctx: DurableObjectState) {
		this.#ctx = ctx;
	}

	/** Sees to it that the alarm rings within this time; never puts off what was set before, by an object that slept since. */
	setWithin(milliseconds: number): void {
		const due = Date.now() + milliseconds;
		if (this.#due <= due) return;
		this.#due = due;
		this.#ctx.waitUntil(this.#bringForward(due));
	}

	/** Tells that the alarm has rung. */
	begun(): void {
		this.#due = Number.POSITIVE_INFINITY;
	}

	async #bringForward(due: number): Promise<void> {
		const { storage } = this.#ctx;
		const set = await storage.getAlarm();
		if (set === null || set > due) await storage.setAlarm(due);
	}
}
