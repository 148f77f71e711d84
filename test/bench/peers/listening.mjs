import { writeSync } from "node:fs";

/** Tells the benchmark which port was taken, in the words workerd uses on the same descriptor. */
export function listening(port) {
	writeSync(3, `${JSON.stringify({ event: "listen", socket: "http", port })}\n`);
}
