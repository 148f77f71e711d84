import type * as Y from "yjs";
import type { Writable } from "../../convention/writable.ts";
import { type Failure, failure } from "../../failure.ts";
import { STRUCTURE } from "../roots.ts";
import type { Command } from "./command.ts";

export function chooseOption(
	{ option, chosen }: Extract<Command, { kind: "option" }>,
	doc: Y.Doc,
	{ options }: Writable,
): Failure | null {
	if (!options.includes(option)) return failure("invalidField", "option");
	doc.getMap(STRUCTURE).set(`option/${option}`, chosen);
	return null;
}

export function chooseVariant(
	{ variants, chosen }: Extract<Command, { kind: "variant" }>,
	doc: Y.Doc,
	writable: Writable,
): Failure | null {
	const block = writable.variants.find(({ id }) => id === variants);
	if (!block) return failure("invalidField", "variants");
	if (!block.choices.includes(chosen)) return failure("invalidField", "chosen");
	doc.getMap(STRUCTURE).set(`variant/${variants}`, chosen);
	return null;
}
