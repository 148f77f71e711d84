import type { Party } from "../party/party.ts";
import type {
	Text,
	TextAwaited,
	TextBlock,
	TextField,
	TextFile,
	TextHole,
	TextInline,
	TextItem,
	TextRow,
	TextSection,
	TextSignatures,
} from "../text/text.ts";
import {
	FORMAT,
	type Frozen,
	type FrozenAwaited,
	type FrozenBlock,
	type FrozenField,
	type FrozenFile,
	type FrozenHole,
	type FrozenInline,
	type FrozenItem,
	type FrozenParty,
	type FrozenRow,
	type FrozenSection,
	type FrozenSignatures,
} from "./frozen.ts";
import { frozenNodes } from "./nodes.ts";

/**
 * The version that a text is, as it stands: every visible character, field, option, row, file and party of it. Help for
 * drafters and what was left out are not in it (R6), whatever phase the text was assembled in.
 */
export function freeze({ title, model, parts, notes }: Text, parties: Party[]): Frozen {
	return {
		format: FORMAT,
		title,
		model: { id: model.id, digest: model.digest },
		parties: parties.map(frozenParty),
		parts: parts.map(({ id, kind, number, label, title, blocks }) => {
			return { id, kind, number, label, title, blocks: frozenBlocks(blocks) };
		}),
		notes: notes.map(({ id, number, content }) => ({ id, number, content: frozenInlines(content) })),
	};
}

/** Picked one by one: what a party gains one day must not slip into the digest unseen. */
const frozenParty = ({ id, kind, name, shortName, alias, signatories }: Party): FrozenParty => ({
	id,
	kind,
	name,
	shortName,
	alias,
	signatories: signatories.map(({ id, title, civility, name, delegation }) => ({
		id,
		title,
		civility,
		name,
		delegation,
	})),
});

const frozenBlocks = (blocks: TextBlock[]): FrozenBlock[] => blocks.flatMap(frozenBlock);

function frozenBlock(block: TextBlock): FrozenBlock[] {
	switch (block.type) {
		case "paragraph":
			return [{ type: block.type, id: block.id, content: frozenInlines(block.content) }];
		case "heading":
			return [{ type: block.type, id: block.id, level: block.level, content: frozenInlines(block.content) }];
		case "list":
			return frozenList(block.items);
		case "table":
			return [{ type: block.type, id: block.id, rows: frozenRows(block) }];
		case "section":
			return [frozenSection(block, block.id)];
		case "awaited":
			return [frozenAwaited(block)];
		case "variants":
			return [frozenVariants(block)];
		case "sommaire":
			return [{ type: block.type, entries: block.entries.map(({ part, label, title }) => ({ part, label, title })) }];
		case "logos":
			return [frozenLogos(block)];
		case "signatures":
			return [{ type: block.type, parties: block.parties.map(frozenSignatures) }];
		case "file":
			return [frozenFile(block)];
	}
}

function frozenList(items: TextItem[]): FrozenBlock[] {
	const kept = items.filter(({ chosen }) => chosen).map(frozenItem);
	return kept.length > 0 ? [{ type: "list", items: kept }] : [];
}

const frozenItem = ({ id, content, blocks }: TextItem): FrozenItem => ({
	id,
	content: frozenInlines(content),
	blocks: frozenBlocks(blocks),
});

/** A row that the parties added has an id that was drawn: its place among them stands for it. */
function frozenRows({ id: table, rows }: Extract<TextBlock, { type: "table" }>): FrozenRow[] {
	let added = 0;
	return rows.map((row) => {
		if (row.id === null) return { added: false, cells: row.cells.map((cell) => frozenCell(cell, cell.id)) };
		added++;
		return { added: true, cells: row.cells.map((cell, column) => frozenCell(cell, `${table}/${added}/${column}`)) };
	});
}

function frozenCell({ header, colspan, rowspan, blocks, ...cell }: TextRow["cells"][number], id: string) {
	const own = blocks.flatMap((block) =>
		block.type === "section" && block.id === cell.id ? [frozenSection(block, id)] : frozenBlock(block),
	);
	return { id, header, colspan, rowspan, blocks: own };
}

function frozenSection(section: TextSection, id: string): FrozenSection {
	const { label, owner, ownerName, required, cell, empty } = section;
	// Blank lines in a section that nobody filled are nowhere to be seen; in a cell they are.
	const content = empty && !cell ? [] : frozenNodes(section.content);
	return { type: "section", id, label, owner, ownerName, required, cell, content };
}

const frozenAwaited = ({ type, id, section, late, party, label }: TextAwaited): FrozenAwaited => ({
	type,
	id,
	section,
	late,
	party,
	label,
});

function frozenVariants({ id, label, chosen, choices, blocks }: Extract<TextBlock, { type: "variants" }>): FrozenBlock {
	const choice = { id: chosen, label: choices.find((each) => each.id === chosen)?.label ?? "" };
	return { type: "variants", id, label, chosen: choice, blocks: frozenBlocks(blocks) };
}

function frozenLogos({ parties }: Extract<TextBlock, { type: "logos" }>): FrozenBlock {
	const shown = parties.map(({ id, name, logo }) => {
		if (logo === null) return { id, name, logo };
		const { hash, type, bytes, size } = logo;
		return { id, name, logo: { hash, type, name: logo.name, bytes, size } };
	});
	return { type: "logos", parties: shown };
}

const frozenSignatures = ({ id, name, signatories }: TextSignatures): FrozenSignatures => ({
	id,
	name,
	signatories: signatories.map(({ id, title, name, delegation }) => ({
		id,
		title,
		name: frozenField(name),
		delegation,
	})),
});

const frozenFile = ({ hash, kind, name, title, alt, bytes, size }: TextFile): FrozenFile => ({
	type: "file",
	hash,
	kind,
	name,
	title,
	alt,
	bytes,
	size,
});

const frozenInlines = (content: TextInline[]): FrozenInline[] => joined(content.flatMap(frozenInline));

function frozenInline(inline: TextInline): FrozenInline[] {
	switch (inline.type) {
		case "text":
			return inline.text ? [{ type: "text", text: inline.text, marks: [...inline.marks].sort() }] : [];
		case "field":
			return [frozenField(inline)];
		case "hole":
			return [frozenHole(inline)];
		case "computed":
			return [inline.name === "pages" ? { type: "computed", name: "pages" } : { ...inline }];
		case "note":
			return [{ type: "note", id: inline.id, number: inline.number }];
		case "break":
			return [{ type: "break" }];
	}
}

function frozenField({ key, label, fieldType, owner, required, part, value, shown }: TextField): FrozenField {
	return { type: "field", key, label, fieldType, owner, required, part, value, shown };
}

const frozenHole = ({ type, late, field, fieldType, part, party, label }: TextHole): FrozenHole => ({
	type,
	late,
	field,
	fieldType,
	part,
	party,
	label,
});

function joined(content: FrozenInline[]): FrozenInline[] {
	const runs: FrozenInline[] = [];
	for (const inline of content) {
		const last = runs.at(-1);
		const continues = inline.type === "text" && last?.type === "text" && `${last.marks}` === `${inline.marks}`;
		if (continues) runs[runs.length - 1] = { ...last, text: last.text + inline.text };
		else runs.push(inline);
	}
	return runs;
}
