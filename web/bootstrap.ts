import type { Bootstrap } from "../shared/page/bootstrap.ts";

/** Reads what the server put in the page, or null where it put nothing. */
export function readBootstrap(): Bootstrap | null {
	return JSON.parse(document.getElementById("bootstrap")?.textContent ?? "null") as Bootstrap | null;
}
