import * as Y from "yjs";
import { liveRoot } from "../../../shared/live/layout.ts";
import { readBlocks } from "../../../shared/live/sequence.ts";
import type { Place } from "./disk.ts";
import { puttingsFor } from "./puttings.ts";
import type { Replica } from "./replica.ts";

/** The origin of words that are put back. */
const PUT_BACK = "put back";

/** Puts words that were once refused into their place as it stands now, as one step that can be undone. */
export function putBack(replica: Replica, place: Place, words: string): void {
	replica.startUndoStep();
	if ("field" in place) replica.setField(place.field, words);
	else putInto(replica, place.section, words);
	replica.startUndoStep();
}

function putInto({ doc, undo }: Replica, section: string, words: string): void {
	const text = doc.getText(liveRoot(section));
	const blocks = readBlocks(text);
	const paragraphs = blocks.map(({ written, runs }) => (written.i ? null : runs.map((run) => run.text).join("")));
	/** Where each begins: a boundary stands before all but the first. */
	const starts = blocks.map((_, at) => at + blocks.slice(0, at).reduce((sum, { length }) => sum + length, 0));
	const puttings = puttingsFor(words, paragraphs);
	undo.addToScope(text);
	undo.trackedOrigins.add(PUT_BACK);
	doc.transact(() => {
		// From the last on, so that what comes before stays where it is.
		const within = puttings.filter(({ paragraph }) => paragraph !== null);
		within.sort((one, other) => (other.paragraph ?? 0) - (one.paragraph ?? 0));
		for (const putting of within) text.insert((starts[putting.paragraph ?? 0] ?? 0) + putting.at, putting.text);
		for (const putting of puttings.filter(({ paragraph }) => paragraph === null)) {
			text.insertEmbed(text.length, new Y.Map(), {});
			text.insert(text.length, putting.text, {});
		}
	}, PUT_BACK);
}
