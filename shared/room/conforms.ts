import * as Y from "yjs";
import { schema } from "../schema.ts";

/**
 * Do the children of this element (or of a section's root) stand as the schema says? Looks at names only, one level
 * deep: what lies in a child was looked at when it came.
 */
export function conforms(type: Y.XmlFragment): boolean {
	const nodeType = type instanceof Y.XmlElement ? elementType(type.nodeName) : schema.topNodeType;
	if (nodeType === undefined) return false;
	let match = nodeType.contentMatch;
	for (let item = type._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		const child = childType(item);
		const next = child === undefined ? null : match.matchType(child);
		if (next === null) return false;
		match = next;
	}
	// A room starts with empty sections, and undo may lead back there: a page shows an empty paragraph.
	return match.validEnd || (type._item === null && match === nodeType.contentMatch);
}

function childType({ content }: Y.Item) {
	if (!(content instanceof Y.ContentType)) return undefined;
	if (content.type instanceof Y.XmlText) return schema.nodes.text;
	return content.type instanceof Y.XmlElement ? elementType(content.type.nodeName) : undefined;
}

/** Text is a Y.XmlText: an element that takes its name is none. */
const elementType = (name: string) => (name === "text" ? undefined : schema.nodes[name]);
