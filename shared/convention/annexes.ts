import type { Block, Model, Owner } from "../model/model.ts";
import { walk } from "../model/walk.ts";
import { owns, type PartyKind } from "../party/party.ts";

/**
 * Who may attach files to an annexe: the side that alone writes in it, or every party. null where the model has no such
 * annexe.
 */
export function annexOwner(annex: string, model: Model): Owner | null {
	const part = model.parts.find(({ id, kind }) => id === annex && kind === "annex");
	if (!part) return null;
	const sections = new Map(model.sections.map(({ id, owner }) => [id, owner]));
	const owners = new Set([...walk(part.blocks)].flatMap((block) => ownerOf(block, sections)));
	const [owner = "all"] = owners;
	return owners.size === 1 ? owner : "all";
}

function ownerOf(block: Block, sections: Map<string, Owner>): Owner[] {
	if (block.type === "section") return [sections.get(block.id) ?? "all"];
	return block.type === "table" && block.growing ? [block.growing.owner] : [];
}

/** Every annexe, and who may attach files to it. */
export function annexesOf(model: Model): { id: string; owner: Owner }[] {
	return model.parts.flatMap(({ id }) => {
		const owner = annexOwner(id, model);
		return owner === null ? [] : [{ id, owner }];
	});
}

/** Ids of the annexes to which a party of this kind may attach files. */
export const annexesFor = (kind: PartyKind, model: Model): string[] =>
	annexesOf(model).flatMap(({ id, owner }) => (owns(owner, kind) ? [id] : []));
