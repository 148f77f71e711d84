import type { List, ListItem as MarkdownItem, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Block, ListItem, PartyTemplate, Variant } from "../model.ts";
import { type Compilation, claim, refuse } from "./compilation.ts";
import { isKnown, labelOf, nameOf, partsOf, sides } from "./directives.ts";
import { nextId, type Place, placeOf, readClause } from "./place.ts";
import { readSection } from "./section.ts";
import { readGrowing, readSheet, readTable } from "./table.ts";

/** The blocks that this Markdown says, with their ids; refuses what a model has no use for. */
export function readBlocks(nodes: RootContent[], place: Place, compilation: Compilation): Block[] {
	return nodes.flatMap((node) => readBlock(node, place, compilation));
}

function readBlock(node: RootContent, place: Place, compilation: Compilation): Block[] {
	switch (node.type) {
		case "paragraph":
			return [{ type: "paragraph", ...readClause(node.children, node, "p", place, compilation) }];
		case "heading":
			if (node.depth !== 3 && node.depth !== 4) break;
			return [{ type: "heading", level: node.depth, ...readClause(node.children, node, "h", place, compilation) }];
		case "list":
			return [readList(node, place, compilation)];
		case "table": {
			const id = claim(compilation, nextId("t", place), node);
			return [{ type: "table", id, rows: readTable(node, id, 1, compilation), growing: null }];
		}
		case "leafDirective":
		case "containerDirective":
			return readDirective(node, place, compilation);
		case "footnoteDefinition":
			return [];
	}
	refuse(compilation, node, misplaced(node));
	return [];
}

function misplaced(node: RootContent): string {
	if (node.type === "heading")
		return "Ce titre n'a pas sa place ici. Écrivez « # » pour une partie, « ### » pour un intertitre.";
	return `« ${node.type} » n'a pas sa place dans un modèle. Écrivez des paragraphes, des listes à tirets et des tableaux.`;
}

function readList(list: List, place: Place, compilation: Compilation): Block {
	if (list.ordered) refuse(compilation, list, "Les listes d'un modèle sont à tirets. Remplacez les numéros par « - ».");
	return { type: "list", items: list.children.map((item) => readItem(item, place, compilation)) };
}

function readItem(item: MarkdownItem, place: Place, compilation: Compilation): ListItem {
	const [first, ...rest] = item.children;
	if (first?.type !== "paragraph")
		refuse(compilation, item, "Ce tiret n'a pas de texte. Écrivez-le, ou retirez le tiret.");
	const own = first?.type === "paragraph" ? first.children : [];
	const { id, content } = readClause(own, item, "l", place, compilation);
	const blocks = readBlocks(rest, placeOf(id, place.part, place.optional), compilation);
	return { id, content, blocks, optional: place.optional && blocks.length === 0 };
}

function readDirective(node: LeafDirective | ContainerDirective, place: Place, compilation: Compilation): Block[] {
	switch (nameOf(node)) {
		case "::libre":
		case ":::libre":
			return [readSection(node, place.part, compilation)];
		case ":::au-choix":
			return readBlocks(partsOf(node).body, { ...place, optional: true }, compilation);
		case ":::assemblées":
			return [{ type: "councils", blocks: readBlocks(partsOf(node).body, place, compilation) }];
		case ":::variantes":
			return [readVariants(node, place, compilation)];
		case ":::parties":
			return [readParties(node, place, compilation)];
		case ":::fiche":
			return [readSheet(node, readBlocks, compilation)];
		case ":::lignes-libres":
			return [readGrowing(node, compilation)];
		case "::sommaire":
			return [{ type: "sommaire" }];
		case "::logos":
			return [{ type: "logos" }];
		case "::signatures":
			return [{ type: "signatures" }];
	}
	if (isKnown(node)) refuse(compilation, node, `« ${nameOf(node)} » n'a pas sa place ici. Mettez-la dans la sienne.`);
	return [];
}

function readVariants(node: LeafDirective | ContainerDirective, place: Place, compilation: Compilation): Block {
	const { body } = partsOf(node);
	const id = claim(compilation, node.attributes?.id ?? "", node);
	const variants = childrenNamed(":::variante", body, compilation).map((child) =>
		readVariant(child, id, place, compilation),
	);
	const initial = node.attributes?.initiale ?? "";
	if (!variants.some((variant) => variant.id === initial)) {
		refuse(compilation, node, `La variante initiale « ${initial} » n'existe pas. Nommez une de celles qui suivent.`);
	}
	return { type: "variants", id, label: labelOf(node, compilation), initial, variants };
}

function readVariant(node: ContainerDirective, id: string, place: Place, compilation: Compilation): Variant {
	const { body } = partsOf(node);
	const own = node.attributes?.id ?? "";
	claim(compilation, `${id}.${own}`, node);
	return {
		id: own,
		label: labelOf(node, compilation),
		blocks: readBlocks(body, placeOf(`${id}.${own}`, place.part), compilation),
	};
}

function readParties(node: LeafDirective | ContainerDirective, place: Place, compilation: Compilation): Block {
	const templates = childrenNamed(":::partie", partsOf(node).body, compilation).map((child): PartyTemplate => {
		const side = child.attributes?.côté ?? "";
		const within = placeOf(claim(compilation, `${place.prefix}.${side}`, child), place.part);
		return { side: sides[side] ?? "other", blocks: readBlocks(partsOf(child).body, within, compilation) };
	});
	return { type: "parties", templates };
}

/** The containers of this name; refuses whatever stands between them. */
function childrenNamed(name: string, nodes: RootContent[], compilation: Compilation): ContainerDirective[] {
	return nodes.flatMap((node) => {
		if (node.type === "containerDirective" && nameOf(node) === name) return [node];
		refuse(compilation, node, `Il n'y a ici que des directives « ${name} ». Mettez ce texte dans l'une d'elles.`);
		return [];
	});
}
