import type * as Y from "yjs";
import { blocksOf } from "../../convention/writable.ts";
import { failure } from "../../failure.ts";
import type { Model } from "../../model/model.ts";
import { STRUCTURE } from "../roots.ts";
import type { Command } from "./command.ts";

export function chooseOption({ option, chosen }: Extract<Command, { kind: "option" }>, doc: Y.Doc, model: Model) {
	const lists = blocksOf(model).filter((block) => block.type === "list");
	if (!lists.some((list) => list.items.some((item) => item.optional && item.id === option))) {
		return failure("invalidField", "option");
	}
	doc.getMap(STRUCTURE).set(`option/${option}`, chosen);
	return null;
}

export function chooseVariant({ variants, chosen }: Extract<Command, { kind: "variant" }>, doc: Y.Doc, model: Model) {
	const block = blocksOf(model).find((candidate) => candidate.type === "variants" && candidate.id === variants);
	if (block?.type !== "variants") return failure("invalidField", "variants");
	if (!block.variants.some(({ id }) => id === chosen)) return failure("invalidField", "chosen");
	doc.getMap(STRUCTURE).set(`variant/${variants}`, chosen);
	return null;
}
