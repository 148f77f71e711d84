import { annexesOf } from "../convention/annexes.ts";
import type { Block, Field, FreeSection, Inline, Late, ListItem, Model, Part, PartyText, TableRow } from "./model.ts";

/** A locked text and its address. */
export interface Clause {
	id: string;
	text: string;
}

/** What outside programs read of a model: GET /api/models/:id. */
export interface Description {
	id: string;
	title: string;
	digest: string;
	clauses: Clause[];
	/** `late` where only an act after the vote or the signature fills it (R29). */
	sections: Pick<FreeSection, "id" | "owner" | "required" | "late">[];
	fields: Pick<Field, "key" | "type" | "owner" | "required" | "late">[];
	annexes: { id: string; late?: Late }[];
}

/** What `{partie.…}` says: the words of a model's author. */
const partyWords: Record<PartyText, string> = {
	name: "nom",
	designation: "désignation",
	ofTown: "de la ville",
	alias: "alias",
	signatories: "signataires",
	represented: "représentée",
	named: "dénommée",
	authorised: "autorisés",
	council: "assemblée",
	namedCouncil: "assemblée nommée",
};

/**
 * Every locked text of a model, titles and footnotes included, in reading order. Blanks stand as `{convention.debut}`,
 * what depends on the party at hand as `{partie.nom}`, what is counted as `{pages}`. A cell of a table is one clause,
 * its paragraphs on lines of their own. Other wordings of a variant are listed too.
 */
export function clausesOf(model: Pick<Model, "parts" | "notes">): Clause[] {
	const notes = model.notes.map(({ id, content }) => ({ id, text: plain(content) }));
	return [...model.parts.flatMap(partClauses), ...notes];
}

export function describe(model: Model): Description {
	return {
		id: model.id,
		title: model.title,
		digest: model.digest,
		clauses: clausesOf(model),
		sections: model.sections.map(({ id, owner, required, late }) => ({ id, owner, required, ...lateOf(late) })),
		fields: model.fields.map(({ key, type, owner, required, late }) => ({
			key,
			type,
			owner,
			required,
			...lateOf(late),
		})),
		annexes: annexesOf(model).map(({ id, late }) => ({ id, ...lateOf(late) })),
	};
}

const lateOf = (late: Late | undefined) => (late === undefined ? {} : { late });

function partClauses(part: Part): Clause[] {
	const label = part.number === null ? "" : `${part.kind === "annex" ? "Annexe" : "Article"} ${part.number} : `;
	const title = part.title === null ? [] : [{ id: part.id, text: label + part.title }];
	return [...title, ...blockClauses(part.blocks)];
}

function blockClauses(blocks: Block[]): Clause[] {
	return blocks.flatMap((block): Clause[] => {
		switch (block.type) {
			case "paragraph":
			case "heading":
				return [{ id: block.id, text: plain(block.content) }];
			case "list":
				return block.items.flatMap(itemClauses);
			case "table":
				return block.rows.flatMap(rowClauses);
			case "variants":
				return block.variants.flatMap((variant) => blockClauses(variant.blocks));
			case "parties":
				return block.templates.flatMap((template) => blockClauses(template.blocks));
			case "councils":
				return blockClauses(block.blocks);
			default:
				return [];
		}
	});
}

function itemClauses(item: ListItem): Clause[] {
	return [{ id: item.id, text: plain(item.content) }, ...blockClauses(item.blocks)];
}

function rowClauses(row: TableRow): Clause[] {
	return row.cells.flatMap((cell) => {
		const text = blockClauses(cell.blocks).map((clause) => clause.text);
		return text.length === 0 ? [] : [{ id: cell.id, text: text.join("\n") }];
	});
}

function plain(content: Inline[]): string {
	return content.map(plainInline).join("");
}

function plainInline(inline: Inline): string {
	switch (inline.type) {
		case "text":
			return inline.text;
		case "field":
			return `{${inline.key}}`;
		case "party":
			return `{partie.${partyWords[inline.what]}}`;
		case "computed":
			return `{${inline.name}}`;
		case "break":
			return "\n";
		case "note":
			return "";
	}
}
