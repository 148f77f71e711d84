import * as Y from "yjs";
import type { Node } from "../convention/state.ts";
import type { Writing } from "../convention/writable.ts";
import { readStructure, sectionRoot } from "./roots.ts";

/** The Yjs client id under which the server writes; no person may own it. */
export const SERVER_CLIENT = 1;

/** Puts nodes at the end of a fragment, laid out as y-tiptap lays them out; an empty list gives one empty paragraph. */
export function writeNodes(fragment: Y.XmlFragment, nodes: Node[]): void {
	const content = nodes.length > 0 ? nodes : [{ type: "paragraph" }];
	fragment.push(content.map(toElement));
}

function toElement(node: Node): Y.XmlElement {
	const element = new Y.XmlElement(node.type);
	// Y.XmlElement is typed for strings alone; y-tiptap stores numbers as they are.
	for (const [key, value] of Object.entries(node.attrs ?? {}))
		if (value !== null) element.setAttribute(key, value as string);
	const children = groupRuns(node.content ?? []);
	element.insert(
		0,
		children.map((group) => (Array.isArray(group) ? toText(group) : toElement(group))),
	);
	return element;
}

/** Neighbouring text nodes share one Y.XmlText. */
function groupRuns(nodes: Node[]): (Node | Node[])[] {
	const groups: (Node | Node[])[] = [];
	for (const node of nodes) {
		const last = groups.at(-1);
		if (node.type !== "text") groups.push(node);
		else if (Array.isArray(last)) last.push(node);
		else groups.push([node]);
	}
	return groups;
}

function toText(runs: Node[]): Y.XmlText {
	const text = new Y.XmlText();
	text.applyDelta(
		runs.map(({ text: insert, marks = [] }) => ({
			insert,
			attributes: Object.fromEntries(marks.map(({ type, attrs }) => [type, attrs ?? {}])),
		})),
	);
	return text;
}

/** Gives each section that holds nothing yet its first paragraph: two first words typed at once then share it. */
export function seedSections(doc: Y.Doc, writing: Writing): void {
	for (const { id } of writing(readStructure(doc)).sections) {
		const fragment = doc.getXmlFragment(sectionRoot(id));
		if (fragment.length === 0) writeNodes(fragment, []);
	}
}
