import type { SheetBlock, SheetInline } from "./sheet.ts";

export const paragraph = (content: SheetInline[]): Extract<SheetBlock, { type: "paragraph" }> => ({
	type: "paragraph",
	content,
	leads: false,
});

/** In letters: a line as short as "Entre" or "Et" never stands at the foot of a page. */
const SHORT = 12;

/** The same blocks, those that announce what follows told to stay with it. */
export const led = (blocks: SheetBlock[]): SheetBlock[] =>
	blocks.map((block, index) => {
		const next = blocks[index + 1];
		if (block.type !== "paragraph" || !next || next.type === "heading") return block;
		const said = wordsOf(block.content);
		const announces = /:\s*$/.test(said) || (said.length > 0 && said.length <= SHORT && next.type === "list");
		return announces ? { ...block, leads: true } : block;
	});

const wordsOf = (content: SheetInline[]): string =>
	content.map((inline) => (inline.type === "text" ? inline.text : inline.type === "link" ? "…" : "")).join("");
