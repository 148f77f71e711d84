import type { Nodes, Root } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { type CompileError, lineOf } from "./error.ts";

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkDirective);

/** The Markdown tree of a model's source, with its front matter and directives. */
export function parse(source: string): Root {
	return parser.parse(source);
}

/** Every node under this one, itself included, in reading order. */
export function* nodesOf(node: Nodes): Generator<Nodes> {
	yield node;
	if ("children" in node) for (const child of node.children) yield* nodesOf(child);
}

/**
 * An error for each directive that never closes. The parser closes them silently at the end of what surrounds them, and
 * the articles below would be swallowed.
 */
export function unclosed(root: Root, source: string, file: string): CompileError[] {
	const lines = source.split(/\r\n|\r|\n/);
	return [...nodesOf(root)].flatMap((node) => {
		if (node.type !== "containerDirective" || closes(node, lines)) return [];
		const colons = ":".repeat(openingOf(node, lines));
		const message = `La directive « ${node.name} » n'est pas refermée. Ajoutez une ligne « ${colons} » après son contenu.`;
		return [{ file, line: lineOf(node), message }];
	});
}

/** The colons that open a container: a surrounding directive has more of them than the ones within. */
function openingOf(node: Nodes, lines: string[]): number {
	return /:+/.exec(lines[lineOf(node) - 1] ?? "")?.[0].length ?? 3;
}

/** Its last line is a closing fence, and is not that of the last directive within. */
function closes(node: ContainerDirective, lines: string[]): boolean {
	const end = node.position?.end;
	const inner = node.children.at(-1);
	if (end === undefined || end.line === lineOf(node)) return false;
	if (inner?.type === "containerDirective" && inner.position?.end.offset === end.offset) return false;
	const fence = /^[\s>]*(:{3,})$/.exec((lines[end.line - 1] ?? "").slice(0, end.column - 1).trimEnd())?.[1];
	return fence !== undefined && fence.length >= openingOf(node, lines);
}
