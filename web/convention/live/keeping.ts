/** What this machine holds of the words that the room does not have yet; a new object at each change. */
export interface KeepingStatus {
	/** `unknown` until something had to be kept; `failed` while words that wait are not kept, though they should be. */
	kept: "unknown" | "kept" | "failed";
	/** Paragraphs and fields that wait for the room. */
	waiting: number;
}

/** What the page says of the words kept on this machine. It is told by `Kept`, which comes after the first text. */
export class Keeping {
	status: KeepingStatus = { kept: "unknown", waiting: 0 };
	/** True when whatever the room lacks is on this machine at this very moment, so that the page may be closed. */
	safe = false;
	#listeners = new Set<() => void>();

	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	tell(status: KeepingStatus) {
		if (status.kept === this.status.kept && status.waiting === this.status.waiting) return;
		this.status = status;
		for (const listener of this.#listeners) listener();
	}
}

/** The refusals in which nothing was wrong with the words: they stay as they are, and are sent again in better times. */
export const isPutOff = (code: string) => ["signedOut", "outdated", "tooFast", "foreignClient"].includes(code);
