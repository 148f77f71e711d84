/**
 * What the template lays out, as plain data: every word of a version in its place, and nothing that Typst could take for
 * markup or for a command. Lengths are in points.
 */
export interface Sheet {
	/** Of the document: "Convention territoriale globale [CTG] 2024 - 2028". */
	title: string;
	/** The parties, as one author: PDF/A wants the same in both places where it stands. */
	author: string;
	/** Of the newest act, in UTC: year, month, day, hour, minute, second. */
	date: number[];
	draft: boolean;
	/** "Version 2, soumise le 12 mars 2026" */
	version: string;
	/** The first sixteen digits of the version's digest, as each page's foot shows them. */
	digest: string;
	parts: SheetPart[];
	certificate: Certificate;
}

export interface SheetPart {
	id: string;
	kind: "cover" | "sommaire" | "annex" | "closing" | "flowing";
	/** "Article 2", or "". */
	label: string;
	title: SheetInline[] | null;
	/** Whether the sommaire lists it. */
	listed: boolean;
	blocks: SheetBlock[];
}

export type SheetMark = "bold" | "italic" | "superscript";

export type SheetInline =
	| { type: "text"; text: string; marks: SheetMark[] }
	/** What nobody knows yet (R29). */
	| { type: "hole"; text: string }
	| { type: "pages" }
	/** `content` where the note is first mentioned, null at the next mentions. */
	| { type: "note"; id: string; content: SheetInline[] | null }
	| { type: "link"; href: string; content: SheetInline[] }
	| { type: "break" };

export type SheetBlock =
	| { type: "title"; content: SheetInline[] }
	/** One that `leads` stays on the page of what it announces: "Entre", "Elle vise à :". */
	| { type: "paragraph"; content: SheetInline[]; leads: boolean }
	/** `level` from 2, none skipped. */
	| { type: "heading"; level: number; content: SheetInline[] }
	| { type: "list"; marker: "dash" | "bullet"; items: SheetBlock[][] }
	| { type: "numbered"; start: number; numbering: string; items: SheetBlock[][] }
	| SheetTable
	| { type: "sommaire" }
	| { type: "logos"; parties: SheetLogo[] }
	| { type: "signatures"; parties: SheetSignatures[] }
	| SheetImage
	| { type: "annexed"; title: string; about: string; digest: string };

export interface SheetTable {
	type: "table";
	/** The share of the width that each column takes. */
	columns: number[];
	/** So many rows stand again on each page. */
	heads: number;
	cells: SheetCell[];
}

export interface SheetCell {
	/** Column and row, from 0. */
	x: number;
	y: number;
	colspan: number;
	rowspan: number;
	header: boolean;
	blocks: SheetBlock[];
}

export interface SheetLogo {
	name: string;
	image: SheetPicture | null;
}

/** Bytes under a hash, and the room they take. */
export interface SheetPicture {
	hash: string;
	width: number;
	height: number;
}

export interface SheetImage {
	type: "image";
	picture: SheetPicture;
	/** "" for an image that only adorns. */
	alt: string;
	caption: SheetInline[];
}

export interface SheetSignatures {
	name: string;
	signatories: { title: string; name: SheetInline[]; signed: string }[];
}

export interface Certificate {
	/** The whole digest, in groups of eight. */
	digest: string[];
	model: { name: string; digest: string[] };
	parties: { name: string; approval: string; deliberation: string; signatures: string[] }[];
	/** Where the version can be read, and the dark squares of its QR code by row. */
	link: { url: string; squares: boolean[][] } | null;
}
