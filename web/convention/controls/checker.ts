import type { Finding } from "../../../shared/controls/finding.ts";
import type { Model } from "../../../shared/model/model.ts";
import type { TextPart } from "../../../shared/text/text.ts";
import type { Reading } from "../live/reading.ts";
import { share } from "../live/share.ts";
import type { Ask } from "./controls.worker.ts";

/** At most two controls a second, however fast one types. */
const EVERY_MS = 500;

/**
 * Controls a text as it is written, in a thread of its own: typing waits for nothing. A finding stays the same object
 * until something about it changes.
 */
export class Checker {
	#reading: Reading;
	#worker = new Worker(new URL("./controls.worker.ts", import.meta.url), { type: "module" });
	#listeners = new Set<() => void>();
	#sent: TextPart[] = [];
	#asked = Number.NEGATIVE_INFINITY;
	#waiting = false;
	#changed = true;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#leave: () => void;
	/** Null until the first answer; "failed" when the browser gives us no thread. */
	findings: Finding[] | null | "failed" = null;

	constructor(reading: Reading, model: Model) {
		this.#reading = reading;
		this.#worker.onmessage = ({ data }: MessageEvent<Finding[]>) => this.#receive(data);
		this.#worker.onerror = () => this.#tell("failed");
		this.#post({ model });
		this.#leave = reading.subscribe(() => {
			this.#changed = true;
			this.#schedule();
		});
		this.#schedule();
	}

	subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	destroy() {
		this.#leave();
		clearTimeout(this.#timer);
		this.#worker.terminate();
	}

	#schedule() {
		if (this.#waiting || !this.#changed || this.#timer !== undefined) return;
		this.#timer = setTimeout(this.#ask, Math.max(0, this.#asked + EVERY_MS - performance.now()));
	}

	#ask = () => {
		const { text, state } = this.#reading;
		this.#timer = undefined;
		this.#asked = performance.now();
		this.#changed = false;
		this.#waiting = true;
		const parts = text.parts.map((part, index) => (part === this.#sent[index] ? null : part));
		this.#sent = text.parts;
		this.#post({ text: { ...text, parts }, state: { fields: state.fields, structure: state.structure } });
	};

	#post(ask: Ask) {
		this.#worker.postMessage(ask);
	}

	#receive(findings: Finding[]) {
		this.#waiting = false;
		this.#tell(share(this.findings, findings));
		this.#schedule();
	}

	#tell(findings: Checker["findings"]) {
		if (findings === this.findings) return;
		this.findings = findings;
		for (const listener of this.#listeners) listener();
	}
}
