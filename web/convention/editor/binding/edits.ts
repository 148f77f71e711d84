import { type Formats, isSameFormats, PLAIN } from "../../../../shared/live/sequence.ts";
import { BOUNDARY, blockAt, type Layout, type Placed, type Unit, unitFrom, unitsOf, unitTo } from "./layout.ts";
import type { Op } from "./ops.ts";
import { type Kept, regionsIn } from "./regions.ts";
import { diffUnits, isLetter } from "./words.ts";

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
	const regions = unitRegions(old, now, kept);
	const [only] = regions;
	for (const region of only && regions.length === 1 ? [atWords(old, now, only)] : regions) {
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

/** Letters alike on both sides of a deletion, beyond which nobody looks. */
const MAX_SLIDE = 64;

/**
 * A browser that took out "mot1 " before "mot2" may as well have taken out "ot1 m": what is seen is the same. It is read as
 * the deletion of whole words where it can be, or a word would be sewn from the letters of two.
 */
function atWords(old: Layout, now: Layout, region: UnitRegion): UnitRegion {
	const trimmed = withoutEdges(old, now, region);
	const { from, to, newFrom, newTo } = trimmed;
	if (newTo > newFrom || to === from) return trimmed;
	const at = around(old, from - MAX_SLIDE, to + MAX_SLIDE);
	for (const way of [-1, 1]) {
		for (let slide = 0; Math.abs(slide) < MAX_SLIDE; slide += way) {
			if (!isInWord(at, from + slide) && !isInWord(at, to + slide))
				return { from: from + slide, to: to + slide, newFrom: newFrom + slide, newTo: newTo + slide };
			const step = way < 0 ? slide - 1 : slide;
			if (!isAlike(at(from + step), at(to + step))) break;
		}
	}
	return trimmed;
}

/** Without the letters, alike in both, of a word that goes on beyond the region. */
function withoutEdges(old: Layout, now: Layout, region: UnitRegion): UnitRegion {
	let { from, to, newFrom, newTo } = region;
	const [before, after] = [around(old, from - 1, to + 1), around(now, newFrom - 1, newTo + 1)];
	const isLeft = () => to > from && newTo > newFrom;
	for (; isLeft() && isInWord(before, to) && isAlike(before(to - 1), after(newTo - 1)); to--) newTo--;
	for (; isLeft() && isInWord(before, from) && isAlike(before(from), after(newFrom)); from++) newFrom++;
	return { from, to, newFrom, newTo };
}

type Units = (index: number) => Unit | undefined;

function around(layout: Layout, from: number, to: number): Units {
	const start = Math.max(0, from);
	const units = unitsOf(layout, start, to);
	return (index) => units[index - start];
}

const isInWord = (at: Units, index: number) => isLetter(at(index - 1)?.text) && isLetter(at(index)?.text);

const isAlike = (a: Unit | undefined, b: Unit | undefined) =>
	a !== undefined && b !== undefined && a.begins === null && a.text === b.text && isSameFormats(a.formats, b.formats);

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
