import type { Nodes, Paragraph, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { toString as plainText } from "mdast-util-to-string";
import type { Block, FreeSection } from "../model.ts";
import { type Compilation, refuse } from "./compilation.ts";
import { labelOf, partsOf } from "./directives.ts";
import { lates, owners } from "./header.ts";
import { nodesOf } from "./parse.ts";

/**
 * A free section, added to those of the model: its label in brackets, its guidance as paragraphs, its example as a
 * quotation. None of the three enters the text (R6). Without an id of its own it has that of its part.
 */
export function readSection(node: LeafDirective | ContainerDirective, part: string, compilation: Compilation): Block {
	const { body } = partsOf(node);
	const { id = part, rédacteur, facultatif, connu } = node.attributes ?? {};
	const late = lates[connu ?? ""];
	const guidance = body.filter((child) => child.type !== "blockquote");
	const example = body.flatMap((child) => (child.type === "blockquote" ? child.children : []));
	const section: FreeSection = {
		id: id ?? part,
		label: labelOf(node, compilation),
		owner: owners[rédacteur ?? ""] ?? "all",
		required: facultatif === undefined,
		guidance: paragraphsIn(guidance, compilation).join("\n"),
		example: paragraphsIn(example, compilation),
		...(late === undefined ? {} : { late }),
	};
	if (compilation.sections.some((other) => other.id === section.id)) {
		refuse(compilation, node, `La partie libre « ${section.id} » existe déjà. Donnez un autre identifiant : {#...}.`);
	}
	compilation.sections.push(section);
	return { type: "section", id: section.id };
}

/** Help and examples are plain text: nothing in them is filled in or set in bold. */
function paragraphsIn(nodes: RootContent[], compilation: Compilation): string[] {
	return nodes.flatMap((node) => {
		const foreign = node.type === "paragraph" ? foreignIn(node) : node;
		if (foreign === undefined) return [plainText(node).replace(/[ \t\r\n]+/g, " ")];
		refuse(compilation, foreign, "L'aide et l'exemple sont du texte simple. Retirez la mise en forme.");
		return [];
	});
}

function foreignIn(paragraph: Paragraph): Nodes | undefined {
	return paragraph.children.flatMap((child) => [...nodesOf(child)]).find((child) => child.type !== "text");
}
