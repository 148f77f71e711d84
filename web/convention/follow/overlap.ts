/** Passing through a sentence is not writing in it. */
const AFTER_MS = 500;
/** Who neither moves nor writes any more troubles nobody. */
const STILL_MS = 8_000;
/** The same two are told again only after a while. */
const TELL_AGAIN_MS = 60_000;

/** Someone in the sentence that I am in; `trace` changes whenever either of them moves or the sentence changes. */
export interface Meeting {
	person: string;
	trace: string;
}

/** When the notice of a shared sentence shows. It holds no clock: times are milliseconds that the caller gives. */
export class Overlap {
	#meeting: Meeting | null = null;
	#since = 0;
	#movedAt = 0;
	#told = new Map<string, number>();

	/** Whom the notice names now, whether to say it aloud, and whether to look again although nothing happens. */
	look(now: number, meeting: Meeting | null): { person: string | null; aloud: boolean; again: boolean } {
		if (meeting?.person !== this.#meeting?.person) this.#since = now;
		if (meeting?.trace !== this.#meeting?.trace) this.#movedAt = now;
		this.#meeting = meeting;
		if (meeting === null || now - this.#movedAt >= STILL_MS) return { person: null, aloud: false, again: false };
		if (now - this.#since < AFTER_MS) return { person: null, aloud: false, again: true };
		return { person: meeting.person, aloud: this.#aloud(now, meeting.person), again: true };
	}

	#aloud(now: number, person: string): boolean {
		const last = this.#told.get(person) ?? Number.NEGATIVE_INFINITY;
		// As long as it lasts it is one meeting.
		this.#told.set(person, now);
		return now - last >= TELL_AGAIN_MS;
	}
}
