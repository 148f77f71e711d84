import canonicalize from "canonicalize";
import type {
	Frozen,
	FrozenBlock,
	FrozenField,
	FrozenFile,
	FrozenInline,
	FrozenNode,
	FrozenPart,
	FrozenRow,
} from "./frozen.ts";

/** A version as one reads it, line by line: what is compared with another. */
export interface Line {
	/** The section, clause, table or file where it stands. */
	place: string;
	isRow: boolean;
	/** As a reader sees it. */
	text: string;
	/** The same with fields by their names: a name or a date that changed changes no line. */
	same: string;
	/** All else that can be seen of it: marks, headings, links, what is required. */
	form: string;
}

/** One part of a version. */
export interface PartLines {
	id: string;
	lines: Line[];
}

/** Every part, then the notes, as lines in reading order. */
export function linesOf({ parts, notes }: Frozen): PartLines[] {
	const noted = notes.map(({ id, content }) => clause(id, content, "note"));
	return [...parts.map(partLines), ...(noted.length > 0 ? [{ id: "notes", lines: noted }] : [])];
}

function partLines({ id, label, title, blocks }: FrozenPart): PartLines {
	const heading = [label, title].filter(Boolean).join(" : ");
	const first = heading === "" ? [] : [words(id, heading, "title")];
	return { id, lines: [...first, ...blocks.flatMap(blockLines)] };
}

function blockLines(block: FrozenBlock): Line[] {
	switch (block.type) {
		case "paragraph":
			return [clause(block.id, block.content, "paragraph")];
		case "heading":
			return [clause(block.id, block.content, `heading ${block.level}`)];
		case "list":
			return block.items.flatMap(({ id, content, blocks }) => [
				clause(id, content, "item"),
				...blocks.flatMap(blockLines),
			]);
		case "table":
			return block.rows.map((row) => rowLine(block.id, row));
		case "section":
			return block.content.flatMap((node) => nodeLines(block.id, node, ""));
		case "awaited":
			return [words(block.id, `[${block.label}]`, "awaited")];
		case "variants":
			return block.blocks.flatMap(blockLines);
		case "logos":
			return block.parties.map(({ id, name, logo }) =>
				words(id, logo ? named(`Logo : ${name}`, logo.hash) : name, "logo"),
			);
		case "signatures":
			return block.parties.flatMap(({ name, signatories }) =>
				signatories.map((each) => {
					const around = (shown: string) => [name, each.title, shown, each.delegation].filter(Boolean).join(", ");
					return { ...words(each.id, around(each.name.shown), "signatory"), same: around(fieldMark(each.name)) };
				}),
			);
		case "file":
			return [fileLine(block)];
		case "sommaire":
			// It follows from the titles.
			return [];
	}
}

const words = (place: string, text: string, form: string): Line => ({ place, isRow: false, text, same: text, form });

function clause(place: string, content: FrozenInline[], kind: string): Line {
	return {
		place,
		isRow: false,
		text: content.map((inline) => inlineText(inline, ({ shown }) => shown)).join(""),
		same: content.map((inline) => inlineText(inline, fieldMark)).join(""),
		form: `${kind} ${canonicalize(content.map(withoutValue))}`,
	};
}

function inlineText(inline: FrozenInline, ofField: (field: FrozenField) => string): string {
	switch (inline.type) {
		case "text":
			return inline.text;
		case "field":
			return ofField(inline);
		case "hole":
			return `[${inline.label}]`;
		case "computed":
			return inline.text ?? "…";
		case "note":
			return `[${inline.number}]`;
		case "break":
			return "\n";
	}
}

/** No text that a person types holds such a character. */
const fieldMark = ({ key, part }: FrozenField) => `\u0000${key} ${part}\u0000`;

const withoutValue = <T extends { type: string }>(inline: T): T =>
	inline.type === "field" ? { ...inline, value: "", shown: "" } : inline;

function rowLine(table: string, { cells }: FrozenRow): Line {
	const inner = cells.map(({ blocks }) => blocks.flatMap(blockLines));
	const across = (pick: (line: Line) => string) => inner.map((lines) => lines.map(pick).join(" ")).join(" | ");
	const shape = cells.map(({ header, colspan, rowspan }) => `${header} ${colspan} ${rowspan}`).join(", ");
	return {
		place: table,
		isRow: true,
		text: across(({ text }) => text),
		same: across(({ same }) => same),
		form: `${shape} ${across(({ form }) => form)}`,
	};
}

function nodeLines(place: string, node: FrozenNode, around: string): Line[] {
	const { type, attrs, content = [] } = node;
	const form = `${around} ${type} ${canonicalize(attrs ?? {})}`;
	if (type === "tableRow") {
		const cells = content.map((cell) => cell.content?.map(nodeText).join(" ") ?? "");
		return [{ ...words(place, cells.join(" | "), `${form} ${canonicalize(content)}`), isRow: true }];
	}
	if (type === "paragraph" || type === "heading") {
		return [words(place, nodeText(node), `${form} ${canonicalize(content)}`)];
	}
	return content.flatMap((inner) => nodeLines(place, inner, form));
}

const nodeText = ({ type, text, content = [] }: FrozenNode): string =>
	type === "hardBreak" ? "\n" : (text ?? content.map(nodeText).join(type === "listItem" ? " " : ""));

function fileLine({ hash, kind, name, title, alt }: FrozenFile): Line {
	const said = [title || name, alt].filter(Boolean).join(", ");
	return words(hash, named(`${kind === "pdf" ? "PDF" : "Image"} : ${said}`, hash), "file");
}

/** Two files may bear one name. */
const named = (what: string, hash: string) => `${what} (empreinte ${hash.slice(0, 8)})`;

/** Every field of a version once, where it first stands; shown whole where it does so anywhere. */
export function fieldsOf({ parts, notes }: Frozen): Map<string, { field: FrozenField; part: string; place: string }> {
	const found = new Map<string, { field: FrozenField; part: string; place: string }>();
	const meet = (value: unknown, part: string, place: string): void => {
		if (Array.isArray(value)) {
			for (const each of value) meet(each, part, place);
			return;
		}
		if (typeof value !== "object" || value === null) return;
		const { id, type } = value as { id?: unknown; type?: unknown };
		if (type === "field") {
			const field = value as FrozenField;
			const known = found.get(field.key);
			if (known === undefined) found.set(field.key, { field, part, place });
			else if (known.field.part === "year" && field.part === "whole") found.set(field.key, { ...known, field });
			return;
		}
		for (const inner of Object.values(value)) meet(inner, part, typeof id === "string" ? id : place);
	};
	for (const part of parts) meet(part.blocks, part.id, part.id);
	meet(notes, "notes", "notes");
	return found;
}
