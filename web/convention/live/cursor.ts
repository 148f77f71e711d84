import * as Y from "yjs";

/** Where a person's selection begins and ends, as awareness carries it: relative positions in flat texts. */
export interface Cursor {
	anchor: unknown;
	head: unknown;
}

/** A place between two units of the text of a section or a cell. */
export interface Spot {
	text: Y.Text;
	index: number;
}

/** What stays beside the unit on the left of this place, whatever others write there. */
export const positionAt = ({ text, index }: Spot): Y.RelativePosition =>
	Y.createRelativePositionFromTypeIndex(text, index, -1);

/**
 * Where a relative position stands now; null for one that cannot be read, or that lies in no text. Total, and makes no
 * root: what it reads came from another page.
 */
export function spotOf(doc: Y.Doc, position: unknown): Spot | null {
	if (typeof position !== "object" || position === null) return null;
	try {
		const { type, item, tname, assoc } = Y.createRelativePositionFromJSON(position);
		if (type !== null || (item === null && (tname === null || !doc.share.has(tname)))) return null;
		const found = Y.createAbsolutePositionFromRelativePosition(new Y.RelativePosition(null, tname, item, assoc), doc);
		return found?.type instanceof Y.Text ? { text: found.type, index: found.index } : null;
	} catch {
		return null;
	}
}
