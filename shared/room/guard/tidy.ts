import * as Y from "yjs";

/**
 * Keeps a document from deleting formats by itself after what others write. Yjs does so for each deletion apart, at the
 * cost of the square of a long one, and in whatever state it happens to be: what was idle there may not be in the end.
 */
export function leaveFormats(doc: Y.Doc): void {
	doc.on("afterTransaction", (transaction) => {
		transaction._needFormattingCleanup = false;
	});
}

/** Deletes what formats are idle in a text, in one pass. */
export const tidyFormats = (text: Y.Text): void => void Y.cleanupYTextFormatting(text);
