import * as v from "valibot";
import { line } from "../http/body.ts";

/** A link that somebody makes. */
export const link = v.object({
	version: v.pipe(v.number(), v.integer(), v.minValue(1)),
	expiresAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp()))),
	label: v.optional(line(100)),
});
