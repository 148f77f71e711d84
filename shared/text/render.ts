import { renderLogos, renderSignatures, renderSommaire } from "./apparatus.ts";
import type { Ink, TextTable } from "./ink.ts";
import { type Pen, renderHole, renderInlines, renderLabel, renderNotes, renderTypeset } from "./line.ts";
import type { Text, TextBlock, TextFile, TextItem, TextPart, TextRow, TextSection } from "./text.ts";

/**
 * The whole text in semantic HTML, whatever the ink: the page, the public page and the server's answers come from here.
 * Locked clauses carry `data-clause`, free sections `data-section`. Guidance and examples are never in it (R6), nor are
 * options left out once the text is no draft.
 */
export function render<N>(text: Text, ink: Ink<N>): N[] {
	const pen = { ink, draft: text.draft, rise: 0, mentioned: new Set<string>() };
	return [...text.parts.map((part) => renderPart(part, pen)), ...renderNotes(text.notes, pen)];
}

function renderPart<N>(part: TextPart, pen: Pen<N>): N {
	const attributes: Record<string, string> = { class: `part part--${part.kind}`, id: part.id };
	const heading = part.title === null ? [] : [renderHeading(part, part.title, pen)];
	if (part.title !== null) attributes["aria-labelledby"] = headingId(part);
	// Without a heading of its own, a part begins with those of its clauses: none is skipped.
	const blocks = renderBlocks(part.blocks, part.title === null ? { ...pen, rise: 1 } : pen);
	const lock = pen.draft && part.kind === "article" ? [renderLock(pen.ink)] : [];
	const end = pen.ink.partEnd?.(part) ?? [];
	return pen.ink.element("section", attributes, [...heading, ...lock, ...blocks, ...end], part.id);
}

/** Said once for an article, not at each of its clauses; no text, so that nobody finds or copies it. */
function renderLock<N>(ink: Ink<N>): N {
	const label = "Texte verrouillé par le modèle national, sauf les champs et les parties libres";
	return ink.element("span", { class: "unseen", role: "img", "aria-label": label }, [], "lock");
}

const headingId = (part: TextPart) => `${part.id}-titre`;

function renderHeading<N>(part: TextPart, title: string, { ink }: Pen<N>): N {
	const attributes = { id: headingId(part), "data-clause": part.id };
	const label = part.label ? [ink.element("small", {}, renderLabel(part.label, ink))] : [];
	return ink.element("h2", attributes, [...label, ...renderTypeset(title, ink)], "heading");
}

function renderBlocks<N>(blocks: TextBlock[], pen: Pen<N>): N[] {
	const drawn = blocks.filter((block) => pen.draft || !isNothing(block));
	return drawn.flatMap((block, index) =>
		block.type === "file" ? pen.ink.file(block) : renderBlock(block, pen, "id" in block ? block.id : String(index)),
	);
}

/** A free section that nobody had to fill leaves no empty edge in a signed text. */
const isNothing = (block: TextBlock) => block.type === "section" && block.empty && !block.cell;

function renderBlock<N>(block: Exclude<TextBlock, TextFile>, pen: Pen<N>, key: string): N {
	const { ink } = pen;
	switch (block.type) {
		case "paragraph":
			return ink.element("p", { "data-clause": block.id }, renderInlines(block.content, pen), key);
		case "heading":
			return renderClauseHeading(block, pen, key);
		case "list":
			return renderList(block, pen, key);
		case "table":
			return renderTable(block, pen, key);
		case "section":
			return renderSection(block, pen, key);
		case "awaited":
			return ink.element("p", { class: "awaited" }, [renderHole(block, ink)], key);
		case "variants":
			return renderVariants(block, pen, key);
		case "sommaire":
			return renderSommaire(block, ink, key);
		case "logos":
			return renderLogos(block, ink, key);
		case "signatures":
			return renderSignatures(block, ink, key);
	}
}

function renderClauseHeading<N>(block: Extract<TextBlock, { type: "heading" }>, pen: Pen<N>, key: string): N {
	const attributes = { "data-clause": block.id };
	return pen.ink.element(`h${block.level - pen.rise}`, attributes, renderInlines(block.content, pen), key);
}

type TextList = Extract<TextBlock, { type: "list" }>;

/** A list among whose items the parties choose says so once, above its outermost list. */
function renderList<N>(list: TextList, pen: Pen<N>, key: string): N {
	const { ink } = pen;
	if (!ink.options || !hasOption(list)) {
		return ink.element("ul", { class: "dashes" }, renderItems(list.items, pen), key);
	}
	const inner = { ...pen, ink: { ...ink, options: undefined } };
	const drawn = ink.element("ul", { class: "dashes" }, renderItems(list.items, inner), "list");
	return ink.element("div", { class: "options" }, [...ink.options(), drawn], key);
}

const hasOption = ({ items }: TextList): boolean =>
	items.some(({ optional, blocks }) => optional || blocks.some((block) => block.type === "list" && hasOption(block)));

function renderItems<N>(items: TextItem[], pen: Pen<N>): N[] {
	return items.filter((item) => item.chosen || pen.draft).map((item) => renderItem(item, pen));
}

/** The line of an item apart from what is nested in it, so that a clause is an element of its own. */
function renderItem<N>(item: TextItem, pen: Pen<N>): N {
	const { ink } = pen;
	const line = [ink.element("span", { "data-clause": item.id }, renderInlines(item.content, pen), "line")];
	const choice = item.optional && ink.option ? ink.option(item, line) : line;
	const attributes: Record<string, string> = item.chosen ? {} : { class: "unchosen" };
	return ink.element("li", attributes, [...choice, ...renderBlocks(item.blocks, pen)], item.id);
}

function renderTable<N>(table: TextTable, pen: Pen<N>, key: string): N {
	const { ink } = pen;
	const firstOfBody = table.rows.findIndex((row) => row.cells.some((cell) => !cell.header));
	const heads = firstOfBody < 0 ? table.rows.length : firstOfBody;
	const rows = table.rows.map((row, index) =>
		renderRow(table, row, index < heads ? "col" : "row", pen, row.id ?? String(index)),
	);
	const head = heads > 0 ? [ink.element("thead", {}, rows.slice(0, heads), "head")] : [];
	const body = ink.element("tbody", {}, rows.slice(heads), "body");
	const drawn = ink.element("table", { "data-table": table.id }, [...head, body], "table");
	const end = (table.growing && ink.tableEnd?.(table)) || [];
	return ink.element("div", { class: "table" }, [drawn, ...end], key);
}

function renderRow<N>(table: TextTable, row: TextRow, scope: string, pen: Pen<N>, key: string): N {
	const last = row.cells.length - 1;
	const cells = row.cells.map((cell, index) => {
		const end = (row.id !== null && index === last && pen.ink.rowEnd?.(table, row)) || [];
		return renderCell(cell, scope, end, pen);
	});
	return pen.ink.element("tr", {}, cells, key);
}

function renderCell<N>(cell: TextRow["cells"][number], scope: string, end: N[], pen: Pen<N>): N {
	const attributes: Record<string, string> = cell.header ? { scope } : {};
	if (cell.blocks.some((block) => block.type !== "section")) attributes["data-clause"] = cell.id;
	if (cell.colspan > 1) attributes.colspan = String(cell.colspan);
	if (cell.rowspan > 1) attributes.rowspan = String(cell.rowspan);
	return pen.ink.element(cell.header ? "th" : "td", attributes, [...renderBlocks(cell.blocks, pen), ...end], cell.id);
}

/** A free section within its edge; a cell of a table has neither edge nor header. */
function renderSection<N>(section: TextSection, pen: Pen<N>, key: string): N {
	const { ink } = pen;
	const kind = section.cell ? "cell" : "free";
	const headed = !section.cell && pen.draft;
	const attributes = {
		class: `${kind} ${kind}--${section.owner}`,
		"data-section": section.id,
		role: "group",
		"aria-label": section.label,
		...(headed ? { "aria-describedby": headerId(section) } : {}),
	};
	const header = headed ? [renderSectionHeader(section, ink)] : [];
	return ink.element("div", attributes, [...header, ink.section(section)], key);
}

function renderSectionHeader<N>(section: TextSection, ink: Ink<N>): N {
	const missing = section.required && section.empty ? [ink.text("à compléter")] : [];
	const owner = ink.element("span", { class: "free-owner" }, [ink.text(`Partie libre · ${section.ownerName}`)]);
	const status = ink.element("span", { class: "free-status" }, ink.sectionStatus?.(section) ?? missing);
	return ink.element("div", { class: "free-header", id: headerId(section) }, [owner, ink.text(" "), status], "header");
}

const headerId = ({ id }: TextSection) => `${id}-partie-libre`;

function renderVariants<N>(block: Extract<TextBlock, { type: "variants" }>, pen: Pen<N>, key: string): N {
	const { ink } = pen;
	const children = [...(ink.variants?.(block) ?? []), ...renderBlocks(block.blocks, pen)];
	return ink.element("div", { class: "variants", "data-variants": block.id }, children, key);
}
