import type { Context } from "hono";
import { type Failure, type FailureCode, failureFor } from "../../shared/failure.ts";
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
	// One statement: two requests at once count as two.
	const row = await db
		.prepare(
			`INSERT INTO rateLimit (id, key, count, lastRequest) VALUES (?1, ?2, 1, ?3)
			ON CONFLICT (key) DO UPDATE SET
				count = CASE WHEN lastRequest <= ?4 THEN 1 ELSE count + 1 END,
				lastRequest = CASE WHEN lastRequest <= ?4 THEN ?3 ELSE lastRequest END
			RETURNING count, lastRequest AS since`,
		)
		.bind(crypto.randomUUID(), sha256(`${code} ${who}`), at, at - seconds * 1000)
		.first<{ count: number; since: number }>();
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
