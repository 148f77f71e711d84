import { type BlockKey, blockRules } from "./layout.ts";

/** The attributes of a block as they are written, those that the rules take; an absent one is its default. */
export type Written = Readonly<Partial<Record<BlockKey, unknown>>>;

/** What a block is among its neighbours: every attribute said, and none that does not count there. */
export interface Form {
	readonly t: "h3" | "h4" | null;
	/** 0: in no list. */
	readonly d: number;
	readonly k: string | null;
	readonly c: 1 | null;
	readonly n: number | null;
	readonly i: string | null;
}

export const PARAGRAPH: Form = { t: null, d: 0, k: null, c: null, n: null, i: null };

const FORM_KEYS = Object.keys(PARAGRAPH) as (keyof Form)[];

export const isSameForm = (a: Form, b: Form): boolean => FORM_KEYS.every((key) => a[key] === b[key]);

/** The attributes in which two forms differ. */
export const differing = (a: Form, b: Form): BlockKey[] => FORM_KEYS.filter((key) => a[key] !== b[key]);

/** What of these attributes the rules take. */
export function readWritten(get: (key: BlockKey) => unknown): Written {
	const written: Partial<Record<BlockKey, unknown>> = {};
	for (const key of FORM_KEYS) {
		const value = get(key);
		if (value !== undefined && blockRules[key](value)) written[key] = value;
	}
	return written;
}

/** A form as it is written: its defaults are not. */
export const entriesOf = (form: Form): [BlockKey, unknown][] =>
	FORM_KEYS.flatMap((key) => (form[key] === PARAGRAPH[key] ? [] : [[key, form[key]]]));

/**
 * What blocks in this order are. Total: an item deeper than its parents allow stands right below the deepest of them, one
 * that goes on in no item is a plain block, an item begins with a paragraph, and a table that is none is a paragraph.
 * `shows` says whether a table of this id stands here; it is asked in the order of the blocks.
 */
export function formsOf(blocks: readonly Written[], shows: (table: string) => boolean): Form[] {
	/** Kinds of the lists around the block at hand, the outermost first. */
	const lists: (string | null)[] = [];
	return blocks.map((written) => {
		const i = typeof written.i === "string" && shows(written.i) ? written.i : null;
		const t = i === null && (written.t === "h3" || written.t === "h4") ? written.t : null;
		const depth = typeof written.d === "number" ? written.d : 0;
		const goesOn = written.c === 1 || i !== null;
		if (depth === 0 || (goesOn && lists.length === 0)) {
			lists.length = 0;
			return { ...PARAGRAPH, t, i };
		}
		if (goesOn) {
			lists.length = Math.min(depth, lists.length);
			return { ...PARAGRAPH, t, d: lists.length, c: 1, i };
		}
		return itemForm(written, depth, lists);
	});
}

function itemForm(written: Written, depth: number, lists: (string | null)[]): Form {
	const k = typeof written.k === "string" ? written.k : null;
	const d = Math.min(depth, lists.length + 1);
	const begins = lists.length < d || lists[d - 1] !== k;
	const said = typeof written.n === "number" ? (k === null ? 1 : written.n) : null;
	lists.length = d - 1;
	lists.push(k);
	return { ...PARAGRAPH, d, k, n: begins && said === 1 ? null : said };
}
