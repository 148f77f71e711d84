import type { Node, State, Structure } from "../../shared/convention/state.ts";
import type { Block, Field, FreeSection, Inline, ListItem, Model, Part } from "../../shared/model/model.ts";
import type { Party } from "../../shared/party/party.ts";
import type { Signatory } from "../../shared/party/signatory.ts";

/** Small models and states, built by hand: a test names only what it is about. */
export const model = (parts: Part[], more: Partial<Model> = {}): Model => ({
	id: "petit",
	title: "Petite convention",
	shortTitle: "PC",
	digest: "0".repeat(64),
	fields: [],
	sections: [],
	parts,
	notes: [],
	corrections: [],
	...more,
});

export const part = (kind: Part["kind"], number: number | null, blocks: Block[] = [], title = "Titre"): Part => ({
	id: number === null ? kind : `${kind}-${number}`,
	kind,
	number,
	title: kind === "cover" || kind === "closing" ? null : title,
	blocks,
});

export const article = (...blocks: Block[]) => part("article", 1, blocks);

export const text = (value: string): Inline => ({ type: "text", text: value, marks: [] });

export const blank = (key: string, shownPart: "whole" | "year" = "whole"): Inline => ({
	type: "field",
	key,
	part: shownPart,
});

export const note = (id: string): Inline => ({ type: "note", id });

export const paragraph = (id: string, ...content: (Inline | string)[]): Block => ({
	type: "paragraph",
	id,
	content: content.map((inline) => (typeof inline === "string" ? text(inline) : inline)),
});

export const item = (id: string, optional = false, ...blocks: Block[]): ListItem => ({
	id,
	content: [text(id)],
	blocks,
	optional,
});

export const list = (...items: ListItem[]): Block => ({ type: "list", items });

export const field = (key: string, more: Partial<Field> = {}): Field => ({
	key,
	label: key,
	type: "text",
	owner: "commune",
	required: true,
	rule: null,
	...more,
});

export const section = (id: string, more: Partial<FreeSection> = {}): FreeSection => ({
	id,
	label: `Partie ${id}`,
	owner: "caf",
	required: true,
	guidance: "",
	example: [],
	...more,
});

export const signatory = (id: string, more: Partial<Signatory> = {}): Signatory => ({
	id,
	title: "Le Maire",
	civility: "",
	name: "",
	delegation: "",
	...more,
});

/** Who signs is named by a title, or by all that is known. */
export const party = (
	id: string,
	kind: Party["kind"],
	signing: (string | Partial<Signatory>)[] = [],
	shortName = id,
): Party => ({
	id,
	kind,
	name: `Nom de ${id}`,
	shortName,
	alias: `la ${id}`,
	signatories: signing.map((each, index) =>
		signatory(`${id}-${index + 1}`, typeof each === "string" ? { title: each } : each),
	),
});

export const structure = (more: Partial<Structure> = {}): Structure => ({
	phase: "drafting",
	parties: [],
	options: {},
	variants: {},
	rows: {},
	files: {},
	logos: {},
	...more,
});

export const state = (more: Partial<Omit<State, "structure">> & { structure?: Partial<Structure> } = {}): State => ({
	fields: more.fields ?? {},
	sections: more.sections ?? {},
	structure: structure(more.structure),
});

/** The content of a free section: a paragraph for each line. */
export const lines = (...values: string[]): Node[] =>
	values.map((value) => ({ type: "paragraph", ...(value ? { content: [{ type: "text", text: value }] } : {}) }));
