import { keep } from "../files/keep.ts";
import type { Flow } from "./flow.ts";
import type { Versions } from "./versions.ts";

/** Puts the bytes of the submitted version into the store: only what is kept is adopted. A job of the room's agenda. */
export class Archive {
	readonly #env: Env;
	readonly #versions: Versions;
	readonly #flow: Flow;

	constructor(env: Env, versions: Versions, flow: Flow) {
		this.#env = env;
		this.#versions = versions;
		this.#flow = flow;
	}

	/** Does nothing where there is nothing to keep; throws when the store does not take it. */
	async keep(): Promise<void> {
		const { stage } = this.#versions;
		const version = this.#versions.latest();
		if (version === null || stage.phase !== "submitted" || stage.isArchived) return;
		await keep(this.#env, version.digest, this.#versions.bytes(version.number), "application/json");
		this.#flow.archived(version);
	}
}
