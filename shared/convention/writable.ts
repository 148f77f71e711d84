import type { Block, Field, FreeSection, GrowingRows, Model, Owner } from "../model/model.ts";
import { blocksOf, walk } from "../model/walk.ts";
import { type Party, sideOf } from "../party/party.ts";
import { signatoryField } from "../party/signatory.ts";
import { type Annex, annexesOf } from "./annexes.ts";
import type { Structure } from "./state.ts";

/**
 * What may be written in a convention, and by whom: all that its guard, writers and commands know of what it was opened
 * from. The rest is locked: the model's clauses (R1), what only a late act fills (R29), the names of those who sign, which
 * their party says by a command.
 */
export interface Writable {
	sections: { id: string; owner: Owner }[];
	/** `party` where one party alone writes it: the name of who signs for it. */
	fields: { key: string; owner: Owner; party: string | null }[];
	/** Tables whose rows the parties add and remove (R26), with the rows that they have now, and their columns, by id. */
	tables: { id: string; owner: Owner; rows: string[]; columns: string[] }[];
	/** Annexes, with who attaches files to them. */
	annexes: Annex[];
	/** Items of lists that the parties keep or leave out, by id. */
	options: string[];
	/** Wordings of which the parties choose one: the block, and the wordings, by id. */
	variants: { id: string; choices: string[] }[];
}

/** What may be written changes with the structure: a party that joins brings fields, a row brings sections. */
export type Writing = (structure: Structure) => Writable;

/** What may be written in a convention that was opened from this model. */
export function writingOf(model: Model): Writing {
	const blocks = blocksOf(model);
	const tables = growingTables(model);
	const annexes = annexesOf(model);
	const items = blocks.flatMap((block) => (block.type === "list" ? block.items : []));
	const options = items.flatMap(({ id, optional }) => (optional ? [id] : []));
	const variants = blocks.flatMap((block) =>
		block.type === "variants" ? [{ id: block.id, choices: block.variants.map(({ id }) => id) }] : [],
	);
	return (structure) => ({
		sections: sectionsOf(model, structure).filter(isKnownEarly),
		fields: fieldsOf(model, structure).filter(isKnownEarly),
		tables: tables.map((table) => tableOf(table, structure)),
		annexes,
		options,
		variants,
	});
}

function tableOf(table: GrowingTable, structure: Structure): Writable["tables"][number] {
	const { owner, columns } = table.growing;
	return { id: table.id, owner, rows: rowsOf(table, structure), columns: columns.map((_, at) => String(at)) };
}

const isKnownEarly = ({ late }: Pick<Field | FreeSection, "late">) => late === undefined;

/** A free section of a convention; `cell` where it fills a cell of a table with rows of its own. */
export type ConventionSection = FreeSection & { cell: boolean };

/** Every free section that a convention has now: the model's, and a cell for each column of each row that was added. */
export function sectionsOf(model: Model, structure: Structure): ConventionSection[] {
	const cells = new Set(cellSections(model));
	const own = model.sections.map((section) => ({ ...section, cell: cells.has(section.id) }));
	return [...own, ...growingTables(model).flatMap((table) => rowSections(table, structure))];
}

/** A field of a convention; `party` where one party alone says what stands in it: the name of who signs for it. */
export type ConventionField = Field & { party: string | null };

/** Every field that a convention has now: the model's, and the name of each signatory (R12, R13). */
export function fieldsOf(model: Model, structure: Structure): ConventionField[] {
	const titles = structure.parties.flatMap(({ signatories }) => signatories.map(({ title }) => title));
	const shared = new Set(titles.filter((title, at) => titles.indexOf(title) !== at));
	return [
		...model.fields.map((field) => ({ ...field, party: null })),
		...structure.parties.flatMap((party) => signatoryFields(party, shared)),
	];
}

/** Rows of a growing table, in order. */
export function rowsOf(table: GrowingTable, structure: Structure): string[] {
	return structure.rows[table.id] ?? table.growing.initial;
}

/** The section that fills column `column` (from 0) of a row: its root is named as that of any cell (shared/live/layout.ts). */
export const cellSection = (table: string, row: string, column: number) => `${table}/${row}/${column}`;

export type GrowingTable = Extract<Block, { type: "table" }> & { growing: GrowingRows };

/** Every table of the model whose rows the parties add and remove. */
export function growingTables(model: Model): GrowingTable[] {
	return model.parts.flatMap((part) => [...walk(part.blocks)].filter(isGrowing));
}

function isGrowing(block: Block): block is GrowingTable {
	return block.type === "table" && block.growing !== null;
}

function cellSections(model: Model): string[] {
	const tables = model.parts.flatMap((part) => [...walk(part.blocks)].filter((block) => block.type === "table"));
	const inside = tables.flatMap((table) =>
		table.rows.flatMap((row) => row.cells.flatMap((cell) => [...walk(cell.blocks)])),
	);
	return inside.flatMap((block) => (block.type === "section" ? [block.id] : []));
}

function rowSections(table: GrowingTable, structure: Structure): ConventionSection[] {
	const { owner, columns } = table.growing;
	return rowsOf(table, structure).flatMap((row, index) =>
		columns.map((column, at) => ({
			id: cellSection(table.id, row, at),
			label: `${column}, ligne ${index + 1}`,
			owner,
			required: false,
			guidance: "",
			example: [],
			cell: true,
		})),
	);
}

/** Sixty mayors are told apart by what they are mayor of. */
function signatoryFields(party: Party, shared: Set<string>): ConventionField[] {
	const side = sideOf(party.kind);
	return party.signatories.map(({ id, title }) => ({
		key: signatoryField(id),
		label: shared.has(title) ? `nom : ${title}, ${party.shortName}` : `nom : ${title}`,
		type: "person",
		owner: side === "other" ? "all" : side,
		party: party.id,
		required: true,
		rule: null,
	}));
}
