import * as Y from "yjs";

/** As much of a Y type as tells what it holds. */
type Type = Pick<Y.AbstractType<unknown>, "_start" | "_map">;

/**
 * Do two documents hold the same units, gone where the others are gone, each root in the same order? Those of one room do,
 * in whatever way its updates came together, unless something was let in on which replicas do not agree.
 */
export function isSameDocument(one: Y.Doc, other: Y.Doc): boolean {
	if (!Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))) return false;
	const roots = new Set([...one.share.keys(), ...other.share.keys()]);
	return [...roots].every((root) => isSameType(one.share.get(root), other.share.get(root)));
}

/** A root that only one of them was asked for holds nothing. */
function isSameType(one: Type | undefined, other: Type | undefined): boolean {
	const [ranges, others] = [rangesOf(one), rangesOf(other)];
	if (ranges.length !== others.length || ranges.some((number, at) => number !== others[at])) return false;
	const types = [typesOf(one), typesOf(other)] as const;
	return types[0].every((type, at) => isSameType(type, types[1][at]));
}

/** What stands in it, in order, neighbours of one client together: client, first clock, and the clock after the last. */
function rangesOf(type: Type | undefined): number[] {
	const ranges: number[] = [];
	for (const { id, length } of itemsOf(type)) {
		if (ranges.at(-3) === id.client && ranges.at(-1) === id.clock) ranges[ranges.length - 1] = id.clock + length;
		else ranges.push(id.client, id.clock, id.clock + length);
	}
	return ranges;
}

const typesOf = (type: Type | undefined): Type[] =>
	[...itemsOf(type)].flatMap(({ content }) => (content instanceof Y.ContentType ? [content.type] : []));

/** The characters of a text, the ids of a list; then of each key, by its name, the value that counts. */
function* itemsOf(type: Type | undefined): Generator<Y.Item> {
	for (let item = type?._start ?? null; item !== null; item = item.right) yield item;
	const values = [...(type?._map ?? [])].sort(([key], [otherKey]) => (key < otherKey ? -1 : 1));
	for (const [, item] of values) yield item;
}
