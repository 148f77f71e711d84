import * as Y from "yjs";
import { cellRoot, columnsRoot, liveRoot, rowsRoot, tableName } from "../../shared/live/layout.ts";
import type { Random } from "./random.ts";
import { FIELDS } from "./world.ts";

/** Where somebody edits: a section, and the document it lies in. */
interface Desk {
	doc: Y.Doc;
	section: string;
	random: Random;
}

type Edit = (text: Y.Text, desk: Desk) => void;

/** What people do in a text, laid out as the editor lays it out (shared/live). */
const edits: Record<string, Edit> = {
	type: (text, { random }) => text.insert(place(text, random), words(random), formats(random)),
	typeOver: (text, { random }) => {
		const [at, length] = stretch(text, random);
		text.delete(at, length);
		text.insert(at, words(random), {});
	},
	backspace: (text, { random }) => {
		const at = place(text, random);
		const length = isHigh(unitsOf(text)[at - 2]) ? 2 : 1;
		if (at >= length) text.delete(at - length, length);
	},
	deleteRange: (text, { random }) => text.delete(...stretch(text, random)),
	cutAcross: (text, { random }) => {
		const [a, b] = [place(text, random), place(text, random)];
		text.delete(Math.min(a, b), Math.abs(a - b));
	},
	enter: (text, { random }) => text.insertEmbed(place(text, random), boundary(random), {}),
	join: (text) => {
		const at = unitsOf(text).findIndex((unit) => typeof unit !== "string");
		if (at >= 0) text.delete(at, 1);
	},
	mark: (text, { random }) => text.format(...stretch(text, random), anyFormat(random)),
	unmark: (text, { random }) => text.format(...stretch(text, random), { bold: null, italic: null, link: null }),
	restyle: (text, { random }) => {
		const [key, value] = random.pick(STYLES);
		const block = random.pick([text, ...boundariesOf(text)]);
		if (block instanceof Y.Text) value === null ? block.removeAttribute(key) : block.setAttribute(key, value);
		else value === null ? block.delete(key) : block.set(key, value);
	},
	break: (text, { random }) => text.insert(place(text, random), "\n", {}),
	paste: (text, { random }) => {
		for (let left = 1 + random.int(3); left > 0; left--) {
			const at = place(text, random);
			text.insert(at, words(random), formats(random));
			text.insertEmbed(at, boundary(random), {});
		}
	},
	selectAllAndDelete: (text, { random }) => {
		if (random.chance(0.1)) text.delete(0, text.length);
	},
};

const tableEdits: Record<string, (desk: Desk) => void> = {
	makeTable: ({ doc, section, random }) => {
		const id = newId(random);
		const table = tableName(section, id);
		const text = doc.getText(liveRoot(section));
		text.insertEmbed(place(text, random), new Y.Map([["i", id]]), {});
		const [rows, columns] = [
			[newId(random), newId(random)],
			[newId(random), newId(random)],
		];
		doc.getArray(rowsRoot(table)).insert(0, rows);
		doc.getArray(columnsRoot(table)).insert(0, columns);
		for (const row of rows)
			for (const column of columns) doc.getText(cellRoot(table, row, column)).insert(0, words(random), {});
	},
	addLine: (desk) => {
		const list = anyList(desk);
		if (list !== null && list.length < 12) list.insert(desk.random.int(list.length + 1), [newId(desk.random)]);
	},
	removeLine: (desk) => {
		const list = anyList(desk);
		if (list !== null && list.length > 0) list.delete(desk.random.int(list.length), 1);
	},
	moveLine: (desk) => {
		const list = anyList(desk);
		if (list === null || list.length < 2) return;
		const id = list.get(0);
		list.delete(0, 1);
		list.insert(desk.random.int(list.length + 1), [id]);
	},
	span: (desk) => {
		const cell = anyCell(desk);
		if (cell !== null) cell.setAttribute(desk.random.pick(["x", "y"]), 2 + desk.random.int(3));
	},
	typeInCell: (desk) => {
		const cell = anyCell(desk);
		if (cell !== null) edits[desk.random.pick(["type", "backspace", "mark", "enter"])]?.(cell, desk);
	},
};

const TYPING = ["type", "type", "typeOver", "backspace"];
const names = [...Object.keys(edits), ...TYPING, ...TYPING];

/** Does one thing in a section; returns what. */
export function editSection(doc: Y.Doc, section: string, random: Random): string {
	const desk = { doc, section, random };
	const inTable = random.chance(0.15);
	const name = random.pick(inTable ? Object.keys(tableEdits) : names);
	if (inTable) tableEdits[name]?.(desk);
	else edits[name]?.(doc.getText(liveRoot(section)), desk);
	return name;
}

export function editFields(fields: Y.Map<unknown>, random: Random, may: (key: string) => boolean): string {
	const key = random.pick(Object.keys(FIELDS).filter(may));
	if (random.chance(0.2)) fields.delete(key);
	else fields.set(key, words(random));
	return "field";
}

/** Content of a new section. */
export function fill(text: Y.Text, random: Random): void {
	for (let block = 0; block < 3; block++) {
		text.insert(0, words(random), anyFormat(random));
		text.insert(0, words(random), {});
		text.insertEmbed(0, boundary(random), {});
	}
}

/** Each unit of a text: a character's half or whole, or what else stands there. */
export function unitsOf(text: Y.Text): unknown[] {
	const runs: { insert: unknown }[] = text.toDelta();
	return runs.flatMap(({ insert }) => (typeof insert === "string" ? insert.split("") : [insert]));
}

export function boundariesOf(text: Y.Text): Y.Map<unknown>[] {
	return unitsOf(text).filter((unit) => unit instanceof Y.Map);
}

/** The tables of a section that are there, as roots name them. */
export function tablesOf(doc: Y.Doc, section: string): string[] {
	const roots = [...doc.share.keys()].filter((name) => name.startsWith(`${section}/`) && name.endsWith("/rows"));
	return roots.map((name) => name.slice(0, -"/rows".length));
}

const STYLES: [string, unknown][] = [
	["t", "h3"],
	["t", "h4"],
	["t", null],
	["d", 1],
	["d", 2],
	["d", null],
	["k", "o"],
	["k", null],
	["c", 1],
	["n", 3],
] as [string, never][];

function boundary(random: Random): Y.Map<unknown> {
	const [key, value] = random.pick(STYLES);
	return new Y.Map(value === null ? [] : [[key, value]]);
}

function anyList({ doc, section, random }: Desk): Y.Array<unknown> | null {
	const tables = tablesOf(doc, section);
	if (tables.length === 0) return null;
	const table = random.pick(tables);
	return doc.getArray(random.chance(0.5) ? rowsRoot(table) : columnsRoot(table));
}

/** A cell of a table that stands in a row and a column; its text may not be there yet. */
function anyCell({ doc, section, random }: Desk): Y.Text | null {
	const tables = tablesOf(doc, section);
	if (tables.length === 0) return null;
	const table = random.pick(tables);
	const [rows, columns] = [rowsRoot(table), columnsRoot(table)].map((root) => doc.getArray<string>(root).toArray());
	if (!rows?.length || !columns?.length) return null;
	return doc.getText(cellRoot(table, random.pick(rows), random.pick(columns)));
}

const newId = (random: Random) => `n${random.int(2 ** 31).toString(36)}`;

export function anyFormat(random: Random): Record<string, unknown> {
	const name = random.pick(["bold", "italic", "superscript", "link"]);
	return { [name]: name === "link" ? `https://exemple.fr/${random.int(9)}` : true };
}

const formats = (random: Random) => (random.chance(0.3) ? anyFormat(random) : {});

const WORDS = [
	"la Caf ",
	"et la commune ",
	"s’engagent ",
	"à l’accueil ",
	"👍 ",
	"des familles ",
	"é",
	"a",
	" ",
	"👨‍👩‍👧 ",
];
export const words = (random: Random) => Array.from({ length: 1 + random.int(3) }, () => random.pick(WORDS)).join("");

/** A place for a caret: never between the two halves of one character. */
export function place(text: Y.Text, random: Random): number {
	const at = random.int(text.length + 1);
	return isHigh(unitsOf(text)[at - 1]) ? at + 1 : at;
}

const isHigh = (unit: unknown) => typeof unit === "string" && /[\ud800-\udbff]/.test(unit);

function stretch(text: Y.Text, random: Random): [from: number, length: number] {
	const from = place(text, random);
	let to = Math.min(text.length, from + random.int(30));
	if (isHigh(unitsOf(text)[to - 1])) to++;
	return [from, to - from];
}
