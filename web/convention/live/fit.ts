import * as Y from "yjs";
import { FIELDS } from "../../../shared/room/roots.ts";

/**
 * Those of the groups of updates that this replica has the ground for, taken together: none of them leaves a struct or a
 * deletion waiting for something that is not there. The room would refuse such a one, and with it all that goes along.
 * The replica itself is left as it is.
 */
export function fitting<Group extends { updates: Uint8Array[] }>(doc: Y.Doc, groups: Group[]): Group[] {
	const ground = Y.encodeStateAsUpdate(doc);
	if (stands(ground, groups)) return groups;
	const taken: Group[] = [];
	for (let before = -1; before < taken.length; ) {
		before = taken.length;
		for (const group of groups) if (!taken.includes(group) && stands(ground, [...taken, group])) taken.push(group);
	}
	return taken;
}

function stands(ground: Uint8Array, groups: { updates: Uint8Array[] }[]): boolean {
	const trial = new Y.Doc();
	try {
		trial.transact(() => {
			for (const update of [ground, ...groups.flatMap(({ updates }) => updates)]) Y.applyUpdate(trial, update);
		});
		return trial.store.pendingStructs === null && trial.store.pendingDs === null;
	} catch {
		return false;
	} finally {
		trial.destroy();
	}
}

/**
 * The words that updates bring, in this layout or an earlier one, as far as they can be told without the text they belong
 * to: a line for each paragraph or field.
 */
export function wordsIn(updates: Uint8Array[]): string {
	const lines = [""];
	const add = (words: string) => lines.push(`${lines.pop()}${words}`);
	const names = new Set<string>();
	for (const struct of updates.flatMap(structsOf)) {
		if (!(struct instanceof Y.Item)) continue;
		const { content } = struct;
		if (content instanceof Y.ContentString) add(content.str);
		else if (content instanceof Y.ContentType) lines.push("");
		else if (content instanceof Y.ContentAny && !isName(struct, names))
			lines.push(content.arr.filter(isString).join(" "), "");
	}
	return lines.filter((line) => line.trim() !== "").join("\n");
}

const isString = (value: unknown) => typeof value === "string";

/** Whether a value is no words but the kind of a block, or the name of a table, a row or a column. `known`: those before. */
function isName({ id, length, parent, origin }: Y.Item, known: Set<string>): boolean {
	const keyOf = (client: number, clock: number) => `${client} ${clock}`;
	// As an update has it, the parent is a root's name, the id of what it lies in, or left to say for what stands before.
	const place: unknown = parent;
	const isField = place === null ? !origin || !known.has(keyOf(origin.client, origin.clock)) : place === FIELDS;
	if (!isField) for (let at = 0; at < length; at++) known.add(keyOf(id.client, id.clock + at));
	return !isField;
}

function structsOf(update: Uint8Array): unknown[] {
	try {
		return Y.decodeUpdate(update).structs;
	} catch {
		return [];
	}
}
