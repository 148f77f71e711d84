import * as Y from "yjs";

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

/** The words that updates bring, as far as they can be told without the text they belong to: a line for each paragraph or field. */
export function wordsIn(updates: Uint8Array[]): string {
	const lines = [""];
	const add = (words: string) => lines.push(`${lines.pop()}${words}`);
	for (const struct of updates.flatMap(structsOf)) {
		const content = struct instanceof Y.Item ? struct.content : null;
		if (content instanceof Y.ContentString) add(content.str);
		else if (content instanceof Y.ContentType) lines.push("");
		else if (content instanceof Y.ContentAny) lines.push(content.arr.filter(isString).join(" "), "");
	}
	return lines.filter((line) => line.trim() !== "").join("\n");
}

const isString = (value: unknown) => typeof value === "string";

function structsOf(update: Uint8Array): unknown[] {
	try {
		return Y.decodeUpdate(update).structs;
	} catch {
		return [];
	}
}
