import type { StoredFile } from "../convention/state.ts";
import type { ComputedName, FieldType, Late, Mark, Owner, PartKind } from "../model/model.ts";
import type { PartyKind } from "../party/party.ts";
import type { Signatory } from "../party/signatory.ts";
import type { OutlineEntry } from "../text/text.ts";

/**
 * A version: what was submitted, approved, voted and signed, and nothing else. Its canonical bytes are the RFC 8785 form of
 * this value, and their SHA-256 names it. It holds what a reader can see, what leads there, and which model it comes from;
 * neither who wrote what, nor ids that a machine drew, nor anything that only a rendering knows (page numbers, PROJET).
 */
export interface Frozen {
	format: typeof FORMAT;
	title: string;
	model: { id: string; digest: string };
	parties: FrozenParty[];
	parts: FrozenPart[];
	notes: FrozenNote[];
}

/** Raised whenever these bytes are written otherwise; older versions stay readable for ever. */
export const FORMAT = "copacte-version-1";

export interface FrozenParty {
	id: string;
	kind: PartyKind;
	name: string;
	shortName: string;
	alias: string;
	signatories: Signatory[];
}

export interface FrozenPart {
	id: string;
	kind: PartKind;
	number: number | null;
	label: string;
	title: string | null;
	blocks: FrozenBlock[];
}

export interface FrozenNote {
	id: string;
	number: number;
	content: FrozenInline[];
}

export type FrozenInline =
	| { type: "text"; text: string; marks: Mark[] }
	| FrozenField
	| FrozenHole
	/** Pages are counted by each rendering, so no `text` of them is kept. */
	| { type: "computed"; name: ComputedName; text?: string }
	| { type: "note"; id: string; number: number }
	| { type: "break" };

export interface FrozenField {
	type: "field";
	key: string;
	label: string;
	fieldType: FieldType;
	owner: Owner;
	required: boolean;
	part: "whole" | "year";
	value: string;
	/** As a reader sees it. */
	shown: string;
}

/** What nobody can know yet (R29). The digest covers that it is there, which it is, and whose act fills it. */
export interface FrozenHole {
	type: "hole";
	late: Late;
	field: string;
	fieldType: FieldType;
	part: "whole" | "year";
	party: string | null;
	label: string;
}

/** A file that nobody can have yet: a délibération to come (R29). */
export interface FrozenAwaited {
	type: "awaited";
	id: string;
	section: string;
	late: Late;
	party: string | null;
	label: string;
}

export interface FrozenSection {
	type: "section";
	id: string;
	label: string;
	owner: Owner;
	ownerName: string;
	required: boolean;
	/** A table cell, without an edge of its own. */
	cell: boolean;
	content: FrozenNode[];
}

/** A node of a free section without attributes that say nothing, marks in one order, neighbours that look alike joined. */
export interface FrozenNode {
	type: string;
	attrs?: Record<string, string | number>;
	content?: FrozenNode[];
	text?: string;
	marks?: { type: string; href?: string }[];
}

export type FrozenBlock =
	| { type: "paragraph"; id: string; content: FrozenInline[] }
	| { type: "heading"; id: string; level: 3 | 4; content: FrozenInline[] }
	| { type: "list"; items: FrozenItem[] }
	| { type: "table"; id: string; rows: FrozenRow[] }
	| FrozenSection
	| FrozenAwaited
	/** `label` and `chosen` name the wording that the parties chose. */
	| { type: "variants"; id: string; label: string; chosen: { id: string; label: string }; blocks: FrozenBlock[] }
	| { type: "sommaire"; entries: OutlineEntry[] }
	| { type: "logos"; parties: { id: string; name: string; logo: StoredFile | null }[] }
	| { type: "signatures"; parties: FrozenSignatures[] }
	| FrozenFile;

export interface FrozenItem {
	id: string;
	content: FrozenInline[];
	blocks: FrozenBlock[];
}

export interface FrozenRow {
	/** True of a row that the parties added: its cells' ids end in its place among them, counted from 1. */
	added: boolean;
	cells: { id: string; header: boolean; colspan: number; rowspan: number; blocks: FrozenBlock[] }[];
}

export interface FrozenSignatures {
	id: string;
	name: string;
	signatories: { id: string; title: string; name: FrozenField; delegation: string }[];
}

export interface FrozenFile {
	type: "file";
	hash: string;
	kind: "image" | "pdf";
	name: string;
	title: string;
	alt: string | null;
	bytes: number;
	size: { width: number; height: number } | null;
}
