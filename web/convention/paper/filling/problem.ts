import { readFields } from "../../../../shared/room/roots.ts";
import { checkField } from "../../../../shared/text/check.ts";
import type { ConventionDesk } from "../../context.ts";

/** What is wrong with a field as it stands in the replica, in words; null when it is fine or blank. */
export function problemOf({ session, fields }: ConventionDesk, key: string): string | null {
	const field = fields.get(key);
	return field ? checkField(field, session.field(key), readFields(session.doc)) : null;
}
