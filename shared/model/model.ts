/**
 * A model: the national text that a convention is opened from. It is compiled from a Markdown file (see compile.ts)
 * and never changes afterwards: a convention names it by `digest`.
 *
 * What a model holds is locked, except the free sections and the fields it names (R1).
 */
export interface Model {
	/** File name without extension: `ctg-2024`. */
	id: string;
	/** "Convention territoriale globale". */
	title: string;
	/** What people call it among themselves: "CTG". */
	shortTitle: string;
	/** Lower-case hexadecimal SHA-256 of the canonical JSON (RFC 8785) of this model without `digest`. */
	digest: string;
	fields: Field[];
	sections: FreeSection[];
	/** In reading order. */
	parts: Part[];
	/** Footnotes, in the order of their first mention. */
	notes: Note[];
	/** Typing errors of the source that the model corrects, for the jurist who compares. */
	corrections: Correction[];
}

/** Who may write a free section or a field: the Caf, the communes (any local authority), or every party. */
export type Owner = "caf" | "commune" | "all";

/** What becomes known only with a council's vote, or with the last signature (R29): a hole of the text until then. */
export type Moment = "deliberation" | "signature";

export type FieldType = "text" | "person" | "date" | "year" | "number" | "percent" | "amount";

/**
 * A blank that is filled in one place and shown in many (R13). Its value is a string of at most 300 characters:
 * a date as `2024-01-01`, a year, number, percent or amount as a decimal number with a point, a text or person as typed.
 */
export interface Field {
	/** `convention.debut`: lower-case words joined by dots. */
	key: string;
	/** What stands in the blank: "date de début". */
	label: string;
	type: FieldType;
	owner: Owner;
	/** Must be filled before submission (R5). */
	required: boolean;
	rule: FieldRule | null;
}

/** The year of this field lies `min` to `max` years after the year of the field `after` (R8, R10). */
export interface FieldRule {
	after: string;
	min: number;
	max: number;
}

/** A part left free by the model. Its text lives in the room, in the root `section/<id>`. */
export interface FreeSection {
	id: string;
	/** Said by a screen reader and shown on the edge: "Interventions de la Caf sur le territoire". */
	label: string;
	owner: Owner;
	required: boolean;
	/** Help for drafters: it never reaches the text (R6). Plain text, or "". */
	guidance: string;
	/** A start that a drafter may insert: paragraphs of plain text; empty when there is none. */
	example: string[];
}

export interface Note {
	id: string;
	content: Inline[];
}

export interface Correction {
	wrong: string;
	right: string;
}

export type PartKind = "cover" | "sommaire" | "parties" | "recitals" | "preamble" | "article" | "closing" | "annex";

export interface Part {
	id: string;
	kind: PartKind;
	/** Articles count from 1, annexes from 1; null for the rest. */
	number: number | null;
	/** null where the part has no heading (cover, closing). */
	title: string | null;
	blocks: Block[];
}

export type Mark = "bold" | "italic" | "superscript";

export type Inline =
	| { type: "text"; text: string; marks: Mark[] }
	/** `part: "year"` shows only the year of a date. */
	| { type: "field"; key: string; part: "whole" | "year" }
	/** Counted when the text is assembled (R3): pages of the PDF, annexes present; the short title of the territory's parties. */
	| { type: "computed"; name: ComputedName }
	/** Inside a party's paragraph only: stands for the party at hand. */
	| { type: "party"; what: PartyText }
	| { type: "note"; id: string }
	| { type: "break" };

export type ComputedName = "pages" | "annexes";
/** `name`: "Caisse d'allocations familiales du Nord"; `signatories`: "la Présidente …, Madame …, et …"; `alias`: "la Caf". */
export type PartyText = "name" | "signatories" | "alias";

/** Each block with an id is a clause: locked, addressed, and listed by `clausesOf`. */
export type Block =
	| { type: "paragraph"; id: string; content: Inline[] }
	| { type: "heading"; id: string; level: 3 | 4; content: Inline[] }
	| { type: "list"; items: ListItem[] }
	| { type: "table"; id: string; rows: TableRow[]; growing: GrowingRows | null }
	| { type: "section"; id: string }
	/** One of several wordings, chosen by the parties (annexe 2). `initial` is the choice of a new convention. */
	| { type: "variants"; id: string; label: string; initial: string; variants: Variant[] }
	/** The paragraphs of "Entre … et …", one template for each side, repeated for each party of that side. */
	| { type: "parties"; templates: PartyTemplate[] }
	| { type: "sommaire" }
	| { type: "logos" }
	/** The signature table, made from the parties and their signatories (R12). */
	| { type: "signatures" };

export interface ListItem {
	id: string;
	content: Inline[];
	/** Nested lists, sections or paragraphs. */
	blocks: Block[];
	/** True where the parties choose whether the item stands (article 5). An item whose nested items are all optional stands while one of them does. */
	optional: boolean;
}

export interface TableRow {
	cells: TableCell[];
}
export interface TableCell {
	id: string;
	header: boolean;
	colspan: number;
	rowspan: number;
	blocks: Block[];
}

/** Rows that the parties add and remove after those of the model (R26); each of their cells is a free section. */
export interface GrowingRows {
	owner: Owner;
	/** Column labels, in order; a cell's section is `<table>/<row>/<column index>`. */
	columns: string[];
	/** Ids of the rows a new convention starts with. */
	initial: string[];
}

export interface Variant {
	id: string;
	label: string;
	blocks: Block[];
}

export interface PartyTemplate {
	side: "caf" | "commune" | "other";
	/** What stands before the party: "Entre", "Et". */
	blocks: Block[];
}
