import type { Field } from "../model/model.ts";
import { hasSubstance } from "../text/assemble.ts";
import { shown } from "../text/field.ts";
import type { Text, TextBlock, TextField, TextFile, TextInline, TextPart, TextSection } from "../text/text.ts";
import type { Acts } from "./acts.ts";
import type {
	FieldHole,
	Frozen,
	FrozenBlock,
	FrozenField,
	FrozenInline,
	FrozenPart,
	FrozenSection,
	SectionHole,
} from "./frozen.ts";
import { thawedNodes } from "./nodes.ts";

/** What fills the holes of a version, and where it stands. */
export type Filling = Pick<Acts, "draft" | "late" | "annexed">;

/** As it was submitted: a draft of which every hole is open. */
export const UNFILLED: Filling = { draft: true, late: {}, annexed: {} };

const UNKNOWN_PAGES = "…";

/**
 * The text of a version, for every output that shows it: made from the version alone, never from a model's file or a live
 * document. Holes hold what acts say, or stay blanks marked `late`. `pages` is the count of the PDF at hand (R3).
 */
export function textOf(frozen: Frozen, filling: Filling = UNFILLED, pages: number | null = null): Text {
	const { title, model, parts, notes } = frozen;
	const scope = { filling, pages: pages === null ? UNKNOWN_PAGES : String(pages) };
	return {
		title,
		model,
		phase: filling.draft ? "submitted" : "signed",
		draft: filling.draft,
		parts: parts.map((part) => thawedPart(part, scope)),
		notes: notes.map((note) => ({ ...note, content: thawedInlines(note.content, scope) })),
	};
}

interface Scope {
	filling: Filling;
	pages: string;
}

function thawedPart(part: FrozenPart, scope: Scope): TextPart {
	const annexed = (scope.filling.annexed[part.id] ?? []).map((file, index): TextFile => {
		return { ...file, type: "file", id: `${part.id}/acte-${index + 1}` };
	});
	const numbered = part.blocks.map((block, index) => thawedBlock(block, `${part.id}/fichier-${index + 1}`, scope));
	return { ...part, blocks: [...numbered, ...annexed] };
}

/** `file` is the address of a file, which needs one in a page and has none in a version. */
function thawedBlock(block: FrozenBlock, file: string, scope: Scope): TextBlock {
	const inner = (blocks: FrozenBlock[]) =>
		blocks.map((each, index) => thawedBlock(each, `${file}.${index + 1}`, scope));
	switch (block.type) {
		case "paragraph":
		case "heading":
			return { ...block, content: thawedInlines(block.content, scope) };
		case "list":
			return { ...block, items: block.items.map((item) => ({ ...item, ...thawedItem(item, inner, scope) })) };
		case "table":
			return { ...block, rows: block.rows.map(({ cells }) => thawedRow(cells, inner)), growing: null };
		case "section":
		case "hole":
			return thawedSection(block);
		case "variants":
			return { ...block, chosen: block.chosen.id, choices: [block.chosen], blocks: inner(block.blocks) };
		case "signatures":
			return { ...block, parties: block.parties.map((party) => thawedSignatures(party, scope)) };
		case "file":
			return { ...block, id: file };
		default:
			return block;
	}
}

type Inner = (blocks: FrozenBlock[]) => TextBlock[];

function thawedItem(item: { content: FrozenInline[]; blocks: FrozenBlock[] }, inner: Inner, scope: Scope) {
	const content = thawedInlines(item.content, scope);
	return { content, blocks: inner(item.blocks), optional: false, chosen: true };
}

type FrozenCells = Extract<FrozenBlock, { type: "table" }>["rows"][number]["cells"];

const thawedRow = (cells: FrozenCells, inner: Inner) => ({
	id: null,
	cells: cells.map((cell) => ({ ...cell, blocks: inner(cell.blocks) })),
});

function thawedSection(section: FrozenSection | SectionHole): TextSection {
	const { id, label, owner, ownerName, required, cell } = section;
	const late = section.type === "hole" ? { late: section.moment } : {};
	const content = section.type === "hole" ? [] : thawedNodes(section.content);
	const empty = !content.some(hasSubstance);
	const help = { guidance: "", example: [] };
	return { type: "section", id, label, owner, ownerName, required, cell, ...help, empty, content, ...late };
}

type FrozenSigning = Extract<FrozenBlock, { type: "signatures" }>["parties"][number];

const thawedSignatures = (party: FrozenSigning, scope: Scope) => ({
	...party,
	signatories: party.signatories.map((each) => ({ ...each, name: thawedField(each.name, scope) })),
});

const thawedInlines = (content: FrozenInline[], scope: Scope): TextInline[] =>
	content.map((inline) => thawedInline(inline, scope));

function thawedInline(inline: FrozenInline, scope: Scope): TextInline {
	switch (inline.type) {
		case "field":
		case "hole":
			return thawedField(inline, scope);
		case "computed":
			return { ...inline, text: inline.text ?? scope.pages };
		default:
			return inline;
	}
}

function thawedField(field: FrozenField | FieldHole, { filling }: Scope): TextField {
	if (field.type === "field") return field;
	const { moment, type: _, ...ofModel } = field;
	const value = Object.hasOwn(filling.late, field.key) ? (filling.late[field.key] ?? "") : "";
	const described: Field = { ...ofModel, type: field.fieldType, rule: null };
	return { type: "field", ...ofModel, value, shown: shown(described, value, field.part), late: moment };
}
