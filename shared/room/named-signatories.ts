import type * as Y from "yjs";
import type { Party } from "../party/party.ts";
import { asTyped, type Signatory, signatoryField } from "../party/signatory.ts";
import { FIELDS, readFields, STRUCTURE, signatoriesKey } from "./roots.ts";

/**
 * Moves the names of signatories from the fields, where anybody of a side typed them, to their party's own signatories, word
 * for word, and empties those fields. To be called by the room alone, within a transaction. Called again, or in a convention
 * that never had such fields, it does nothing.
 */
export function nameSignatories(doc: Y.Doc): void {
	const structure = doc.getMap<unknown>(STRUCTURE);
	const typed = readFields(doc);
	for (const { id, signatories } of (structure.get("parties") as Party[] | undefined) ?? []) {
		if (structure.has(signatoriesKey(id)) || signatories.every(isWhole)) continue;
		const named = signatories.map(({ id, title }): Signatory => {
			return { id, title, ...asTyped(typed[signatoryField(id)] ?? ""), delegation: "" };
		});
		structure.set(signatoriesKey(id), named);
	}
	for (const key of Object.keys(typed)) if (key.startsWith(signatoryField(""))) doc.getMap(FIELDS).delete(key);
}

/** Older conventions knew no more of a signatory than id and title. */
const isWhole = (signatory: Partial<Signatory>) => signatory.name !== undefined;
