import type { Node } from "@tiptap/pm/model";

/** The same document without what only names its parts: what a reader sees. */
export function withoutNames(node: Node): Node {
	if (node.isTextblock) return node;
	const content: Node[] = [];
	node.forEach((child) => void content.push(withoutNames(child)));
	const attrs = { ...node.attrs };
	for (const name of ["id", "columns"]) if (name in attrs) attrs[name] = null;
	return node.type.create(attrs, content);
}
