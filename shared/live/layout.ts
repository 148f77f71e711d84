import * as Y from "yjs";
import { isSafeHref, MAX_SPAN } from "../schema.ts";

/**
 * How the text of a free section lies in the room's Y.Doc: one flat Y.Text, in which characters, marks and block
 * boundaries stand in one sequence, so that whatever two people do at once, every merge is some document.
 *
 * - A character is one UTF-16 unit of the Y.Text; a hard break is U+000A.
 * - A mark is a format: `bold`, `italic`, `superscript` are `true`, `link` is its address. Values are primitive, since Yjs
 *   compares them by `===`.
 * - A block boundary is a Y.Map that stands in the sequence at the start of its block, with the block's attributes as its
 *   entries. The first block has no boundary, its attributes are those of the Y.Text: two people who write in an empty
 *   section at once then write in the same block.
 * - A table is a block whose `i` names it within its section. Its rows and columns are lists of ids, and each cell is a
 *   Y.Text of the same layout under a name made of them: a table is rectangular whatever meets. No table stands in a cell.
 *
 * Nothing of this refers to a neighbour, so what is valid by itself is valid anywhere.
 */
const LIVE = "live/";

/** The root of a section's text. */
export const liveRoot = (section: string) => LIVE + section;

/** A table of a section, as roots name it: a section can name no other section's cells. */
export const tableName = (section: string, table: string) => `${section}/${table}`;

/** The root that lists the ids of a table's rows, in order: a Y.Array of strings. Of an id said twice the first counts. */
export const rowsRoot = (table: string) => `${table}/rows`;

/** The root that lists the ids of a table's columns, as `rowsRoot`. */
export const columnsRoot = (table: string) => `${table}/cols`;

/** The root of a cell's text. It is there when its row and its column are; nobody makes it. */
export const cellRoot = (table: string, row: string, column: string) => `${LIVE}${table}/${row}/${column}`;

/** What `liveRoot`, `cellRoot`, `rowsRoot` and `columnsRoot` made; null for another root. */
export type LiveRoot =
	/** `path`: a section, or a cell `<section>/<table>/<row>/<column>`: the sections known tell which. */
	{ holds: "text"; path: string } | { holds: "rows" | "columns"; table: string };

export function readRoot(name: string): LiveRoot | null {
	if (name.startsWith(LIVE)) return { holds: "text", path: name.slice(LIVE.length) };
	if (name.endsWith("/rows")) return { holds: "rows", table: name.slice(0, -"/rows".length) };
	if (name.endsWith("/cols")) return { holds: "columns", table: name.slice(0, -"/cols".length) };
	return null;
}

/** Ids of tables, rows and columns. */
export const isId = (value: unknown): value is string => typeof value === "string" && /^[\w-]{1,24}$/.test(value);

export const MAX_LIST_DEPTH = 8;
/** What stands beyond is not shown. */
export const MAX_ROWS = 500;
export const MAX_COLUMNS = MAX_SPAN;

const isWhole = (value: unknown, least: number, most: number) =>
	Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** What a rule says of a value; what it does not take counts as absent, and the guard refuses it. */
type Rules = Readonly<Record<string, (value: unknown) => boolean>>;

/** Attributes of a block, each a key of its own so that the last writer of each wins. Absent: a plain paragraph. */
export const blockRules = {
	/** A title, of level 3 or 4. */
	t: (value) => value === "h3" || value === "h4",
	/** Depth in lists; absent: in none. */
	d: (value) => isWhole(value, 1, MAX_LIST_DEPTH),
	/** How the list is numbered: "o" as the page does by itself, else the letter of HTML's `type`. Absent: bullets. */
	k: (value) => typeof value === "string" && /^[o1aAiI]$/.test(value),
	/** Goes on in the item above, as its second paragraph does. */
	c: (value) => value === 1,
	/** Begins a list of its own, with this number (1 where bullets stand: "not the list above"). */
	n: (value) => isWhole(value, 0, 9_999),
	/** Is the table of this id. */
	i: isId,
} as const satisfies Rules;

/** Attributes of a cell's Y.Text, beside those of its first block. */
export const cellRules = {
	/** How many columns it takes, and how many rows; the cells it covers are hidden. */
	x: (value) => isWhole(value, 2, MAX_SPAN),
	y: (value) => isWhole(value, 2, MAX_SPAN),
	/** Is a header. */
	e: (value) => value === 1,
} as const satisfies Rules;

/** Formats of characters, by mark; null ends one. */
export const formatRules = {
	bold: (value) => value === true,
	italic: (value) => value === true,
	superscript: (value) => value === true,
	link: isSafeHref,
} as const satisfies Rules;

export type BlockKey = keyof typeof blockRules;
export type CellKey = keyof typeof cellRules;
export type FormatKey = keyof typeof formatRules;

export const BLOCK_KEYS = Object.keys(blockRules) as BlockKey[];
export const CELL_KEYS = Object.keys(cellRules) as CellKey[];
/** As the editor nests them, the outermost first. */
export const FORMAT_KEYS = ["link", "bold", "italic", "superscript"] as const satisfies FormatKey[];

/** Is this item of a section's Y.Text a block boundary? */
export const isBoundary = ({ content }: Y.Item): boolean =>
	content instanceof Y.ContentType && content.type.constructor === Y.Map;
