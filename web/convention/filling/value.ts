import { readFields } from "../../../shared/room/roots.ts";
import { checkField } from "../../../shared/text/check.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { stored, tidied } from "../../../shared/text/typed.ts";
import type { ConventionDesk } from "../context.ts";
import type { Replica } from "../live/replica.ts";

/** What is wrong with a field as it stands in the replica, in words; null when it is fine or blank. */
export function problemOf({ replica, fields }: ConventionDesk, key: string): string | null {
	const field = fields.get(key);
	return field ? checkField(field, replica.field(key), readFields(replica.doc)) : null;
}

/**
 * Its writer has left: the value is put in order, and where else it stands is shown for a moment if it changed.
 */
export function settle(replica: Replica, { key, fieldType }: TextField, came: string, here: Element): void {
	const now = replica.field(key);
	const orderly = stored(fieldType, tidied(now));
	if (orderly !== now) replica.setField(key, orderly);
	if (orderly !== came) flash(key, here);
}

function flash(key: string, here: Element): void {
	if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
	for (const place of document.querySelectorAll(`[data-field="${CSS.escape(key)}"]`)) {
		if (place !== here) place.animate({ backgroundColor: ["#ffe29a", "#ffe29a", "#ffe29a00"] }, 1_600);
	}
}
