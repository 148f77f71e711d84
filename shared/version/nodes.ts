import type { Node } from "../convention/state.ts";
import { attributeRules, isSafeHref } from "../schema.ts";
import type { FrozenNode } from "./frozen.ts";

type NodeMark = NonNullable<Node["marks"]>[number];
type FrozenMark = NonNullable<FrozenNode["marks"]>[number];

/** Outermost first, as the renderers nest them. */
const MARKS = ["link", "bold", "italic", "superscript"];

/** What an attribute is when nothing was said: two ways to say nothing must not make two versions. */
const UNSAID: Record<string, unknown> = { colspan: 1, rowspan: 1, start: 1, colwidth: null, type: null };

/**
 * The content of a free section as a reader sees it, whatever the order in which it came to be: two sections that every
 * output shows alike are equal here. What the schema does not know is left out, as every output leaves it out.
 */
export function frozenNodes(nodes: Node[]): FrozenNode[] {
	return joined(nodes.flatMap(frozenNode));
}

function frozenNode(node: Node): FrozenNode[] {
	if (node.type === "text") return node.text ? [withMarks({ type: "text", text: node.text }, node)] : [];
	// Nobody sees whether a break is bold.
	if (node.type === "hardBreak") return [{ type: "hardBreak" }];
	if (!KNOWN.has(node.type)) return [];
	const frozen: FrozenNode = { type: node.type };
	const attrs = attributesOf(node);
	if (Object.keys(attrs).length > 0) frozen.attrs = attrs;
	const content = frozenNodes(node.content ?? []);
	if (content.length > 0) frozen.content = content;
	return [frozen];
}

/** The level that every output gives to a heading which names none. */
const USUAL_LEVEL = 3;

const KNOWN = new Set([
	"paragraph",
	"heading",
	"bulletList",
	"orderedList",
	"listItem",
	"table",
	"tableRow",
	"tableCell",
	"tableHeader",
]);

function attributesOf(node: Node): Record<string, string | number> {
	const rules = Object.entries(attributeRules[node.type] ?? {});
	const said = rules.flatMap(([name, isAllowed]) => {
		const value = node.attrs?.[name];
		if (name === "level") return [[name, isAllowed(value) ? value : USUAL_LEVEL]];
		return value === undefined || value === UNSAID[name] || !isAllowed(value) ? [] : [[name, value]];
	});
	return Object.fromEntries(said);
}

function withMarks(frozen: FrozenNode, { marks = [] }: Node): FrozenNode {
	const known = MARKS.flatMap((type) => {
		const mark = marks.find((each) => each.type === type && isUsable(each));
		return mark ? [frozenMark(mark)] : [];
	});
	return known.length > 0 ? { ...frozen, marks: known } : frozen;
}

const isUsable = ({ type, attrs }: NodeMark) => type !== "link" || isSafeHref(attrs?.href);

const frozenMark = ({ type, attrs }: NodeMark): FrozenMark =>
	type === "link" ? { type, href: String(attrs?.href) } : { type };

/** Runs of text under the same marks are one run, wherever the editor cut them. */
function joined(nodes: FrozenNode[]): FrozenNode[] {
	const runs: FrozenNode[] = [];
	for (const node of nodes) {
		const last = runs.at(-1);
		const continues = node.text !== undefined && last?.text !== undefined && isAlike(last.marks, node.marks);
		if (continues) runs[runs.length - 1] = { ...last, text: `${last.text}${node.text}` };
		else runs.push(node);
	}
	return runs;
}

function isAlike(some: FrozenMark[] = [], others: FrozenMark[] = []): boolean {
	return (
		some.length === others.length &&
		some.every(({ type, href }, index) => type === others[index]?.type && href === others[index]?.href)
	);
}

/** The same content as every output reads it. */
export function thawedNodes(nodes: FrozenNode[]): Node[] {
	return nodes.map(({ marks, content, ...node }) => ({
		...node,
		...(content ? { content: thawedNodes(content) } : {}),
		...(marks ? { marks: marks.map(thawedMark) } : {}),
	}));
}

const thawedMark = ({ type, href }: FrozenMark): NodeMark =>
	href === undefined ? { type } : { type, attrs: { href } };
