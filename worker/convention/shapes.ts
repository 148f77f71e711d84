import * as v from "valibot";
import { name } from "../http/body.ts";

/** An item that the parties keep or leave out. */
export const option = v.object({ option: name(200), chosen: v.boolean() });

/** One of several wordings. */
export const variant = v.object({ variants: name(200), chosen: name(200) });

/** A row to add to a growing table. */
export const row = v.object({ table: name(200), after: v.optional(v.nullable(name(200))) });

/** What is said of an attached file, and one place up or down among those of its annexe. */
export const file = v.object({
	alt: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
	title: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
	move: v.optional(v.picklist(["up", "down"])),
});
