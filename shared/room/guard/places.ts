import * as Y from "yjs";
import { cellRoot, columnsRoot, isId, liveRoot, readRoot, rowsRoot } from "../../live/layout.ts";
import { textOf } from "../../live/root.ts";
import { FIELDS } from "../roots.ts";

/** As much of a Y type as tells what it holds and where it hangs. */
export type Type = Pick<Y.AbstractType<unknown>, "_item" | "_start" | "_map" | "_length">;

/** A type that holds items, known to the document or still to come with the update. */
export interface Place {
	/**
	 * `text` and `cell` are flat texts, `block` and `cellBlock` the attributes of a boundary in one of them, `ids` the rows or
	 * columns of a table, `fields` the fields. What is put `nowhere` is gone as it comes: its parent is.
	 */
	readonly kind: "text" | "cell" | "block" | "cellBlock" | "ids" | "fields" | "nowhere";
	/** The free section that it is part of; null for the fields, and for what is nowhere. */
	readonly section: string | null;
	/** Its root, where it is one. */
	readonly root: string | null;
	/** null as long as the document has none. */
	readonly type: Type | null;
	/** What it holds besides keys, and the keys that were asked for. */
	readonly lines: Map<string | null, Line>;
}

/** A list of items: all that a place holds without a key, or the values of one of its keys. One object for each. */
export interface Line {
	readonly place: Place;
	readonly key: string | null;
}

const placeOf = (kind: Place["kind"], section: string | null, type: Type | null, root: string | null = null): Place => {
	return { kind, section, root, type, lines: new Map() };
};

export const NOWHERE: Place = placeOf("nowhere", null, null);

export function lineOf(place: Place, key: string | null): Line {
	const known = place.lines.get(key);
	if (known !== undefined) return known;
	const line = { place, key };
	place.lines.set(key, line);
	return line;
}

/** Where what stood in this place goes once its boundary is gone: still the business of its section. */
export const goneFrom = ({ section }: Place): Place => placeOf("nowhere", section, null);

/** Every place of a document, by its type and by the name of its root. */
export class Places {
	readonly #doc: Y.Doc;
	readonly #byRoot = new Map<string, Place>();
	readonly #byType = new Map<Type, Place>();
	/** Cells and lists of tables that are there. */
	#tableRoots = 0;

	/** Takes the roots that `doc` has now as known, and gives those of the flat layout their types. */
	constructor(doc: Y.Doc) {
		this.#doc = doc;
		for (const name of [...doc.share.keys()].sort((a, b) => a.length - b.length)) this.define(name);
	}

	/** The place under this name, there or such as a page may make; null for any other. */
	ofRoot(name: string): Place | null {
		return this.#byRoot.get(name) ?? this.#read(name, null);
	}

	isKnown(root: string): boolean {
		return this.#byRoot.has(root);
	}

	get tableRoots(): number {
		return this.#tableRoots;
	}

	ofType(type: Type): Place | null {
		const known = this.#byType.get(type);
		if (known !== undefined) return known;
		const holder = type._item;
		if (holder === null || !(type instanceof Y.Map)) return null;
		const around = this.ofType(holder.parent as Type);
		const place = around && blockIn(around, type);
		if (place) this.#byType.set(type, place);
		return place;
	}

	/** Makes a root of the flat layout what it is, before an update that names it does. */
	define(name: string): void {
		const place = this.#read(name, this.#doc);
		if (place?.type == null || this.#byRoot.has(name)) return;
		this.#byRoot.set(name, place);
		this.#byType.set(place.type, place);
		if (place.kind === "cell" || place.kind === "ids") this.#tableRoots++;
	}

	/** The root of the rows or the columns that a cell stands in, and its id there. */
	linesOf(cell: string): [root: string, id: string][] {
		const { table, row, column } = this.#readCell(cell) as Cell;
		return [
			[rowsRoot(table), row],
			[columnsRoot(table), column],
		];
	}

	#read(name: string, doc: Y.Doc | null): Place | null {
		if (name === FIELDS) return placeOf("fields", null, doc?.getMap(name) ?? null, name);
		const root = readRoot(name);
		if (root === null) return null;
		if (root.holds !== "text") {
			const section = this.#sectionOf(root.table);
			return section === null ? null : placeOf("ids", section, doc?.getArray(name) ?? null, name);
		}
		const cell = this.#readCell(name);
		// Sections come from the server alone: of those, the room's roots tell.
		if (cell === null && doc === null) return null;
		const section = cell?.section ?? root.path;
		return placeOf(cell === null ? "text" : "cell", section, doc && textOf(doc, name), name);
	}

	#readCell(name: string): Cell | null {
		const root = readRoot(name);
		if (root?.holds !== "text") return null;
		const parts = root.path.split("/");
		const [row, column] = parts.splice(-2);
		const table = parts.join("/");
		const section = this.#sectionOf(table);
		return section !== null && isId(row) && isId(column) && cellRoot(table, row, column) === name
			? { section, table, row, column }
			: null;
	}

	/** The section of a table's name, or null where there is none. */
	#sectionOf(table: string): string | null {
		const at = table.lastIndexOf("/");
		const section = table.slice(0, Math.max(0, at));
		const isSection = this.#byRoot.get(liveRoot(section))?.kind === "text";
		return isSection && isId(table.slice(at + 1)) ? section : null;
	}
}

interface Cell {
	section: string;
	table: string;
	row: string;
	column: string;
}

/** The attributes of a boundary in this place; null where none may stand. */
export function blockIn({ kind, section }: Place, type: Type | null): Place | null {
	if (kind === "text") return placeOf("block", section, type);
	if (kind === "cell") return placeOf("cellBlock", section, type);
	return kind === "nowhere" ? NOWHERE : null;
}
