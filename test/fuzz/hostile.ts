import * as Y from "yjs";
import { cellRoot, columnsRoot, rowsRoot } from "../../shared/live/layout.ts";
import type { Target } from "./target.ts";

/** A hostile update, or null where the room holds nothing to make it from. */
export type Attack = (target: Target) => Uint8Array | null;

/**
 * What an attacker does who has Yjs and no shame: every case is an ordinary edit made where or how no page of ours would.
 * Those that Yjs would not write are in forged.ts, those that ask for too much in costly.ts, damaged bytes in mutated.ts.
 */
export const hostile: Record<string, Attack> = {
	/** Not hostile yet: text of one's own, for later attacks to lean on. */
	ownText: (t) => t.write(() => t.text(t.mine()).insert(0, "mon texte 👍 ")),
	ownBlock: (t) => t.write(() => t.text(t.mine()).insertEmbed(0, new Y.Map([["t", "h3"]]))),
	ownField: (t) => t.write(() => t.doc.getMap("fields").set(t.myField(), "ma valeur")),

	textElsewhere: (t) => t.write(() => t.text(t.theirs()).insert(0, "intrus ")),
	formatElsewhere: (t) => t.write(() => t.text(t.theirs()).format(0, 3, { bold: true })),
	deleteTextElsewhere: (t) => t.write(() => t.text(t.theirs()).delete(0, 1)),
	deleteAllElsewhere: (t) => t.write(() => t.text(t.theirs()).delete(0, t.text(t.theirs()).length)),
	boundaryElsewhere: (t) => t.write(() => t.text(t.theirs()).insertEmbed(0, new Y.Map())),
	attributeElsewhere: (t) => t.write(() => t.boundary(t.theirs()).set("t", "h4")),
	attributeOfFirstElsewhere: (t) => t.write(() => t.text(t.theirs()).setAttribute("t", "h4")),
	mineAndTheirs: (t) =>
		t.write(() => {
			t.text(t.mine()).insert(0, "honnête ");
			t.text(t.theirs()).insert(0, "intrus ");
		}),

	theirField: (t) => t.write(() => t.doc.getMap("fields").set(t.theirField(), "intrus")),
	deleteTheirField: (t) => {
		const key = t.theirField();
		return t.doc.getMap("fields").has(key) ? t.write(() => t.doc.getMap("fields").delete(key)) : null;
	},
	unknownField: (t) => t.write(() => t.doc.getMap("fields").set(t.random.pick(ODD_KEYS), "intrus")),
	longField: (t) => t.write(() => t.doc.getMap("fields").set(t.myField(), "x".repeat(301))),
	oddField: (t) => t.write(() => t.doc.getMap("fields").set(t.myField(), t.random.pick(ODD_VALUES))),
	disguisedField: (t) =>
		t.write(() => t.doc.getMap("fields").set(t.myField(), `a${t.random.pick([...UNREAD, "\n"])}b`)),
	typeInField: (t) => t.write(() => t.doc.getMap("fields").set(t.myField(), t.random.pick(ODD_TYPES)())),
	structure: (t) =>
		t.write(() => t.doc.getMap("structure").set(t.random.pick(["phase", "parties", "rows/x"]), "signed")),
	newRoot: (t) => t.write(() => t.doc.getMap(t.random.pick(["clauses", "__proto__", "live/autre"])).set("a", 1)),
	newSection: (t) => t.write(() => t.doc.getText(t.random.pick(["live/clause-1", "live/"])).insert(0, "intrus")),

	emptied: (t) => t.write(() => t.text(t.mine()).delete(0, t.text(t.mine()).length)),
	unread: (t) => t.write(() => t.text(t.mine()).insert(1, `a${t.random.pick(UNREAD)}b`)),
	unreadLink: (t) => t.write(() => t.text(t.mine()).format(0, 2, { link: `https://x/${t.random.pick(UNREAD)}` })),
	unknownFormat: (t) => t.write(() => t.text(t.mine()).format(0, 2, { [t.random.pick(ODD_KEYS)]: true })),
	oddFormat: (t) => t.write(() => t.text(t.mine()).format(0, 2, { bold: t.random.pick([1, "x", {}, [], false]) })),
	unsafeLink: (t) => t.write(() => t.text(t.mine()).format(0, 2, { link: t.random.pick(ODD_LINKS) })),
	embed: (t) => t.write(() => t.text(t.mine()).insertEmbed(1, { image: "x" })),
	typeInText: (t) => t.write(() => t.text(t.mine()).insertEmbed(1, t.random.pick(ODD_TYPES)() as object)),
	subdocument: (t) => t.write(() => t.boundary(t.mine()).set("t", new Y.Doc())),
	oddAttribute: (t) => t.write(() => t.boundary(t.mine()).set(t.random.pick(ODD_KEYS), "1")),
	oddAttributeOfFirst: (t) => t.write(() => t.text(t.mine()).setAttribute(t.random.pick(["x", ...ODD_KEYS]), 2)),
	oddAttributeValue: (t) => t.write(() => t.boundary(t.mine()).set(t.random.pick(KEYS), t.random.pick(ODD_VALUES))),
	typeAsAttribute: (t) => t.write(() => t.boundary(t.mine()).set(t.random.pick(KEYS), t.random.pick(ODD_TYPES)())),
	tooLarge: (t) => t.write(() => t.text(t.mine()).insert(0, "x".repeat(1_000_001))),

	lineElsewhere: (t) => inTable(t, t.theirs(), (table) => t.doc.getArray(rowsRoot(table)).push(["intrus"])),
	cellElsewhere: (t) =>
		inTable(t, t.theirs(), (table) => {
			const [rows, columns] = [rowsRoot(table), columnsRoot(table)].map((root) => t.doc.getArray(root).toArray());
			t.doc.getText(cellRoot(table, String(rows?.[0]), String(columns?.[0]))).insert(0, "intrus");
		}),
	orphanCell: (t) =>
		inTable(t, t.mine(), (table) => t.doc.getText(cellRoot(table, "nulle", "part")).insert(0, "orphelin")),
	cellOfNoTable: (t) => t.write(() => t.doc.getText(cellRoot(`${t.mine()}/nulle`, "a", "b")).insert(0, "orphelin")),
	oddLine: (t) =>
		inTable(t, t.mine(), (table) => t.doc.getArray<unknown>(rowsRoot(table)).push([t.random.pick(ODD_IDS)])),
	lineTwice: (t) => inTable(t, t.mine(), (table) => t.doc.getArray(rowsRoot(table)).push(["deux", "deux"])),
	typeInLines: (t) =>
		inTable(t, t.mine(), (table) => t.doc.getArray(columnsRoot(table)).push([t.random.pick(ODD_TYPES)()])),
	linesOfNoSection: (t) => t.write(() => t.doc.getArray(t.random.pick(["x/y/rows", "rows", "/rows"])).push(["a"])),
	tableInCell: (t) =>
		inTable(t, t.mine(), (table) => {
			const [row, column] = [rowsRoot(table), columnsRoot(table)].map((root) => String(t.doc.getArray(root).get(0)));
			t.doc.getText(cellRoot(table, row as string, column as string)).setAttribute("i", "table");
		}),

	victimId: (t) => as(t, t.victims.length > 0 ? t.random.pick(t.victims) : 1),
	serverId: (t) => as(t, 1),
	foreignIdsApart: (t) => {
		const own = t.write(() => t.text(t.mine()).insert(0, "a"));
		const stolen = as(t, t.victims.length > 0 ? t.random.pick(t.victims) : 1);
		return Y.mergeUpdates([own, stolen]);
	},
	withheld: (t) => {
		t.write(() => t.text(t.mine()).insert(0, "retenu "));
		return t.write(() => t.text(t.mine()).insert(1, "attend "));
	},
	withheldBlock: (t) => {
		const boundary = new Y.Map<unknown>();
		t.write(() => t.text(t.mine()).insertEmbed(0, boundary));
		return t.write(() => boundary.set("t", "h3"));
	},
	writeToDeleted: (t) => {
		const boundary = t.boundary(t.theirs());
		t.doc.gc = false;
		const gone = t.write(() => t.text(t.theirs()).delete(0, t.text(t.theirs()).length));
		const late = t.write(() => boundary.set("t", "h3"));
		return t.random.chance(0.5) ? late : Y.mergeUpdates([gone, late]);
	},
	undoAfterClosing: (t) => {
		const text = t.text(t.theirs());
		const undo = new Y.UndoManager(text, { captureTimeout: 0 });
		const edit = t.write(() => text.insert(0, "avant "));
		const undone = t.write(() => undo.undo());
		return t.random.chance(0.5) ? Y.mergeUpdates([edit, undone]) : undone;
	},
};

const ODD_KEYS = ["__proto__", "constructor", "ychange", "autre", "color", "style", "onclick", "T"];
const KEYS = ["t", "d", "k", "c", "n", "i"];
const ODD_VALUES = [null, -1, 1e9, 0.5, true, { a: 1 }, [1], "x".repeat(99), "h1", "p", new Uint8Array([1]), undefined];
const ODD_IDS = [1, null, "", "a b", "x".repeat(30), { a: 1 }, "__proto__/x"];
const UNREAD = [
	"\u202e",
	"\u2066",
	"\u0000",
	"\u0007",
	"\u0085",
	"\u200e",
	"\u2028",
	"\ufffd",
	"\ufffc",
	"\u200b",
	`e${"\u0301".repeat(5)}`,
];
const ODD_TYPES = [
	() => new Y.Array<unknown>(),
	() => new Y.Text("x"),
	() => new Y.XmlFragment(),
	() => new Y.XmlHook("paragraph"),
	() => new Y.XmlText("x"),
	() => new Y.XmlElement("paragraph"),
];
const ODD_LINKS = [
	"javascript:alert(1)",
	"data:text/html,x",
	" https://x",
	"file:///etc/passwd",
	"https://a b",
	7,
	true,
	{ href: "https://x" },
];

function inTable(t: Target, section: string, edit: (table: string) => void): Uint8Array | null {
	const table = t.table(section);
	return table === null ? null : t.write(() => edit(table));
}

/** An edit in one's own section, under the next clock of somebody else's id. */
export function as(t: Target, client: number, text = "usurpé "): Uint8Array {
	const own = t.doc.clientID;
	t.doc.clientID = client;
	const update = t.write(() => t.text(t.mine()).insert(0, text));
	t.doc.clientID = own;
	return update;
}
