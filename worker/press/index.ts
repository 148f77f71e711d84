import { WorkerEntrypoint } from "cloudflare:workers";
import type { Failure } from "../../shared/failure.ts";
import type { Acts } from "../../shared/version/acts.ts";
import type { OpenFile } from "./open.ts";
import { type Pressed, press, refuses } from "./press.ts";

/**
 * The press: a Worker of its own, since Typst is large and its memory is only given back with it. It holds no secret and no
 * storage, and is reached by the main Worker alone, through a service binding.
 */
export default class Press extends WorkerEntrypoint {
	/** `open` is asked for files while the PDF is read, after this has returned. */
	async press(canonical: Uint8Array, acts: Acts, open: OpenFile): Promise<Pressed | Failure> {
		return press(canonical, acts, kept(open));
	}

	/** Why this version could not be laid out; `open` is asked for its images meanwhile. */
	async refuses(canonical: Uint8Array, acts: Acts, open: OpenFile): Promise<Failure | null> {
		return refuses(canonical, acts, open);
	}

	override fetch(): Response {
		return new Response(null, { status: 404 });
	}
}

/** A function that came with a call ends with it, unless it is kept. */
const kept = (open: OpenFile & { dup?: () => OpenFile }): OpenFile => open.dup?.() ?? open;
