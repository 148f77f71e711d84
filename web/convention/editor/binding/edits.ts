import { type Formats, isSameFormats, PLAIN } from "../../../../shared/live/sequence.ts";
import { BOUNDARY, blockAt, type Layout, type Placed, type Unit, unitFrom, unitsOf, unitTo } from "./layout.ts";
import type { Op } from "./ops.ts";
import { type Kept, regionsIn } from "./regions.ts";
import { diffUnits } from "./words.ts";

/** A part of what a person did to a text. */
export type Edit = Op & {
	/** Of what is kept: the marks that change; null ends one. */
	marks?: Record<string, true | string | null>;
	/** Of what is new. */
	units?: Unit[];
};

interface UnitRegion {
	from: number;
	to: number;
	newFrom: number;
	newTo: number;
}

/** What makes the new text of the old one: within what the steps replaced, as few and as whole words as can be. */
export function editsBetween(old: Layout, now: Layout, kept: readonly Kept[]): Edit[] {
	const edits: Edit[] = [];
	let at = 0;
	for (const region of unitRegions(old, now, kept)) {
		if (region.from > at) edits.push({ kind: "keep", count: region.from - at });
		pushEdits(edits, unitsOf(old, region.from, region.to), unitsOf(now, region.newFrom, region.newTo));
		at = region.to;
	}
	return edits;
}

/** The regions in units, parted by stretches of the same length in both. */
function unitRegions(old: Layout, now: Layout, kept: readonly Kept[]): UnitRegion[] {
	const regions: UnitRegion[] = [];
	for (const { from, to, newFrom, newTo } of regionsIn(kept, [old.start, old.end], [now.start, now.end])) {
		const region = { from: unitFrom(old, from), to: 0, newFrom: unitFrom(now, newFrom), newTo: 0 };
		region.to = Math.max(region.from, unitTo(old, to));
		region.newTo = Math.max(region.newFrom, unitTo(now, newTo));
		for (let last = regions.at(-1); last && !isApart(last, region); last = regions.at(-1)) {
			region.from = Math.min(region.from, last.from);
			region.newFrom = Math.min(region.newFrom, last.newFrom);
			region.to = Math.max(region.to, last.to);
			region.newTo = Math.max(region.newTo, last.newTo);
			regions.pop();
		}
		regions.push(region);
	}
	const [first, last] = [regions[0], regions.at(-1)];
	if (first && last) {
		first.from = first.newFrom = Math.min(first.from, first.newFrom);
		const tail = Math.min(old.units - last.to, now.units - last.newTo);
		last.to = old.units - tail;
		last.newTo = now.units - tail;
	}
	return regions;
}

const isApart = (last: UnitRegion, next: UnitRegion) =>
	next.from > last.to && next.newFrom > last.newTo && next.from - last.to === next.newFrom - last.newTo;

function pushEdits(edits: Edit[], before: Unit[], after: Unit[]): void {
	const texts = (units: Unit[]) => units.map(({ text }) => text);
	let [i, j] = [0, 0];
	for (const { kind, count } of diffUnits(texts(before), texts(after))) {
		if (kind === "delete") edits.push({ kind, count });
		if (kind === "insert") edits.push({ kind, count, units: after.slice(j, j + count) });
		if (kind === "keep") pushKept(edits, before.slice(i, i + count), after.slice(j, j + count));
		if (kind !== "insert") i += count;
		if (kind !== "delete") j += count;
	}
}

/** Neighbours whose marks change in the same way are one edit. */
function pushKept(edits: Edit[], before: Unit[], after: Unit[]): void {
	let last = "";
	for (const [index, unit] of after.entries()) {
		const marks = unit.begins === null ? changed((before[index] as Unit).formats, unit.formats) : {};
		const key = JSON.stringify(marks);
		const edit = edits.at(-1);
		if (index > 0 && edit && key === last) edits[edits.length - 1] = { ...edit, count: edit.count + 1 };
		else edits.push({ kind: "keep", count: 1, ...(key !== "{}" && { marks }) });
		last = key;
	}
}

function changed(before: Formats, after: Formats): Record<string, true | string | null> {
	if (isSameFormats(before, after)) return {};
	const keys = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof Formats)[]);
	return Object.fromEntries(
		[...keys].filter((key) => before[key] !== after[key]).map((key) => [key, after[key] ?? null]),
	);
}

/** Gives each of these blocks, which have no boundary yet, one of its own. */
export function beginnings(old: Layout, numbers: Iterable<number>): Edit[] {
	const edits: Edit[] = [];
	let at = 0;
	for (const begins of numbers) {
		const { unit } = old.blocks[begins] as Placed;
		if (unit > at) edits.push({ kind: "keep", count: unit - at });
		edits.push({ kind: "insert", count: 1, units: [{ text: BOUNDARY, begins, formats: PLAIN }] });
		at = unit;
	}
	return edits;
}

/** A part of an edit; what is new is never parted. */
export const sliceEdit = (edit: Edit, count: number): Edit => (edit.kind === "insert" ? edit : { ...edit, count });

/** Whether an edit leaves every block boundary where it is. */
export const keepsBoundaries = (edits: readonly Edit[], old: Layout): boolean => {
	let at = 0;
	for (const { kind, count, units } of edits) {
		if (units?.some(({ begins }) => begins !== null)) return false;
		if (kind === "delete" && blockAt(old, at) !== blockAt(old, at + count)) return false;
		if (kind !== "insert") at += count;
	}
	return true;
};
