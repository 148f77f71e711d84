import type { Node } from "../convention/state.ts";
import { attributeRules, isSafeHref } from "../schema.ts";
import type { Ink } from "./ink.ts";

type NodeMark = NonNullable<Node["marks"]>[number];

/** Maps, since a client chooses the names: "constructor" must find nothing. */
const TAGS = new Map([
	["bulletList", "ul"],
	["orderedList", "ol"],
	["listItem", "li"],
	["tableRow", "tr"],
	["tableCell", "td"],
	["tableHeader", "th"],
]);

/** Outermost first, as the editor nests them. */
const MARK_TAGS = new Map([
	["link", "a"],
	["bold", "strong"],
	["italic", "em"],
	["superscript", "sup"],
]);
const MARK_RANKS = [...MARK_TAGS.keys()];

/**
 * The content of a free section, in the same elements as the editor's. Nodes, marks and attributes that the schema does
 * not know are skipped, and a link that leads to no web or mail address is plain text.
 */
export function renderNodes<N>(nodes: Node[], ink: Ink<N>): N[] {
	return nodes.flatMap((node) => renderNode(node, ink));
}

function renderNode<N>(node: Node, ink: Ink<N>): N[] {
	const content = node.content ?? [];
	switch (node.type) {
		case "paragraph":
		case "heading":
			return [ink.element(tagOf(node), {}, lineOf(content, ink))];
		case "table":
			return [ink.element("table", {}, [ink.element("tbody", {}, renderNodes(content, ink))])];
		default: {
			const tag = TAGS.get(node.type);
			return tag ? [ink.element(tag, attributesOf(node), renderNodes(content, ink))] : [];
		}
	}
}

function tagOf(node: Node): string {
	return node.type === "heading" ? `h${allowed(node, "level") ?? 3}` : "p";
}

/** Inline content; an empty line keeps its height. */
function lineOf<N>(content: Node[], ink: Ink<N>): N[] {
	const runs = content.filter((node) => node.type === "hardBreak" || (node.type === "text" && node.text));
	return runs.length > 0 ? renderRuns(runs.map(withKnownMarks), ink) : [ink.element("br", {}, [])];
}

/** Neighbours that share their outermost mark share its element, so that a link with a bold word is one link. */
function renderRuns<N>(runs: Node[], ink: Ink<N>): N[] {
	const rendered: N[] = [];
	for (let start = 0; start < runs.length; ) {
		const first = runs[start] as Node;
		const mark = first.marks?.[0];
		let end = start + 1;
		while (mark && end < runs.length && isSameMark(runs[end]?.marks?.[0], mark)) end++;
		rendered.push(mark ? renderMark(mark, runs.slice(start, end), ink) : renderLeaf(first, ink));
		start = end;
	}
	return rendered;
}

function renderLeaf<N>(node: Node, ink: Ink<N>): N {
	return node.type === "hardBreak" ? ink.element("br", {}, []) : ink.text(node.text ?? "");
}

function renderMark<N>(mark: NodeMark, runs: Node[], ink: Ink<N>): N {
	const inner = runs.map((run) => ({ ...run, marks: run.marks?.slice(1) ?? [] }));
	return ink.element(MARK_TAGS.get(mark.type) as string, markAttributes(mark), renderRuns(inner, ink));
}

function markAttributes(mark: NodeMark): Record<string, string> {
	return mark.type === "link" ? { href: String(mark.attrs?.href), rel: "noopener noreferrer nofollow" } : {};
}

function withKnownMarks(node: Node): Node {
	const known = (node.marks ?? []).filter((mark) => MARK_TAGS.has(mark.type) && isUsable(mark));
	return { ...node, marks: known.sort((a, b) => MARK_RANKS.indexOf(a.type) - MARK_RANKS.indexOf(b.type)) };
}

const isUsable = (mark: NodeMark) => mark.type !== "link" || isSafeHref(mark.attrs?.href);

function isSameMark(mark: NodeMark | undefined, other: NodeMark): boolean {
	return mark?.type === other.type && mark.attrs?.href === other.attrs?.href;
}

function attributesOf(node: Node): Record<string, string> {
	const names = node.type === "orderedList" ? ["start", "type"] : ["colspan", "rowspan"];
	const said = names.flatMap((name) => {
		const value = allowed(node, name);
		return value === undefined || value === null || value === 1 ? [] : [[name, String(value)]];
	});
	return Object.fromEntries(said);
}

/** The value of an attribute, if the schema lets it be. */
export function allowed(node: Node, name: string): unknown {
	const value = node.attrs?.[name];
	return attributeRules[node.type]?.[name]?.(value) ? value : undefined;
}
