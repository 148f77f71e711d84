import type * as Y from "yjs";
import { differing, entriesOf, type Form, formsOf, type Written } from "../../../../shared/live/form.ts";
import type { BlockKey } from "../../../../shared/live/layout.ts";
import { mapOf } from "../../../../shared/live/sequence.ts";
import type { Edit } from "./edits.ts";
import { blockAt, type Layout, type Placed } from "./layout.ts";

/** Where a block's attributes are written, and what they are. */
interface Holder {
	set(key: BlockKey, value: unknown): void;
	written: Written;
}

/** By block of the new layout: the block of the old one whose boundary it kept; null where the boundary is new. */
export function originsOf(edits: readonly Edit[], old: Layout, now: Layout): (number | null)[] {
	const origins: (number | null)[] = now.blocks.map((_, index) => (index === 0 ? 0 : null));
	let [before, after] = [0, 0];
	const keep = (count: number) => {
		for (let at = blockAt(now, after); at < now.blocks.length; at++) {
			const boundary = (now.blocks[at] as Placed).unit - 1;
			if (boundary >= after + count) break;
			if (at > 0 && boundary >= after) origins[at] = blockAt(old, boundary - after + before);
		}
	};
	for (const { kind, count } of edits) {
		if (kind === "keep") keep(count);
		if (kind !== "insert") before += count;
		if (kind !== "delete") after += count;
	}
	keep(Infinity);
	return origins;
}

/**
 * Writes attributes of blocks until they mean the forms that the person sees; what means them already stays. `isThere` says
 * whether a table that they do not see is still there to be shown.
 */
export function writeForms(
	holders: readonly Holder[],
	wanted: readonly Form[],
	isThere: (table: string) => boolean,
): void {
	const tables = new Set(wanted.flatMap(({ i }) => i ?? []));
	const written = holders.map((holder) => holder.written);
	// A block may follow another that was not right before.
	for (let pass = 0; pass < 3; pass++) {
		const shown = new Set<string>();
		const shows = (id: string) => (tables.has(id) || isThere(id)) && !shown.has(id) && shown.add(id) === shown;
		const forms = formsOf(written, shows);
		const wrong = forms.flatMap((form, index) => (differing(form, wanted[index] as Form).length > 0 ? [index] : []));
		if (wrong.length === 0) return;
		for (const index of wrong) {
			const form = wanted[index] as Form;
			const keys = differing(forms[index] as Form, form);
			const entries = new Map(entriesOf(form));
			for (const key of keys) holders[index]?.set(key, entries.get(key));
			const { ...now } = written[index] as Record<string, unknown>;
			for (const key of keys) now[key] = entries.get(key);
			written[index] = now;
		}
	}
}

/** The attributes of the first block are the text's own, those of another its boundary's. */
export function holderOf(text: Y.Text, boundary: Y.Item | null, written: Written): Holder {
	if (boundary === null) return textHolder(text, written);
	return mapHolder(mapOf(boundary), written);
}

const textHolder = (text: Y.Text, written: Written): Holder => ({
	written,
	set: (key, value) => {
		if (value === undefined) text.removeAttribute(key);
		else text.setAttribute(key, value);
	},
});

export const mapHolder = (map: Y.Map<unknown>, written: Written): Holder => ({
	written,
	set: (key, value) => {
		if (value === undefined) map.delete(key);
		else map.set(key, value);
	},
});
