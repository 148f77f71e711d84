import type { Node } from "mdast";

/** Why a model does not compile: where, and what its author has to do, in French. */
export interface CompileError {
	file: string;
	/** From 1, as editors count. */
	line: number;
	message: string;
}

export const lineOf = (node: Node) => node.position?.start.line ?? 1;
