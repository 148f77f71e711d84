import type { UndoManager } from "yjs";

interface Press {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	shiftKey: boolean;
	altKey: boolean;
}

/** Undoes or redoes when this key says so, as in the editors; tells whether it did. */
export function historyKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Press, undo: UndoManager): boolean {
	if (!(ctrlKey || metaKey) || altKey) return false;
	const letter = key.toLowerCase();
	if (letter === "z" && !shiftKey) undo.undo();
	else if (letter === "y" || (letter === "z" && shiftKey)) undo.redo();
	else return false;
	return true;
}
