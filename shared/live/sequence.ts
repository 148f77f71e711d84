import * as Y from "yjs";
import { readWritten, type Written } from "./form.ts";
import { FORMAT_KEYS, type FormatKey, formatRules, isBoundary } from "./layout.ts";

/** The marks of a character; an absent one is off. */
export type Formats = Readonly<Partial<Record<FormatKey, true | string>>>;

export const PLAIN: Formats = {};

/** Neighbouring characters with the same marks. */
export interface Run {
	readonly text: string;
	readonly formats: Formats;
}

/** A block as it is written. Once read it never changes: a block that changed is read again. */
export interface Block {
	/** The boundary it begins with; null for the first. */
	readonly boundary: Y.Item | null;
	readonly written: Written;
	readonly runs: readonly Run[];
	/** In units of the Y.Text, without the boundary. */
	readonly length: number;
	/** Which marks are on where it begins. */
	readonly formats: Formats;
	/** The boundary of the next one. */
	readonly next: Y.Item | null;
	/** Which marks are on there. */
	readonly formatsAfter: Formats;
}

/** What stands for something that is no text: one visible character, so that every unit has a place. */
const STRANGER = "\ufffc";

export const isSameFormats = (a: Formats, b: Formats): boolean =>
	a === b || FORMAT_KEYS.every((key) => a[key] === b[key]);

/** Every block of a section or a cell, in order; always one at least. */
export const readBlocks = (text: Y.Text): Block[] => [...blocksFrom(text, null, PLAIN)];

/** The blocks from this boundary on, read one after another as they are asked for; `formats` are on where it begins. */
export function* blocksFrom(text: Y.Text, boundary: Y.Item | null, formats: Formats): Generator<Block, void> {
	let at: Y.Item | null = boundary;
	let on = formats;
	do {
		const block = readBlock(text, at, on);
		yield block;
		at = block.next;
		on = block.formatsAfter;
	} while (at !== null);
}

function readBlock(text: Y.Text, boundary: Y.Item | null, formats: Formats): Block {
	const runs: { text: string; formats: Formats }[] = [];
	let length = 0;
	let on = formats;
	let item = boundary === null ? text._start : boundary.right;
	for (; item !== null && (item.deleted || !isBoundary(item)); item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentFormat) on = withFormat(on, item.content);
		if (!item.countable) continue;
		const words = item.content instanceof Y.ContentString ? item.content.str : STRANGER.repeat(item.length);
		const last = runs.at(-1);
		if (last && isSameFormats(last.formats, on)) last.text += words;
		else runs.push({ text: words, formats: on });
		length += item.length;
	}
	return { boundary, written: writtenOf(text, boundary), runs, length, formats, next: item, formatsAfter: on };
}

/** The attributes of the block with this boundary, as they are now. */
export function writtenOf(text: Y.Text, boundary: Y.Item | null): Written {
	const map = boundary === null ? null : mapOf(boundary);
	return readWritten((key) => (map === null ? text.getAttribute(key) : map.get(key)));
}

/** The entries of a boundary. */
export const mapOf = (boundary: Y.Item) => (boundary.content as Y.ContentType).type as Y.Map<unknown>;

function withFormat(on: Formats, { key, value }: { key: string; value: unknown }): Formats {
	if (!Object.hasOwn(formatRules, key)) return on;
	const mark = key as FormatKey;
	const { [mark]: _, ...others } = on;
	return formatRules[mark](value) ? { ...others, [mark]: value as true | string } : others;
}
