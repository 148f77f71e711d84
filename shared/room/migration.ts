import type * as Y from "yjs";
import type { Writing } from "../convention/writable.ts";
import { columnsRoot, rowsRoot } from "../live/layout.ts";
import { migrate } from "../live/migration.ts";
import { readStructure, STRUCTURE } from "./roots.ts";

const SECTION = "section/";

/**
 * Moves a document of schema 1 into today's layout, text for text: the sections, those of removed rows too, and the rows of
 * tables whose rows the parties add, which lay in the structure. All else lies as it did. To be called by the room alone,
 * within a transaction.
 */
export function migrateDocument(doc: Y.Doc, writing: Writing): void {
	const structure = doc.getMap<unknown>(STRUCTURE);
	for (const { id, rows, columns } of writing(readStructure(doc)).tables) {
		const key = `rows/${id}`;
		doc.getArray(rowsRoot(id)).push((structure.get(key) as string[] | undefined) ?? rows);
		doc.getArray(columnsRoot(id)).push(columns);
		structure.delete(key);
	}
	const roots = [...doc.share.keys()].filter((root) => root.startsWith(SECTION));
	for (const root of roots) migrate(doc, root.slice(SECTION.length));
}
