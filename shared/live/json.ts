import type { Node } from "../convention/state.ts";
import type { Tree } from "./flatten.ts";

/** JSON as ProseMirror writes it; nobody counts positions in it. */
export const jsonTree: Tree<Node> = {
	type: ({ type }) => type,
	attribute: ({ attrs }, name) => attrs?.[name],
	children: ({ content }) => content ?? [],
	size: () => 0,
};
