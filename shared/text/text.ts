import type { Phase } from "../convention/phase.ts";
import type { Node, StoredFile } from "../convention/state.ts";
import type { ComputedName, FieldType, Mark, Moment, Owner, PartKind } from "../model/model.ts";

/**
 * The assembled text of a convention: ONE tree that every output reads (page, public page, PDF, .docx, controls, diff).
 * It holds numbering, resolved fields and computed values; nothing in it refers back to the model.
 */
export interface Text {
	title: string;
	model: { id: string; digest: string };
	phase: Phase;
	/** PROJET stands on the text until the last signature (R19). */
	draft: boolean;
	parts: TextPart[];
	notes: TextNote[];
}

export interface TextPart {
	id: string;
	kind: PartKind;
	number: number | null;
	/** "Article 2", "Annexe 1", or "" */
	label: string;
	title: string | null;
	blocks: TextBlock[];
}

export interface TextNote {
	id: string;
	number: number;
	content: TextInline[];
}

export type TextInline =
	| { type: "text"; text: string; marks: Mark[] }
	| TextField
	| { type: "computed"; name: ComputedName; text: string }
	| { type: "note"; id: string; number: number }
	| { type: "break" };

export interface TextField {
	type: "field";
	key: string;
	label: string;
	fieldType: FieldType;
	owner: Owner;
	required: boolean;
	/** As stored; "" while blank. */
	value: string;
	/** As a reader sees it: "1er janvier 2024"; the label in brackets while blank. */
	shown: string;
	part: "whole" | "year";
	/** Set on a hole that only a recorded act fills (R29). */
	late?: Moment;
}

export interface TextSection {
	type: "section";
	id: string;
	label: string;
	owner: Owner;
	/** "Caf du Nord", "Commune de Lys-lez-Lannoy", "les deux parties". */
	ownerName: string;
	/** False also in an annexe to which a PDF is attached: it stands in its place. */
	required: boolean;
	guidance: string;
	example: string[];
	/** A table cell, edited in place, without an edge or a heading of its own. */
	cell: boolean;
	empty: boolean;
	content: Node[];
	/** Set on a hole that only a recorded act fills (R29). */
	late?: Moment;
}

export type TextBlock =
	| { type: "paragraph"; id: string; content: TextInline[] }
	| { type: "heading"; id: string; level: 3 | 4; content: TextInline[] }
	| { type: "list"; items: TextItem[] }
	| { type: "table"; id: string; rows: TextRow[]; growing: { owner: Owner } | null }
	| TextSection
	| {
			type: "variants";
			id: string;
			label: string;
			chosen: string;
			choices: { id: string; label: string }[];
			blocks: TextBlock[];
	  }
	| { type: "sommaire"; entries: OutlineEntry[] }
	| { type: "logos"; parties: TextParty[] }
	| { type: "signatures"; parties: TextSignatures[] }
	| TextFile;

/** A file attached to an annexe; files stand at its end. Who reads the text finds the bytes under the hash. */
export interface TextFile {
	type: "file";
	id: string;
	/** Lower-case hexadecimal SHA-256 of the bytes. */
	hash: string;
	kind: "image" | "pdf";
	name: string;
	/** The caption of an image, the title of a PDF; "" without one. */
	title: string;
	/** What an image shows; "" for one that only adorns, null as long as nobody said. */
	alt: string | null;
	bytes: number;
	/** In pixels, as shown; null for a PDF. */
	size: { width: number; height: number } | null;
}

/** A party as the cover shows it (R24). */
export interface TextParty {
	id: string;
	name: string;
	/** null as long as it has none: its name stands there. */
	logo: StoredFile | null;
}

export interface TextItem {
	id: string;
	content: TextInline[];
	blocks: TextBlock[];
	optional: boolean;
	/** False when the parties left it out: shown dimmed to those who draft, absent from a frozen text. */
	chosen: boolean;
}

export interface TextRow {
	/** Set on the rows that may be removed. */
	id: string | null;
	cells: { id: string; header: boolean; colspan: number; rowspan: number; blocks: TextBlock[] }[];
}

export interface TextSignatures {
	id: string;
	name: string;
	signatories: { id: string; title: string; name: TextField }[];
}

/** A line of the sommaire: its label, title and the part it leads to. */
export interface OutlineEntry {
	part: string;
	label: string;
	title: string;
}
