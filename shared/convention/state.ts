import type { Party } from "../party/party.ts";
import type { Phase } from "./phase.ts";

/** What a convention adds to its model: everything that may change, as plain values read from the room's Y.Doc. */
export interface State {
	/** Values as stored, by field key; a missing key is a blank. */
	fields: Record<string, string>;
	/** Content of each free section, by section id: the children of a ProseMirror document. A missing id is empty. */
	sections: Record<string, Node[]>;
	structure: Structure;
}

/** A node of a free section as ProseMirror writes it to JSON (see schema.ts). */
export interface Node {
	type: string;
	attrs?: Record<string, unknown>;
	content?: Node[];
	text?: string;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** What only the server writes. */
export interface Structure {
	phase: Phase;
	parties: Party[];
	/** By item id of an optional list item: false when the parties left it out. Missing means chosen. */
	options: Record<string, boolean>;
	/** By id of a `variants` block: the id of the chosen variant. Missing means the model's initial one. */
	variants: Record<string, string>;
	/** By table id: ids of the rows of a growing table, in order. Missing means the model's initial ones. */
	rows: Record<string, string[]>;
	/** By part id of an annexe: what is attached to it, in order. */
	files: Record<string, AttachedFile[]>;
	/** By party id: what stands for it on the cover (R24). */
	logos: Record<string, StoredFile>;
}

export type FileType = "image/png" | "image/jpeg" | "image/webp" | "application/pdf";

/** A file whose bytes lie in the store under their hash. */
export interface StoredFile {
	/** Lower-case hexadecimal SHA-256 of the bytes. */
	hash: string;
	type: FileType;
	/** Cleaned, with the ending of its true type. */
	name: string;
	bytes: number;
	/** In pixels, as shown; null for a PDF. */
	size: { width: number; height: number } | null;
}

/** A file attached to an annexe. */
export interface AttachedFile extends StoredFile {
	/** `f-<uuid>`: the same bytes may be attached to two annexes. */
	id: string;
	/** What an image shows, for who does not see it; "" for one that only adorns, null as long as nobody said. */
	alt: string | null;
	/** The caption of an image, the title of a PDF; "" without one. */
	title: string;
}
