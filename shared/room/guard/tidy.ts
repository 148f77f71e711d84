import * as Y from "yjs";

/**
 * Keeps a document from deleting formats by itself after what others write. Yjs does so for each deletion apart, at the
 * cost of the square of a long one, and in whatever state it happens to be: what was idle there may not be in the end.
 */
export const leaveFormats = (doc: Y.Doc): void => void doc.on("afterTransaction", leave);

/** One for all: a document that is told twice listens once. */
function leave(transaction: Y.Transaction): void {
	transaction._needFormattingCleanup = false;
}

/** Deletes what formats are idle in a text, in one pass. */
export const tidyFormats = (text: Y.Text): void => void Y.cleanupYTextFormatting(text);
