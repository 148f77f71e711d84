import type { Node } from "../convention/state.ts";
import { inlineText, nodesText } from "../text/plain.ts";
import type { Text, TextField, TextInline, TextPart } from "../text/text.ts";
import { isBlank } from "../text/value.ts";
import { clauseOf, type Met, walk } from "../text/walk.ts";
import type { Where } from "../text/where.ts";
import { remembered } from "./remembered.ts";

/** Something of a text that a finding may point at, with the words that stand in it. */
export interface Place {
	part: TextPart;
	kind: Where["kind"];
	id: string;
	/** Its paragraphs, blank ones left out. None for a part; of a field, what was typed as prose. */
	texts: string[];
	/** Keys of the fields that stand in a clause. */
	fields: string[];
}

/** Where a place is, with the words at fault. */
export function whereOf({ part, kind, id }: Place, quote?: string): Where {
	return quote === undefined ? { part: part.id, kind, id } : { part: part.id, kind, id, quote };
}

/** True of what people wrote: free sections and fields, whereas clauses are locked. */
export const isFree = ({ kind }: Place) => kind === "section" || kind === "field";

/** Every place of a text in reading order, without options left out; a field stands where it is met first. */
export function placesOf(text: Text): Place[] {
	const met = new Set<string>();
	const places = text.parts.flatMap(partPlaces);
	return places.filter(({ kind, id }) => kind !== "field" || (!met.has(id) && met.add(id)));
}

const partPlaces = remembered((part: TextPart): Place[] => [
	{ part, kind: "part", id: part.id, texts: [], fields: [] },
	...[...walk(part.blocks)].flatMap((met) => placesAt(met, part)),
]);

/** The paragraphs of a table cell share its address. */
function placesAt(met: Met, part: TextPart): Place[] {
	const clause = clauseOf(met);
	if (clause) return clausePlaces(met.cell?.id ?? clause.id, clause.content, part);
	const { block } = met;
	if (block?.type === "section") {
		return [{ part, kind: "section", id: block.id, texts: paragraphsOf(block.content), fields: [] }];
	}
	if (block?.type !== "signatures") return [];
	return block.parties.flatMap(({ signatories }) => signatories.map(({ name }) => fieldPlace(name, part)));
}

function clausePlaces(id: string, content: TextInline[], part: TextPart): Place[] {
	const fields = content.filter((inline) => inline.type === "field");
	const clause: Place = {
		part,
		kind: "clause",
		id,
		texts: [inlineText(content)],
		fields: fields.map(({ key }) => key),
	};
	return [clause, ...fields.map((field) => fieldPlace(field, part))];
}

function fieldPlace({ key, fieldType, value }: TextField, part: TextPart): Place {
	const prose = fieldType === "text" || fieldType === "person";
	return { part, kind: "field", id: key, texts: prose && !isBlank(value) ? [value] : [], fields: [] };
}

/** The paragraphs of a free section, those of lists and cells included. */
export function paragraphsOf(nodes: Node[]): string[] {
	return nodes.flatMap((node) => {
		if (node.type !== "paragraph" && node.type !== "heading") return paragraphsOf(node.content ?? []);
		const text = nodesText([node]);
		return isBlank(text) ? [] : [text];
	});
}
