import type { Context } from "hono";
import { type Failure, type FailureCode, failureFor } from "../../shared/failure.ts";
import { countOnce } from "../directory/rate-limit.ts";
import { sha256 } from "../hash.ts";

/** So many times within so many seconds, counted from the first. */
export interface Allowance {
	most: number;
	seconds: number;
}

// By hand: better-auth counts requests to its own endpoints alone, and Cloudflare's binding tells neither how long to wait nor
// counts for longer than a minute.

/**
 * Counts one more time that somebody asks for something; refuses with this code, and how long to wait, once it is too
 * often. `who` (an address, a network) is kept as a hash, for two nights at most.
 */
export async function limited(
	db: D1Database,
	code: FailureCode,
	who: string,
	{ most, seconds }: Allowance,
	now: Date,
): Promise<Failure | null> {
	const at = now.getTime();
	const row = await countOnce(db, sha256(`${code} ${who}`), at, seconds * 1000);
	if (!row || row.count <= most) return null;
	return failureFor(code, Math.ceil((row.since - at) / 1000) + seconds);
}

/** The network a request comes from. Of IPv6 the first half: one household has all of the rest. */
export function networkOf(context: Context): string {
	const address = context.req.header("cf-connecting-ip") ?? "here";
	if (!address.includes(":")) return address;
	const [before = "", after] = address.split("::");
	const groups = before.split(":");
	const missing = after === undefined ? 0 : 8 - groups.length - after.split(":").length;
	const all = [...groups, ...Array(Math.max(0, missing)).fill("0"), ...(after?.split(":") ?? [])];
	return all
		.slice(0, 4)
		.map((group) => Number.parseInt(group || "0", 16).toString(16))
		.join(":");
}
