import * as Y from "yjs";
import type { Target } from "./target.ts";

/** A hostile update, or null where the room holds nothing to make it from. */
export type Attack = (target: Target) => Uint8Array | null;

/**
 * What an attacker does who has Yjs and no shame: every case is an ordinary edit made where or how no page of ours would.
 * Those that Yjs would not write are in forged.ts, damaged bytes in mutated.ts.
 */
export const hostile: Record<string, Attack> = {
	/** Not hostile yet: text of one's own, for later attacks to lean on. */
	ownText: (t) => t.write(() => t.text(t.mine()).insert(0, "mon texte 👍 ")),
	ownBlock: (t) => t.write(() => t.root(t.mine()).insert(0, [paragraph("mon bloc")])),
	ownField: (t) => t.write(() => t.doc.getMap("fields").set(t.myField(), "ma valeur")),

	textElsewhere: (t) => t.write(() => t.text(t.theirs()).insert(0, "intrus ")),
	formatElsewhere: (t) => t.write(() => t.text(t.theirs()).format(0, 3, { bold: {} })),
	deleteTextElsewhere: (t) => t.write(() => t.text(t.theirs()).delete(0, 1)),
	deleteBlockElsewhere: (t) => onRoot(t, t.theirs(), (root) => root.delete(0, 1)),
	addBlockElsewhere: (t) => t.write(() => t.root(t.theirs()).insert(0, [paragraph("intrus")])),
	attributeElsewhere: (t) => t.write(() => t.element(t.theirs()).setAttribute("level", "4")),
	moveElsewhere: (t) =>
		onRoot(t, t.theirs(), (root) => {
			t.root(t.mine()).insert(0, [(root.get(0) as Y.XmlElement).clone()]);
			root.delete(0, 1);
		}),
	wrapElsewhere: (t) =>
		onRoot(t, t.theirs(), (root) => {
			const copy = (root.get(0) as Y.XmlElement).clone();
			root.delete(0, 1);
			root.insert(0, [wrapped(["bulletList", "listItem"], copy)]);
		}),
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
	typeInField: (t) => t.write(() => t.doc.getMap("fields").set(t.myField(), t.random.pick(ODD_TYPES)())),
	structure: (t) =>
		t.write(() => t.doc.getMap("structure").set(t.random.pick(["phase", "parties", "rows/x"]), "signed")),
	newRoot: (t) => t.write(() => t.doc.getMap(t.random.pick(["clauses", "__proto__", "section/autre"])).set("a", 1)),
	newSection: (t) => t.write(() => t.doc.getXmlFragment("section/clause-1").insert(0, [paragraph("intrus")])),

	emptied: (t) => onRoot(t, t.mine(), (root) => root.delete(0, root.length)),
	unknownNode: (t) => t.write(() => t.root(t.mine()).insert(0, [new Y.XmlElement(t.random.pick(ODD_NODES))])),
	misplacedNode: (t) => t.write(() => t.element(t.mine()).insert(0, [new Y.XmlElement(t.random.pick(NODES))])),
	textInSection: (t) => t.write(() => t.root(t.mine()).insert(0, [new Y.XmlText("nu")])),
	textInElement: (t) => t.write(() => t.element(t.mine()).insert(0, [new Y.XmlText("nu")])),
	emptyList: (t) => t.write(() => t.root(t.mine()).insert(0, [wrapped(["bulletList"]), wrapped(["table"])])),
	unknownMark: (t) => t.write(() => t.text(t.mine()).format(0, 2, { [t.random.pick(ODD_KEYS)]: {} })),
	oddMark: (t) => t.write(() => t.text(t.mine()).format(0, 2, { bold: t.random.pick([true, 1, "x", [], { a: 1 }]) })),
	unsafeLink: (t) => t.write(() => t.text(t.mine()).format(0, 2, { link: { href: t.random.pick(ODD_LINKS) } })),
	embed: (t) => t.write(() => t.text(t.mine()).insertEmbed(1, { image: "x" })),
	typeInText: (t) => t.write(() => t.text(t.mine()).insertEmbed(1, t.random.pick(ODD_TYPES)() as object)),
	typeInSection: (t) => t.write(() => t.root(t.mine()).insert(0, [t.random.pick(ODD_TYPES)() as Y.XmlText])),
	typeInElement: (t) => t.write(() => t.element(t.mine()).insert(0, [t.random.pick(ODD_TYPES)() as Y.XmlText])),
	subdocument: (t) => t.write(() => t.root(t.mine()).insert(0, [new Y.Doc() as unknown as Y.XmlText])),
	textAttribute: (t) => t.write(() => t.text(t.mine()).setAttribute("lang", "fr")),
	oddAttribute: (t) => t.write(() => setAttribute(t.element(t.mine()), t.random.pick(ODD_KEYS), "1")),
	oddAttributeValue: (t) =>
		t.write(() => setAttribute(t.element(t.mine()), t.random.pick(KEYS), t.random.pick(ODD_VALUES))),
	typeAsAttribute: (t) =>
		t.write(() => setAttribute(t.element(t.mine()), t.random.pick(KEYS), t.random.pick(ODD_TYPES)())),
	nestingBomb: (t) => t.write(() => t.root(t.mine()).insert(0, [nested(20 + t.random.int(200))])),
	tooLarge: (t) => t.write(() => t.text(t.mine()).insert(0, "x".repeat(1_000_001))),

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
		const text = new Y.XmlText("retenu");
		t.write(() => t.root(t.mine()).insert(0, [wrapped(["paragraph"], text)]));
		return t.write(() => text.insert(0, "attend "));
	},
	writeToDeleted: (t) => {
		const root = t.root(t.theirs());
		if (root.length === 0) return null;
		const block = root.get(0) as Y.XmlElement;
		t.doc.gc = false;
		const gone = t.write(() => root.delete(0, 1));
		const late = t.write(() => block.insert(0, [new Y.XmlText("trop tard")]));
		return t.random.chance(0.5) ? late : Y.mergeUpdates([gone, late]);
	},
	undoAfterClosing: (t) => {
		const undo = new Y.UndoManager(t.root(t.theirs()), { captureTimeout: 0 });
		const edit = t.write(() => t.text(t.theirs()).insert(0, "avant "));
		const undone = t.write(() => undo.undo());
		return t.random.chance(0.5) ? Y.mergeUpdates([edit, undone]) : undone;
	},
	manyClients: (t) => {
		const updates = Array.from({ length: 150 }, (_, index) => as(t, 0x7000_0000 + index, "a"));
		return Y.mergeUpdates(updates);
	},
};

const ODD_KEYS = ["__proto__", "constructor", "ychange", "autre", "bold--AAAAAAAA", "style", "onclick"];
const KEYS = ["level", "start", "type", "colspan", "rowspan", "colwidth"];
const ODD_VALUES = [null, 1, -1, 1e9, 0.5, true, { a: 1 }, [1], "x".repeat(99), new Uint8Array([1]), undefined];
const ODD_TYPES = [
	() => new Y.Map<unknown>(),
	() => new Y.Array<unknown>(),
	() => new Y.Text("x"),
	() => new Y.XmlFragment(),
	() => new Y.XmlHook("paragraph"),
	() => new Y.XmlText("x"),
	() => new Y.XmlElement("paragraph"),
];
const ODD_NODES = ["script", "doc", "text", "__proto__", "constructor", "clause", "Paragraph", "toString", ""];
const NODES = ["paragraph", "heading", "bulletList", "listItem", "table", "tableRow", "tableCell", "hardBreak"];
const ODD_LINKS = [
	"javascript:alert(1)",
	"data:text/html,x",
	" https://x",
	"file:///etc/passwd",
	"https://a b",
	7,
	null,
];

export function paragraph(text: string): Y.XmlElement {
	return wrapped(["paragraph"], new Y.XmlText(text));
}

function wrapped(names: string[], inner?: Y.XmlElement | Y.XmlText): Y.XmlElement {
	const [name = "paragraph", ...rest] = names;
	const element = new Y.XmlElement(name);
	const child = rest.length > 0 ? wrapped(rest, inner) : inner;
	if (child) element.insert(0, [child]);
	return element;
}

function nested(depth: number): Y.XmlElement {
	let element = wrapped(["listItem"], paragraph("au fond"));
	for (let level = 0; level < depth; level++) {
		const outer = wrapped(["listItem"], paragraph(""));
		outer.insert(1, [wrapped(["bulletList"], element)]);
		element = outer;
	}
	return wrapped(["bulletList"], element);
}

function setAttribute(element: Y.XmlElement, key: string, value: unknown): void {
	element.setAttribute(key, value as string);
}

function onRoot(t: Target, section: string, edit: (root: Y.XmlFragment) => void): Uint8Array | null {
	const root = t.root(section);
	return root.length === 0 ? null : t.write(() => edit(root));
}

/** An edit in one's own section, under the next clock of somebody else's id. */
function as(t: Target, client: number, text = "usurpé "): Uint8Array {
	const own = t.doc.clientID;
	t.doc.clientID = client;
	const update = t.write(() => t.text(t.mine()).insert(0, text));
	t.doc.clientID = own;
	return update;
}
