import * as Y from "yjs";
import type { Phase } from "../convention/phase.ts";
import type { AttachedFile, Node, State, StoredFile, Structure } from "../convention/state.ts";
import type { Writing } from "../convention/writable.ts";
import type { Party } from "../party/party.ts";
import type { Signatory } from "../party/signatory.ts";

/**
 * The roots of a room's Y.Doc: one for each thing that may change, and none for what the model locks.
 * `section/<id>` is an XmlFragment, `fields` a Map of strings, `structure` a Map that only the server writes.
 */
export const FIELDS = "fields";
export const STRUCTURE = "structure";
const SECTION = "section/";
export const sectionRoot = (id: string) => SECTION + id;
/** Where the structure has the logo of this party. */
export const logoKey = (party: string) => `logo/${party}`;

/** Where the structure has who signs for this party, once its people have said so. */
export const signatoriesKey = (party: string) => `signatories/${party}`;

/** The id of the section this root holds, or null for another root. */
export const sectionOfRoot = (root: string) => (root.startsWith(SECTION) ? root.slice(SECTION.length) : null);

/** Defines every root a convention has, so that none of them comes into being by a client's message. */
export function defineRoots(doc: Y.Doc, writing: Writing): void {
	doc.getMap(FIELDS);
	doc.getMap(STRUCTURE);
	for (const { id } of writing(readStructure(doc)).sections) doc.getXmlFragment(sectionRoot(id));
}

/** Everything that may change, as plain values. */
export function readState(doc: Y.Doc, writing: Writing): State {
	const structure = readStructure(doc);
	const sections = writing(structure).sections.map(({ id }) => [id, readSection(doc, id)]);
	return { fields: readFields(doc), sections: Object.fromEntries(sections), structure };
}

export function readFields(doc: Y.Doc): Record<string, string> {
	const entries = [...doc.getMap<unknown>(FIELDS)].filter(
		(entry): entry is [string, string] => typeof entry[1] === "string",
	);
	return Object.fromEntries(entries);
}

/** The children of a section's ProseMirror document. */
export function readSection(doc: Y.Doc, id: string): Node[] {
	return doc.getXmlFragment(sectionRoot(id)).toArray().flatMap(readNode);
}

export function readStructure(doc: Y.Doc): Structure {
	const map = doc.getMap<unknown>(STRUCTURE);
	const parties = (map.get("parties") as Party[] | undefined) ?? [];
	const signatories = entriesUnder<Signatory[]>(map, signatoriesKey(""));
	return {
		phase: (map.get("phase") as Phase | undefined) ?? "drafting",
		parties: parties.map((party) => ({ ...party, signatories: signatories[party.id] ?? party.signatories })),
		options: entriesUnder<boolean>(map, "option/"),
		variants: entriesUnder<string>(map, "variant/"),
		rows: entriesUnder<string[]>(map, "rows/"),
		files: entriesUnder<AttachedFile[]>(map, "files/"),
		logos: entriesUnder<StoredFile>(map, logoKey("")),
	};
}

function entriesUnder<T>(map: Y.Map<unknown>, prefix: string): Record<string, T> {
	const entries = [...map].filter(([key]) => key.startsWith(prefix));
	return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value as T]));
}

/** One node as y-tiptap lays it out: an element with attributes, or a text whose delta carries the marks. */
function readNode(type: Y.XmlElement | Y.XmlText | Y.XmlHook): Node[] {
	if (type instanceof Y.XmlText) return type.toDelta().flatMap(readRun);
	if (!(type instanceof Y.XmlElement)) return [];
	const node: Node = { type: type.nodeName };
	const attrs = type.getAttributes();
	if (Object.keys(attrs).length > 0) node.attrs = attrs;
	const content = type.toArray().flatMap(readNode);
	if (content.length > 0) node.content = content;
	return [node];
}

function readRun(run: { insert: unknown; attributes?: Record<string, unknown> }): Node[] {
	if (typeof run.insert !== "string" || run.insert === "") return [];
	const node: Node = { type: "text", text: run.insert };
	const marks = Object.entries(run.attributes ?? {}).map(([type, attrs]) =>
		Object.keys(attrs as object).length > 0 ? { type, attrs: attrs as Record<string, unknown> } : { type },
	);
	if (marks.length > 0) node.marks = marks;
	return [node];
}
