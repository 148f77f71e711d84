import type * as Y from "yjs";
import type { Phase } from "../convention/phase.ts";
import type { AttachedFile, State, StoredFile, Structure } from "../convention/state.ts";
import type { Writing } from "../convention/writable.ts";
import { toDoc } from "../live/document.ts";
import { columnsRoot, liveRoot, readRoot, rowsRoot } from "../live/layout.ts";
import { textOf } from "../live/root.ts";
import type { Party } from "../party/party.ts";
import { asTyped, type Signatory, signatoryField } from "../party/signatory.ts";

/**
 * The roots of a room's Y.Doc: one for each thing that may change, and none for what the model locks. Free sections lie in
 * the flat layout (shared/live/layout.ts), `fields` is a Map of strings. What only the server writes is `structure`, a Map,
 * and the rows and columns of the tables whose rows the parties add (R26), each of whose cells is a section.
 */
export const FIELDS = "fields";
export const STRUCTURE = "structure";
/** Where the structure has the logo of this party. */
export const logoKey = (party: string) => `logo/${party}`;
/** Where the structure has who signs for this party, once its people have said so. */
export const signatoriesKey = (party: string) => `signatories/${party}`;

/**
 * The section that this root holds, whole or in part: the cells, rows and columns of a table in a section are part of it.
 * null for every other root.
 */
export function sectionHolding(root: string, isSection: (id: string) => boolean): string | null {
	const read = readRoot(root);
	if (read === null) return null;
	let id = read.holds === "text" ? read.path : read.table;
	while (!isSection(id)) {
		const end = id.lastIndexOf("/");
		if (end < 0) return null;
		id = id.slice(0, end);
	}
	return id;
}

/** Is `readStructure` read from this root? */
export const isOfStructure = (root: string): boolean => root === STRUCTURE || growingTable(root) !== null;

/** Defines every root a convention has, so that none of them comes into being by a client's message. */
export function defineRoots(doc: Y.Doc, writing: Writing): void {
	doc.getMap(FIELDS);
	doc.getMap(STRUCTURE);
	const { sections, tables } = writing(readStructure(doc));
	for (const { id } of tables) {
		doc.getArray(rowsRoot(id));
		doc.getArray(columnsRoot(id));
	}
	for (const { id } of sections) textOf(doc, liveRoot(id));
}

/** Gives each table whose rows the parties add its columns, and the rows that it begins with. */
export function seedTables(doc: Y.Doc, writing: Writing): void {
	for (const { id, rows, columns } of writing(readStructure(doc)).tables) {
		doc.getArray(rowsRoot(id)).push(rows);
		doc.getArray(columnsRoot(id)).push(columns);
	}
}

/** Everything that may change, as plain values. */
export function readState(doc: Y.Doc, writing: Writing): State {
	const structure = readStructure(doc);
	const sections = writing(structure).sections.map(({ id }) => [id, toDoc(doc, id)]);
	return { fields: readFields(doc), sections: Object.fromEntries(sections), structure };
}

export function readFields(doc: Y.Doc): Record<string, string> {
	const entries = [...doc.getMap<unknown>(FIELDS)].filter(
		(entry): entry is [string, string] => typeof entry[1] === "string",
	);
	return Object.fromEntries(entries);
}

export function readStructure(doc: Y.Doc): Structure {
	const map = doc.getMap<unknown>(STRUCTURE);
	const parties = (map.get("parties") as Party[] | undefined) ?? [];
	const said = entriesUnder<Signatory[]>(map, signatoriesKey(""));
	const typed = readFields(doc);
	return {
		phase: (map.get("phase") as Phase | undefined) ?? "drafting",
		parties: parties.map((party) => {
			const signatories = (said[party.id] ?? party.signatories).map((each) => namedIn(typed, each));
			return { ...party, signatories };
		}),
		options: entriesUnder<boolean>(map, "option/"),
		variants: entriesUnder<string>(map, "variant/"),
		rows: readRows(doc),
		files: entriesUnder<AttachedFile[]>(map, "files/"),
		logos: entriesUnder<StoredFile>(map, logoKey("")),
	};
}

/** A name that was typed into its field counts before the one that was said with the title. */
function namedIn(fields: Record<string, string>, signatory: Signatory): Signatory {
	const typed = fields[signatoryField(signatory.id)];
	return typed === undefined ? signatory : { ...signatory, ...asTyped(typed) };
}

/** Whether what stands in these fields names who signs otherwise than those did. */
export const areNamedOtherwise = (some: Record<string, string>, others: Record<string, string>): boolean =>
	Object.keys({ ...some, ...others }).some((key) => key.startsWith(signatoryField("")) && some[key] !== others[key]);

function entriesUnder<T>(map: Y.Map<unknown>, prefix: string): Record<string, T> {
	const entries = [...map].filter(([key]) => key.startsWith(prefix));
	return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value as T]));
}

/** By table. One without columns is not there yet: the text has not come. */
function readRows(doc: Y.Doc): Record<string, string[]> {
	const tables = [...doc.share.keys()].flatMap((root) => growingTable(root) ?? []);
	const seeded = [...new Set(tables)].filter((table) => doc.getArray(columnsRoot(table)).length > 0);
	return Object.fromEntries(seeded.map((table) => [table, doc.getArray<string>(rowsRoot(table)).toArray()]));
}

/** The table of the model whose rows or columns this root lists; tables in sections have a longer name. */
function growingTable(root: string): string | null {
	const read = readRoot(root);
	return read !== null && read.holds !== "text" && !read.table.includes("/") ? read.table : null;
}
