import type { Field } from "../model/model.ts";
import { hasSubstance } from "../text/assemble.ts";
import { shown } from "../text/field.ts";
import type {
	Text,
	TextAwaited,
	TextBlock,
	TextField,
	TextFile,
	TextInline,
	TextPart,
	TextSection,
} from "../text/text.ts";
import type { Acts } from "./acts.ts";
import type {
	Frozen,
	FrozenAwaited,
	FrozenBlock,
	FrozenField,
	FrozenHole,
	FrozenInline,
	FrozenPart,
	FrozenSection,
} from "./frozen.ts";
import { thawedNodes } from "./nodes.ts";

/** What fills the holes of a version, and where it stands. */
export type Filling = Pick<Acts, "draft" | "signedOn" | "annexed"> & {
	deliberations: { party: string; date: string }[];
};

/** As it was submitted: a draft of which every hole is open. */
export const UNFILLED: Filling = { draft: true, signedOn: null, annexed: {}, deliberations: [] };

const UNKNOWN_PAGES = "…";

/**
 * The text of a version, for every output that shows it: made from the version alone, never from a model's file or a live
 * document. Holes hold what acts say, or stay holes. `pages` is the count of the PDF at hand (R3).
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
	return {
		...part,
		blocks: part.blocks.map((block, index) => thawedBlock(block, `${part.id}/fichier-${index + 1}`, scope)),
	};
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
			return thawedSection(block);
		case "awaited":
			return thawedAwaited(block, scope);
		case "variants":
			return { ...block, chosen: block.chosen.id, choices: [block.chosen], blocks: inner(block.blocks) };
		case "signatures":
			return { ...block, parties: block.parties.map((party) => thawedSignatures(party)) };
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

function thawedSection(section: FrozenSection): TextSection {
	const content = thawedNodes(section.content);
	const help = { guidance: "", example: [] };
	return { ...section, ...help, empty: !content.some(hasSubstance), content };
}

function thawedAwaited(awaited: FrozenAwaited, { filling }: Scope): TextAwaited | TextFile {
	const { id, label } = awaited;
	const file = Object.hasOwn(filling.annexed, id) ? filling.annexed[id] : undefined;
	return file ? { ...file, type: "file", id } : { ...awaited, shown: inBrackets(label) };
}

type FrozenSigning = Extract<FrozenBlock, { type: "signatures" }>["parties"][number];

const thawedSignatures = (party: FrozenSigning) => ({
	...party,
	signatories: party.signatories.map((each) => ({ ...each, name: thawedField(each.name) })),
});

const thawedInlines = (content: FrozenInline[], scope: Scope): TextInline[] =>
	content.map((inline) => thawedInline(inline, scope));

function thawedInline(inline: FrozenInline, scope: Scope): TextInline {
	switch (inline.type) {
		case "field":
			return thawedField(inline);
		case "hole":
			return thawedHole(inline, scope);
		case "computed":
			return { ...inline, text: inline.text ?? scope.pages };
		default:
			return inline;
	}
}

/** Who owned it matters to those who draft alone. */
const thawedField = (field: FrozenField): TextField => ({ ...field, party: null });

function thawedHole(hole: FrozenHole, { filling }: Scope): TextInline {
	const { field: key, fieldType: type, label, part } = hole;
	const recorded = recordedFor(hole, filling);
	if (recorded === null) return { ...hole, shown: inBrackets(label) };
	const field: Field = { key, label, type, owner: "all", required: false, rule: null };
	return { type: "text", text: shown(field, recorded, part), marks: [] };
}

/** The day that fills a hole: of that party's vote, or of the last signature. */
function recordedFor({ late, party }: FrozenHole, { deliberations, signedOn }: Filling): string | null {
	if (late === "signature") return signedOn;
	return deliberations.find((vote) => vote.party === party)?.date ?? null;
}

const inBrackets = (label: string) => `[${label}]`;
