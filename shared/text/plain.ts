import type { Node } from "../convention/state.ts";
import type { Text, TextBlock, TextFile, TextInline, TextItem, TextPart } from "./text.ts";

/**
 * What a reader reads, in reading order, one line for each paragraph: no marks, no guidance (R6), no option left out,
 * spaces and apostrophes as stored.
 */
export function plainText(text: Text): string {
	const notes = text.notes.map(({ number, content }) => `[${number}] ${inlineText(content)}`);
	return [...text.parts.map(partText), notes.join("\n")].filter((each) => each !== "").join("\n\n");
}

/** One part with its heading. */
function partText(part: TextPart): string {
	const heading = [part.label, part.title].filter(Boolean).join(" : ");
	return [...(heading ? [heading] : []), ...blockLines(part.blocks)].join("\n");
}

/** A clause on its line; fields as shown, a note as its number in brackets. */
export function inlineText(content: TextInline[]): string {
	return content.map(inlinePiece).join("");
}

/** The content of a free section, one line for each paragraph. */
export function nodesText(nodes: Node[]): string {
	return nodeLines(nodes).join("\n");
}

function inlinePiece(inline: TextInline): string {
	switch (inline.type) {
		case "field":
		case "hole":
			return inline.shown;
		case "note":
			return `[${inline.number}]`;
		case "break":
			return "\n";
		default:
			return inline.text;
	}
}

function blockLines(blocks: TextBlock[]): string[] {
	return blocks.flatMap(linesOf);
}

function linesOf(block: TextBlock): string[] {
	switch (block.type) {
		case "paragraph":
		case "heading":
			return [inlineText(block.content)];
		case "list":
			return block.items.filter((item) => item.chosen).flatMap(itemLines);
		case "table":
			return block.rows.map((row) => rowLine(row.cells.map((cell) => blockLines(cell.blocks))));
		case "section":
			return nodeLines(block.content);
		case "awaited":
			return [block.shown];
		case "variants":
			return blockLines(block.blocks);
		case "sommaire":
			return block.entries.map(({ label, title }) => [label, title].filter(Boolean).join(" : "));
		case "logos":
			return block.parties.map((party) => party.name);
		case "file":
			return [fileLine(block)];
		case "signatures":
			return block.parties.flatMap((party) => [
				party.name,
				...party.signatories.map(({ title, name, delegation }) =>
					[title, name.shown, delegation].filter(Boolean).join(", "),
				),
			]);
	}
}

/** A file in words, where it cannot be shown: "[PDF : Diagnostic partagé]". */
export function fileLine({ kind, name, title, alt }: TextFile): string {
	const words = [title || (kind === "pdf" || !alt ? name : ""), alt].filter(Boolean);
	return `[${kind === "pdf" ? "PDF" : "Image"} : ${words.join(", ")}]`;
}

function itemLines(item: TextItem): string[] {
	return listed(["- "], [[inlineText(item.content), ...blockLines(item.blocks)]]);
}

function nodeLines(nodes: Node[]): string[] {
	return nodes.flatMap((node) => {
		const content = node.content ?? [];
		switch (node.type) {
			case "bulletList":
				return listed(
					content.map(() => "- "),
					content.map(innerLines),
				);
			case "orderedList":
				return listed(
					content.map((_, index) => `${startOf(node) + index}. `),
					content.map(innerLines),
				);
			case "table":
				return content.map((row) => rowLine((row.content ?? []).map(innerLines)));
			case "paragraph":
			case "heading":
				return [content.map((run) => (run.type === "hardBreak" ? "\n" : (run.text ?? ""))).join("")];
			default:
				return [];
		}
	});
}

const innerLines = (node: Node) => nodeLines(node.content ?? []);

const startOf = (list: Node) => (typeof list.attrs?.start === "number" ? list.attrs.start : 1);

/** Each item behind its bullet, and what is nested in it below, two spaces further in. */
function listed(bullets: string[], items: string[][]): string[] {
	return items.flatMap(([first = "", ...nested], index) => [
		`${bullets[index]}${first}`,
		...nested.map((line) => `  ${line}`),
	]);
}

const rowLine = (cells: string[][]) => cells.map((lines) => lines.join(" ")).join("\t");
