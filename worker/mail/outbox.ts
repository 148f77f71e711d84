import { layOut } from "../directory/outbox.ts";
import type { Transport } from "./transport.ts";

/** Lays letters out in the database, for the page `/demo/outbox`. */
export function intoOutbox(db: D1Database): Transport {
	return { send: (letter) => layOut(db, { ...letter, sentAt: new Date().toISOString() }) };
}
