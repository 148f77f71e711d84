import { isUnsigned, isWritten } from "../convention/phase.ts";
import type { AttachedFile, Node, State, Structure } from "../convention/state.ts";
import { cellSection, fieldsOf, type GrowingTable, rowsOf, sectionsOf } from "../convention/writable.ts";
import { enumerate } from "../french.ts";
import type { Block, Late, ListItem, Model, Owner, Part, PartyTemplate, TableRow } from "../model/model.ts";
import { deliberating } from "../party/council.ts";
import { type Party, sideOf } from "../party/party.ts";
import { delegationOf, signatoryField } from "../party/signatory.ts";
import { holeLabel, inlines, type Scope, textField, valuesIn } from "./inlines.ts";
import { outlineOf } from "./outline.ts";
import type {
	Text,
	TextBlock,
	TextFile,
	TextItem,
	TextNote,
	TextPart,
	TextRow,
	TextSection,
	TextSignatures,
} from "./text.ts";
import { isBlank } from "./value.ts";

/** What stands for the number of pages as long as no PDF was made. */
const UNKNOWN_PAGES = "…";

/**
 * The text of a convention: its model with everything that may change put in its place. Pure: the same model, state and
 * count give the same text. `pages` is the PDF's count (R3), "…" until it is known. Once submitted, a text holds
 * neither guidance (R6) nor the options left out.
 */
export function assemble(model: Model, state: State, pages: number | null = null): Text {
	const headings = model.parts.map(headingOf);
	const scope = scopeOf(model, state, pages, headings);
	const parts = model.parts.map((part) => assemblePart(part, scope));
	const { phase } = state.structure;
	return {
		title: model.title,
		model: { id: model.id, digest: model.digest },
		phase,
		draft: isUnsigned(phase),
		parts,
		notes: notesOf(model, scope),
	};
}

function scopeOf(model: Model, state: State, pages: number | null, headings: Omit<TextPart, "blocks">[]): Scope {
	const annexes = model.parts.filter((part) => part.kind === "annex").length;
	return {
		state,
		frozen: !isWritten(state.structure.phase),
		fields: new Map(fieldsOf(model, state.structure).map((field) => [field.key, field])),
		values: valuesIn(state),
		sections: new Map(sectionsOf(model, state.structure).map((section) => [section.id, section])),
		computed: { pages: pages === null ? UNKNOWN_PAGES : String(pages), annexes: String(annexes) },
		entries: outlineOf({ parts: headings }),
		notes: new Map(),
		annexed: false,
		party: null,
	};
}

/** A part, and behind it what is attached to it: a PDF there stands in place of what was to be written. */
function assemblePart(part: Part, scope: Scope): TextPart {
	const files = (scope.state.structure.files[part.id] ?? []).map(fileOf);
	const blocks = assembleBlocks(part.blocks, { ...scope, annexed: files.some(({ kind }) => kind === "pdf") });
	return { ...headingOf(part), blocks: [...blocks, ...files] };
}

const fileOf = (file: AttachedFile): TextFile => ({ ...file, type: "file", kind: file.size ? "image" : "pdf" });

function headingOf({ id, kind, number, title }: Part): Omit<TextPart, "blocks"> {
	const noun = kind === "article" ? "Article" : kind === "annex" ? "Annexe" : "";
	return { id, kind, number, label: noun && number !== null ? `${noun} ${number}` : "", title };
}

/** The notes that the text mentions, in the order of their first mention. */
function notesOf(model: Model, scope: Scope): TextNote[] {
	const mentioned = model.notes.flatMap(({ id, content }) => {
		const number = scope.notes.get(id);
		return number ? [{ id, number, content: inlines(content, scope) }] : [];
	});
	return mentioned.sort((a, b) => a.number - b.number);
}

function assembleBlocks(blocks: Block[], scope: Scope): TextBlock[] {
	return blocks.flatMap((block) => assembleBlock(block, scope));
}

function assembleBlock(block: Block, scope: Scope): TextBlock[] {
	switch (block.type) {
		case "paragraph":
		case "heading":
			return [{ ...block, content: inlines(block.content, scope) }];
		case "list":
			return assembleList(block.items, scope);
		case "table":
			return [assembleTable(block, scope)];
		case "section":
			return freeOrAwaited(block.id, scope);
		case "variants":
			return [chosenVariant(block, scope)];
		case "parties":
			return block.templates.flatMap((template) => partiesOf(template, scope));
		case "councils":
			return repeated(block.blocks, councilsIn(scope), scope);
		case "sommaire":
			return [{ ...block, entries: scope.entries }];
		case "logos":
			return [logosOf(scope.state.structure)];
		case "signatures":
			return [{ ...block, parties: scope.state.structure.parties.map((party) => signaturesOf(party, scope)) }];
	}
}

function assembleList(items: ListItem[], scope: Scope): TextBlock[] {
	const kept = scope.frozen ? items.filter((item) => isChosen(item, scope)) : items;
	return kept.length > 0 ? [{ type: "list", items: kept.map((item) => assembleItem(item, scope)) }] : [];
}

function assembleItem(item: ListItem, scope: Scope): TextItem {
	const content = inlines(item.content, scope);
	const blocks = assembleBlocks(item.blocks, scope);
	return { id: item.id, content, blocks, optional: item.optional, chosen: isChosen(item, scope) };
}

/** False for an option left out, and for an item of which every nested item is an option left out. */
function isChosen(item: ListItem, scope: Scope): boolean {
	if (item.optional && scope.state.structure.options[item.id] === false) return false;
	const nested = item.blocks.flatMap((block) => (block.type === "list" ? block.items : []));
	return nested.length === 0 || nested.some((inner) => !inner.optional || isChosen(inner, scope));
}

function assembleTable(table: Extract<Block, { type: "table" }>, scope: Scope): TextBlock {
	const { type, id, growing } = table;
	const fixed = table.rows.map((row) => assembleRow(row, scope));
	const added = growing ? addedRows({ ...table, growing }, scope) : [];
	return { type, id, rows: [...fixed, ...added], growing: growing && { owner: growing.owner } };
}

function assembleRow(row: TableRow, scope: Scope): TextRow {
	return { id: null, cells: row.cells.map((cell) => ({ ...cell, blocks: assembleBlocks(cell.blocks, scope) })) };
}

/** The rows that the parties added: each of their cells is a free section (R26). */
function addedRows(table: GrowingTable, scope: Scope): TextRow[] {
	return rowsOf(table, scope.state.structure).map((row) => ({
		id: row,
		cells: table.growing.columns.map((_, column) => {
			const id = cellSection(table.id, row, column);
			return { id, header: false, colspan: 1, rowspan: 1, blocks: [sectionOf(id, scope)] };
		}),
	}));
}

function freeOrAwaited(id: string, scope: Scope): TextBlock[] {
	const { label, late } = knownSection(id, scope);
	if (late === undefined) return [sectionOf(id, scope)];
	const parties = late === "deliberation" ? councilsIn(scope) : [null];
	return parties.map((party) => awaited(id, label, late, party, scope));
}

function awaited(section: string, label: string, late: Late, party: Party | null, scope: Scope): TextBlock {
	const id = party === null ? section : `${section}/${party.id}`;
	return { type: "awaited", id, section, late, party: party?.id ?? null, ...holeLabel(label, party, scope) };
}

/** The parties that deliberate; where none is named yet, one that is to come. */
function councilsIn({ state }: Scope): (Party | null)[] {
	const parties = deliberating(state.structure.parties);
	return parties.length > 0 ? parties : [null];
}

function knownSection(id: string, { sections }: Scope) {
	const section = sections.get(id);
	if (!section) throw new Error(`no section ${id} in this convention`);
	return section;
}

function sectionOf(id: string, scope: Scope): TextSection {
	const section = knownSection(id, scope);
	const content = scope.state.sections[id] ?? [];
	const help = scope.frozen ? { guidance: "", example: [] } : {};
	const ownerName = ownerNameOf(section.owner, scope.state.structure.parties);
	const required = section.required && !scope.annexed;
	return { type: "section", ...section, ...help, required, ownerName, empty: !content.some(hasSubstance), content };
}

/** A visible character, or a table, even an empty one: another control speaks of empty rows (R26). */
export function hasSubstance(node: Node): boolean {
	if (node.type === "table" || !isBlank(node.text ?? "")) return true;
	return (node.content ?? []).some(hasSubstance);
}

function ownerNameOf(owner: Owner, parties: Party[]): string {
	if (owner === "all") return parties.length === 2 ? "les deux parties" : "toutes les parties";
	const names = parties.filter((party) => sideOf(party.kind) === owner).map((party) => party.shortName);
	if (names.length === 0) return owner === "caf" ? "Caf" : "Commune";
	return names.length > 3 ? `${names.length} collectivités` : enumerate(names);
}

/** The wording that the parties chose; the model's own where their choice names none. */
function chosenVariant(block: Extract<Block, { type: "variants" }>, scope: Scope): TextBlock {
	const { type, id, label, initial, variants } = block;
	const choice = scope.state.structure.variants[id] ?? initial;
	const variant = variants.find((each) => each.id === choice) ?? variants.find((each) => each.id === initial);
	const choices = variants.map((each) => ({ id: each.id, label: each.label }));
	const blocks = assembleBlocks(variant?.blocks ?? [], scope);
	return { type, id, label, chosen: variant?.id ?? initial, choices, blocks };
}

/**
 * A template repeated for each party of its side. Without a party it stands once, with blanks: the Caf and a local
 * authority are always of the convention, another body only once it was named.
 */
function partiesOf(template: PartyTemplate, scope: Scope): TextBlock[] {
	const parties: (Party | null)[] = scope.state.structure.parties.filter(
		(party) => sideOf(party.kind) === template.side,
	);
	if (parties.length === 0 && template.side !== "other") parties.push(null);
	return repeated(template.blocks, parties, scope);
}

function repeated(blocks: Block[], parties: (Party | null)[], scope: Scope): TextBlock[] {
	return parties.flatMap((party, index) => {
		const own = assembleBlocks(blocks, { ...scope, party });
		return index === 0 ? own : own.map((block) => ofParty(block, party));
	});
}

/** Clauses repeated for further parties have an address of their own: `parties-1/msa`. */
function ofParty(block: TextBlock, party: Party | null): TextBlock {
	if (!party || block.type === "section" || block.type === "awaited") return block;
	const address = (id: string) => `${id}/${party.id}`;
	if (block.type === "list") return { ...block, items: block.items.map((item) => ({ ...item, id: address(item.id) })) };
	return "id" in block ? { ...block, id: address(block.id) } : block;
}

const logosOf = ({ parties, logos }: Structure): TextBlock => ({
	type: "logos",
	parties: parties.map(({ id, shortName: name }) => ({ id, name, logo: logos[id] ?? null })),
});

function signaturesOf(party: Party, scope: Scope): TextSignatures {
	const signatories = party.signatories.map((signatory) => ({
		id: signatory.id,
		title: signatory.title,
		name: textField(signatoryField(signatory.id), scope),
		delegation: delegationOf(signatory),
	}));
	return { id: party.id, name: party.shortName, signatories };
}
