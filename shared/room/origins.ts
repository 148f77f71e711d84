import * as Y from "yjs";

/** Beyond this many steps the walk gives up, and the item counts as crossed. */
const MAX_STEPS = 50_000;

/**
 * Does a new item not stand between the two neighbours it was typed between? Yjs places such an item by what it
 * happens to hold, so replicas may differ. A forger makes them; so does an honest undo (Yjs issue 794).
 *
 * Items are taken from the last typed to the first: one that stands right of an item already found in order, and was
 * typed before the same neighbour, needs no walk of its own. Without this a pasted page costs its square.
 */
export function hasCrossing(doc: Y.Doc, structs: (Y.Item | Y.GC)[]): boolean {
	const inOrder = new Set<Y.Item>();
	const budget = { steps: MAX_STEPS };
	for (let at = structs.length - 1; at >= 0; at--) {
		const item = structs[at];
		if (!(item instanceof Y.Item) || item.parent === null || item.parentSub !== null) continue;
		if (!leadsRight(doc, item, inOrder, budget) || !leadsLeft(item, budget)) return true;
		inOrder.add(item);
	}
	return false;
}

function leadsRight(doc: Y.Doc, item: Y.Item, inOrder: Set<Y.Item>, budget: { steps: number }): boolean {
	const goal = item.rightOrigin;
	if (goal === null) return true;
	for (let at = item.right; at !== null; at = at.right) {
		if (holds(at, goal)) return true;
		if (inOrder.has(at) && Y.compareIDs(at.rightOrigin, goal)) return true;
		if (budget.steps-- <= 0) return false;
	}
	// A neighbour that was collected stands nowhere any more, and orders nothing.
	return isCollected(doc, goal);
}

function leadsLeft(item: Y.Item, budget: { steps: number }): boolean {
	const goal = item.origin;
	if (goal === null) return true;
	for (let at = item.left; at !== null; at = at.left) {
		if (holds(at, goal)) return true;
		if (budget.steps-- <= 0) return false;
	}
	return false;
}

function holds(item: Y.Item, { client, clock }: Y.ID): boolean {
	return item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length;
}

function isCollected(doc: Y.Doc, { client, clock }: Y.ID): boolean {
	const structs = doc.store.clients.get(client) ?? [];
	return structs.length > 0 && structs[Y.findIndexSS(structs, clock)] instanceof Y.GC;
}
