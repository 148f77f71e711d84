import * as Y from "yjs";
import type { Node } from "../convention/state.ts";
import { liveRoot } from "./layout.ts";
import { textOf } from "./root.ts";
import { seed } from "./seed.ts";

/** The root of a section in the layout of schema 1: an XmlFragment of elements, as y-tiptap writes them. */
const treeRoot = (section: string) => `section/${section}`;

/**
 * Moves a section from the tree of schema 1 into its flat text, text for text, and empties the tree. To be called by the
 * room alone, within a transaction. Called again, or on a section that was never a tree, it does nothing.
 */
export function migrate(doc: Y.Doc, section: string): void {
	const tree = doc.getXmlFragment(treeRoot(section));
	if (tree.length === 0) return;
	if (textOf(doc, liveRoot(section)).length === 0) seed(doc, section, readTree(tree));
	tree.delete(0, tree.length);
}

/** The children of a ProseMirror document that a tree holds. */
export const readTree = (tree: Y.XmlFragment): Node[] => tree.toArray().flatMap(readNode);

function readNode(type: Y.XmlElement | Y.XmlText | Y.XmlHook): Node[] {
	if (type instanceof Y.XmlText) return type.toDelta().flatMap(readRun);
	if (!(type instanceof Y.XmlElement)) return [];
	const content = type.toArray().flatMap(readNode);
	return [{ type: type.nodeName, attrs: type.getAttributes(), content }];
}

function readRun({ insert, attributes = {} }: { insert: unknown; attributes?: Record<string, unknown> }): Node[] {
	if (typeof insert !== "string" || insert === "") return [];
	const marks = Object.entries(attributes).map(([type, attrs]) => ({ type, attrs: attrs as Record<string, unknown> }));
	return [{ type: "text", text: insert, marks }];
}
