import type { Stamp } from "../../../shared/version/stamp.ts";
import type { Answer } from "./stamp.worker.ts";

/** A délibération of some pages takes a second; what takes longer is none, or means harm. */
const PATIENCE_MS = 15_000;

/**
 * What the stamp on this délibération says, for a person to confirm; null where it cannot be read. The file never leaves the
 * browser for it, and is read in a thread of its own that is ended after fifteen seconds, whatever the file does.
 */
export function stampOn(file: Blob): Promise<Stamp | null> {
	const worker = new Worker(new URL("./stamp.worker.ts", import.meta.url), { type: "module" });
	return new Promise<Stamp | null>((resolve) => {
		const giveUp = () => resolve(null);
		setTimeout(giveUp, PATIENCE_MS);
		// pdf.js, which takes the thread for its own, says there that it is ready.
		worker.onmessage = ({ data }: MessageEvent<Partial<Answer>>) => data.stamp && resolve(data.stamp);
		worker.onerror = giveUp;
		file.arrayBuffer().then((buffer) => worker.postMessage(new Uint8Array(buffer), [buffer]), giveUp);
	}).finally(() => worker.terminate());
}
