import type { Nodes, PhrasingContent } from "mdast";
import type { Inline } from "../model.ts";
import { type Compilation, claim } from "./compilation.ts";
import { readInlines } from "./inlines.ts";

/** Where blocks stand: ids count from 1 under its prefix, each kind of block on its own. */
export interface Place {
	/** Id of the part, for the free section that gives none. */
	part: string;
	/** What the ids of the clauses here begin with: `article-5`, `article-5.l1`. */
	prefix: string;
	counts: Record<string, number>;
	/** Whether the parties choose each item of the lists here. */
	optional: boolean;
}

export function placeOf(prefix: string, part = prefix, optional = false): Place {
	return { part, prefix, counts: {}, optional };
}

/** The next id of this kind here. It counts even where the author gives another, so that giving one does not move the next. */
export function nextId(kind: string, place: Place): string {
	place.counts[kind] = (place.counts[kind] ?? 0) + 1;
	return `${place.prefix}.${kind}${place.counts[kind]}`;
}

/** A locked text with its id: the author's, or the next of its kind in this place. */
export function readClause(
	children: PhrasingContent[],
	at: Nodes,
	kind: string,
	place: Place,
	compilation: Compilation,
): { id: string; content: Inline[] } {
	const { content, id } = readInlines(children, compilation);
	const position = nextId(kind, place);
	return { id: claim(compilation, id ?? position, at), content };
}
