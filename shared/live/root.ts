import type * as Y from "yjs";

/** A text that is there, or null: asking for it by name would make it. */
export const textAt = (doc: Y.Doc, root: string): Y.Text | null => (doc.share.has(root) ? textOf(doc, root) : null);

/**
 * The text under this name, which is made where there is none. Use it in place of `Y.Doc.getText`: that one, as it makes a
 * text of a root that came with an update, forgets that formats stand in it, so that nobody would tidy them.
 */
export function textOf(doc: Y.Doc, root: string): Y.Text {
	const came = doc.share.get(root) as Partial<Pick<Y.Text, "_hasFormatting">> | undefined;
	const text = doc.getText(root);
	if (came?._hasFormatting) Object.assign(text, { _hasFormatting: true, _searchMarker: null });
	return text;
}
