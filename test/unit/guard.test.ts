import { Fragment, Slice } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { initProseMirrorDoc, updateYFragment } from "@tiptap/y-tiptap";
import * as encoding from "lib0/encoding";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { type Failure, failure } from "../../shared/failure.ts";
import { type CheckName, checks } from "../../shared/room/checks.ts";
import { Guard, type Passed } from "../../shared/room/guard.ts";
import { schema } from "../../shared/schema.ts";
import { contents, forge, type Struct, TYPE } from "../fuzz/forge.ts";
import { paragraph } from "../fuzz/hostile.ts";
import { emptyDoc } from "../fuzz/world.ts";

/** The room: the Caf wrote `bilan` under 50, the commune `besoins` under 60; she who writes now is of the commune. */
const CAF = 50;
const COMMUNE = 60;
const MINE = [COMMUNE, 61, 62, 63];

function writer({ sections = ["besoins", "priorites"], refusal = null as Failure | null } = {}) {
	const isOpen = (id: string) => refusal ?? (sections.includes(id) ? null : failure("notYours", id));
	return {
		refusal,
		refusesSection: isOpen,
		refusesField: (key: string) => refusal ?? (key === "commune.maire" ? null : failure("notYours", key)),
		owns: (client: number) => MINE.includes(client),
	};
}

/** Ids in each part: 0 the paragraph, 1 its text, then "Le 👍 bilan" (2 to 12, "👍" is 5 and 6) or "La commune" (2 to 11). */
function state(): Uint8Array {
	const caf = emptyDoc(CAF);
	caf.getXmlFragment("section/bilan").insert(0, [paragraph("Le 👍 bilan")]);
	const commune = emptyDoc(COMMUNE);
	commune.getXmlFragment("section/besoins").insert(0, [paragraph("La commune")]);
	const field = emptyDoc(63);
	field.getMap("fields").set("commune.maire", "Zoé");
	return Y.mergeUpdates([caf, commune, field].map((doc) => Y.encodeStateAsUpdate(doc)));
}

function docAt(client: number, from = state()): Y.Doc {
	const doc = emptyDoc();
	Y.applyUpdate(doc, from);
	doc.clientID = client;
	return doc;
}

const judge = (update: Uint8Array, who = writer(), without?: CheckName) => {
	const kept = Object.values(checks).filter((check) => without === undefined || check !== checks[without]);
	const guard = new Guard(docAt(1), kept);
	return { verdict: guard.judge(update, who), doc: guard.doc };
};

const codeOf = (verdict: Passed | Failure) => (verdict.failed ? verdict.code : "passed");

/** An edit with Yjs alone, under an id of hers. */
function edit(change: (doc: Y.Doc) => void, client = 61): Uint8Array {
	const doc = docAt(client);
	const updates: Uint8Array[] = [];
	doc.on("update", (update: Uint8Array) => updates.push(update));
	doc.transact(() => change(doc));
	return Y.mergeUpdates(updates);
}

const section = (doc: Y.Doc, id = "besoins") => doc.getXmlFragment(`section/${id}`);
const block = (doc: Y.Doc, id = "besoins") => section(doc, id).get(0) as Y.XmlElement;
const text = (doc: Y.Doc, id = "besoins") => block(doc, id).get(0) as Y.XmlText;
const put = (child: unknown) => edit((doc) => section(doc).insert(0, [child as Y.XmlElement]));
const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]) => {
	const made = new Y.XmlElement(name);
	made.insert(0, children);
	return made;
};
const nested = (depth: number): Y.XmlElement =>
	element("bulletList", element("listItem", paragraph(""), ...(depth > 0 ? [nested(depth - 1)] : [])));

const { any, binary, deleted, embed, format, gap, garbage, json, string, subdocument, type } = contents;
const struct = (...structs: Struct[]) => forge([{ client: 61, clock: 0, structs }]);
const inText = { parent: [COMMUNE, 1] as const };
const inBlock = { parent: [COMMUNE, 0] as const };
const mark = (key: string, value: unknown) => edit((doc) => text(doc).format(0, 2, { [key]: value }));
/** Text of hers in a section that is closed to her now, sent again with a tail under another head. */
const overlap = (head: Partial<Struct>) =>
	forge([{ client: COMMUNE, clock: 2, structs: [{ ...head, content: string("La communeX") }] }]);

/** Some ten bytes whose last client claims 30 million structs, for which Yjs would reserve 240 MB before it read one. */
const claiming = (clients: number) =>
	encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, clients);
		if (clients > 1) for (const byte of [1, 62, 0, 0, 1]) encoding.writeUint8(encoder, byte);
		for (const count of [30_000_000, 61, 0]) encoding.writeVarUint(encoder, count);
	});

type Case = [name: string, code: string, update: () => Uint8Array];

const hostile: Case[] = [
	["text in a section of the others", "notYours", () => edit((doc) => text(doc, "bilan").insert(0, "x"))],
	["a mark in it", "notYours", () => edit((doc) => text(doc, "bilan").format(0, 2, { bold: {} }))],
	["a deletion in it", "notYours", () => edit((doc) => text(doc, "bilan").delete(0, 1))],
	["a block of it deleted", "notYours", () => edit((doc) => section(doc, "bilan").delete(0, 1))],
	["a block put into it", "notYours", () => edit((doc) => section(doc, "bilan").insert(0, [paragraph("x")]))],
	["an attribute on it", "notYours", () => edit((doc) => block(doc, "bilan").setAttribute("level", "3"))],
	[
		"mine and theirs at once",
		"notYours",
		() => edit((doc) => [text(doc), text(doc, "bilan")].map((t) => t.insert(0, "x"))),
	],
	["their field", "notYours", () => edit((doc) => doc.getMap("fields").set("caf.presidente", "x"))],
	["a field nobody has", "notYours", () => edit((doc) => doc.getMap("fields").set("__proto__", "x"))],
	["the structure", "notYours", () => edit((doc) => doc.getMap("structure").set("phase", "signed"))],
	["a new root", "notYours", () => edit((doc) => doc.getMap("clauses").set("a", "x"))],
	[
		"a root that is only named",
		"notYours",
		() => forge([{ client: COMMUNE, clock: 0, structs: [{ parent: "x", content: deleted(1) }] }]),
	],
	["a section nobody has", "notYours", () => edit((doc) => section(doc, "clause-1").insert(0, [paragraph("x")]))],
	["an attribute of a section", "notYours", () => struct({ parent: "section/besoins", sub: "x", content: any("x") })],
	["a list in the fields", "notYours", () => struct({ parent: "fields", content: string("x") })],
	["a list in the structure", "notYours", () => struct({ parent: "structure", content: deleted(1) })],

	["somebody else's client id", "foreignClient", () => edit((doc) => text(doc).insert(0, "x"), CAF)],
	["the server's client id", "foreignClient", () => edit((doc) => text(doc).insert(0, "x"), 1)],
	["a client id bound to nobody of hers", "foreignClient", () => edit((doc) => text(doc).insert(0, "x"), 999)],
	[
		"garbage under another's id",
		"foreignClient",
		() => forge([{ client: CAF, clock: 13, structs: [{ content: garbage(3) }] }]),
	],
	["a struct that waits", "incomplete", () => struct({ origin: [CAF, 13], content: string("x") })],
	["a struct after a gap", "incomplete", () => struct({ content: gap(3) }, { ...inText, content: string("x") })],
	[
		"a struct ahead of its clock",
		"incomplete",
		() => forge([{ client: 61, clock: 5, structs: [{ ...inText, content: string("x") }] }]),
	],
	["a deletion that waits", "incomplete", () => forge([], [[CAF, 13, 50]])],

	["overlap, parent of the head in my section", "notYours", () => overlap({ parent: "section/priorites" })],
	[
		"origin in theirs, right origin in mine",
		"notYours",
		() => struct({ origin: [CAF, 4], right: [COMMUNE, 4], content: string("x") }),
	],
	[
		"origin in mine, right origin in theirs",
		"notYours",
		() => struct({ origin: [COMMUNE, 4], right: [CAF, 4], content: string("x") }),
	],
	[
		"crossed origins",
		"crossedOrigins",
		() => struct({ origin: [COMMUNE, 9], right: [COMMUNE, 3], content: string("x") }),
	],
	["a field's value put before another", "malformed", () => struct({ right: [63, 0], content: any("x") })],
	["a character of theirs halved by a deletion of nothing", "malformed", () => forge([], [[CAF, 6, 0]])],
	[
		"a character halved by a struct that is known",
		"malformed",
		() => forge([{ client: COMMUNE, clock: 0, structs: [{ right: [CAF, 6], content: deleted(1) }] }]),
	],
	["a struct of no length", "malformed", () => struct({ ...inText, content: string("") })],
	[
		"a struct of no length, under the server's id",
		"malformed",
		() => forge([{ client: 1, clock: 0, structs: [{ ...inText, content: any() }] }]),
	],
	[
		"a clock beyond all numbers",
		"malformed",
		() => struct(...Array(600).fill({ content: garbage(Number.MAX_SAFE_INTEGER) })),
	],
	[
		"more client ids than pages",
		"tooLarge",
		() =>
			forge(
				Array.from({ length: 101 }, (_, id) => ({ client: 100 + id, clock: 0, structs: [{ content: garbage(1) }] })),
			),
	],

	["an unknown node", "notConforming", () => put(element("script"))],
	["a node named like a property", "notConforming", () => put(element("__proto__"))],
	["a document as a node", "notConforming", () => put(element("doc", paragraph("x")))],
	["an element that poses as text", "notConforming", () => edit((doc) => block(doc).insert(0, [element("text")]))],
	["text in a section", "notConforming", () => put(new Y.XmlText("x"))],
	["text in a list", "notConforming", () => put(element("bulletList", new Y.XmlText("x")))],
	["a block in a paragraph", "notConforming", () => edit((doc) => block(doc).insert(0, [paragraph("x")]))],
	["a list without items", "notConforming", () => put(element("bulletList"))],
	["a table without rows", "notConforming", () => put(element("table"))],
	[
		"a list item that starts with a list",
		"notConforming",
		() => put(element("bulletList", element("listItem", nested(0)))),
	],
	["a nesting bomb", "notYours", () => put(nested(60))],
	["a list of 20 levels", "notYours", () => put(nested(20))],
	["a map", "notConforming", () => put(new Y.Map())],
	["a text that is not XML", "notConforming", () => put(new Y.Text("x"))],
	["a hook", "notConforming", () => put(new Y.XmlHook("paragraph"))],
	["a fragment", "notConforming", () => put(new Y.XmlFragment())],
	["a document in the document", "notConforming", () => put(new Y.Doc())],
	["a document in a text", "notConforming", () => struct({ ...inText, content: subdocument() })],
	["an embed", "notConforming", () => edit((doc) => text(doc).insertEmbed(0, { a: 1 }))],
	["an element in a text", "notConforming", () => struct({ ...inText, content: type(TYPE.element, "hardBreak") })],
	["bytes", "notConforming", () => struct({ ...inText, content: binary(new Uint8Array([1])) })],
	["JSON", "notConforming", () => struct({ ...inBlock, content: json({ a: 1 }) })],
	["an embed in an element", "notConforming", () => struct({ ...inBlock, content: embed({ a: 1 }) })],
	["a value in a text", "notConforming", () => struct({ ...inText, content: any("x") })],
	["a string in an element", "notConforming", () => struct({ ...inBlock, content: string("x") })],
	["a mark in an element", "notConforming", () => struct({ ...inBlock, content: format("bold", "{}") })],
	["an attribute of a text", "notConforming", () => edit((doc) => text(doc).setAttribute("a", "x"))],
	["an unknown attribute", "notConforming", () => edit((doc) => block(doc).setAttribute("onclick", "x"))],
	[
		"an attribute named like a property",
		"notConforming",
		() => edit((doc) => block(doc).setAttribute("__proto__", "x")),
	],
	["ychange", "notConforming", () => edit((doc) => block(doc).setAttribute("ychange", "x"))],
	["a type as an attribute", "notConforming", () => struct({ ...inBlock, sub: "level", content: type(TYPE.map) })],
	["two values as an attribute", "notConforming", () => struct({ ...inBlock, sub: "level", content: any(3, 4) })],
	["an unknown mark", "notConforming", () => mark("comment", {})],
	["a mark named like a property", "notConforming", () => mark("__proto__", {})],
	["a mark of another shape", "notConforming", () => mark("bold", true)],
	["a mark with attributes", "notConforming", () => mark("bold", { onclick: "x" })],
	["a script as a link", "notConforming", () => mark("link", { href: "javascript:alert(1)" })],
	[
		"a link that is no Unicode",
		"notConforming",
		() => struct({ ...inText, content: format("link", '{"href":"https://x/\\ud800"}') }),
	],
	["a number as a field", "notConforming", () => edit((doc) => doc.getMap("fields").set("commune.maire", 1))],
	["a type as a field", "notConforming", () => edit((doc) => doc.getMap("fields").set("commune.maire", new Y.Map()))],
	[
		"a field too long",
		"notConforming",
		() => edit((doc) => doc.getMap("fields").set("commune.maire", "x".repeat(301))),
	],
	["an update too large", "tooLarge", () => edit((doc) => text(doc).insert(0, "x".repeat(1_000_001)))],
	["truncated bytes", "malformed", () => edit((doc) => text(doc).insert(0, "x")).slice(0, -4)],
	["no bytes", "malformed", () => new Uint8Array()],
	["more structs than bytes", "malformed", () => claiming(1)],
	["more structs than bytes behind another client's", "malformed", () => claiming(2)],
];

it.each(hostile)("%s is refused as %s", (_, code, update) => {
	const { verdict, doc } = judge(
		update(),
		writer({ sections: code === "notYours" ? ["priorites", "besoins"] : ["besoins"] }),
	);
	expect(codeOf(verdict)).toBe(code);
	doc.destroy();
});

it("a reader leaves no trace, not even garbage", () => {
	const reader = writer({ refusal: failure("forbidden") });
	expect(codeOf(judge(struct({ content: garbage(3) }), reader).verdict)).toBe("forbidden");
});

it("what one wrote while a section was open cannot be undone, nor leant on, once it has closed", () => {
	const closed = writer({ sections: ["priorites"] });
	expect(
		codeOf(
			judge(
				edit((doc) => text(doc).delete(0, 2), COMMUNE),
				closed,
			).verdict,
		),
	).toBe("notYours");
	expect(codeOf(judge(overlap({ parent: "section/priorites" }), closed).verdict)).toBe("notYours");
});

it("a forged pile of crossed items costs no more than the guard's time for a large paste", () => {
	const head: Struct = { ...inText, content: string("x") };
	const chain = Array.from({ length: 3000 }, (_, at): Struct => ({ origin: [61, at], content: string("x") }));
	const crossing = Array.from({ length: 3000 }, (): Struct => ({ right: [61, 3000], content: string("y") }));
	const start = performance.now();
	judge(struct(head, ...chain, ...crossing));
	expect(performance.now() - start).toBeLessThan(1000);
});

/** One attack that only this check answers: without it, it is let in. `subdocuments` has none: see below. */
const alone: [CheckName, string][] = [
	["pending", "a deletion that waits"],
	["lengths", "a struct of no length"],
	["halves", "a character of theirs halved by a deletion of nothing"],
	["roots", "a root that is only named"],
	["ownership", "somebody else's client id"],
	["zone", "text in a section of the others"],
	["neighbours", "origin in mine, right origin in theirs"],
	["content", "an unknown mark"],
	["schema", "an unknown node"],
	["origins", "crossed origins"],
];

it.each(alone)("without %s, %s gets in", (name, attack) => {
	const [, , update] = hostile.find(([known]) => known === attack) ?? [];
	if (update === undefined) throw new Error(`no such case: ${attack}`);
	expect(codeOf(judge(update()).verdict)).not.toBe("passed");
	const others: CheckName[] = name === "neighbours" ? ["origins"] : [];
	const kept = Object.values(checks).filter((check) => ![name, ...others].some((gone) => check === checks[gone]));
	expect(codeOf(new Guard(docAt(1), kept).judge(update(), writer()))).toBe("passed");
});

it("each check has an attack of its own", () => {
	expect([...alone.map(([name]) => name), "subdocuments"].sort()).toEqual(Object.keys(checks).sort());
});

it("subdocuments alone refuses a document that comes, and one that goes", () => {
	const only = [checks.subdocuments];
	const doc = docAt(1);
	expect(codeOf(new Guard(doc, only).judge(put(new Y.Doc()), writer()))).toBe("notConforming");
	const holding = docAt(1, Y.mergeUpdates([state(), put(new Y.Doc())]));
	expect(codeOf(new Guard(holding, only).judge(forge([], [[61, 0, 1]]), writer()))).toBe("notConforming");
});

it("after a refusal the document is of no more use", () => {
	const guard = new Guard(docAt(1));
	guard.judge(put(element("script")), writer());
	expect(() => guard.judge(put(paragraph("x")), writer())).toThrow(/spoilt/);
});

/** An edit as TipTap makes it. */
function typed(change: (transform: Transform) => void, doc = docAt(62), id = "besoins"): Uint8Array {
	const before = Y.encodeStateVector(doc);
	const { doc: content, mapping } = initProseMirrorDoc(section(doc, id), schema);
	const empty = schema.node("doc", null, [schema.node("paragraph")]);
	const transform = new Transform(content.childCount === 0 ? empty : content);
	change(transform);
	doc.transact(() => updateYFragment(doc, section(doc, id), transform.doc, { mapping, isOMark: new Map() }));
	return Y.encodeStateAsUpdate(doc, before);
}

const p = (words: string) => schema.node("paragraph", null, words === "" ? [] : [schema.text(words)]);
const cell = (words: string) => schema.node("tableCell", null, [p(words)]);
const table = schema.node("table", null, [schema.node("tableRow", null, [cell("a"), cell("")])]);
const list = schema.node("orderedList", { start: 3 }, [schema.node("listItem", null, [p("un")])]);

describe("people at work are let in", () => {
	it.each<[string, (transform: Transform) => void]>([
		["typing", (t) => t.insert(3, schema.text("é👍"))],
		["enter", (t) => t.split(4)],
		["delete", (t) => t.delete(2, 5)],
		["delete all", (t) => t.replaceWith(0, t.doc.content.size, p(""))],
		["paste", (t) => t.replace(1, 3, new Slice(Fragment.from([p("un"), list, table]), 0, 0))],
		["a list", (t) => t.insert(0, list)],
		["a table", (t) => t.insert(0, table)],
		["a heading", (t) => t.setNodeMarkup(0, schema.nodes.heading, { level: 4 })],
		["a hard break", (t) => t.insert(3, schema.node("hardBreak"))],
		["bold", (t) => t.addMark(1, 4, schema.mark("bold"))],
		["a link", (t) => t.addMark(1, 4, schema.mark("link", { href: "https://exemple.fr/é?a=1" }))],
	])("%s", (_, change) => {
		const { verdict, doc } = judge(typed(change));
		expect(codeOf(verdict)).toBe("passed");
		expect(section(doc).length).toBeGreaterThan(0);
	});

	it("a field, and a field emptied", () => {
		expect(codeOf(judge(edit((doc) => doc.getMap("fields").set("commune.maire", "Ana"))).verdict)).toBe("passed");
		expect(codeOf(judge(edit((doc) => doc.getMap("fields").delete("commune.maire"))).verdict)).toBe("passed");
	});

	it("a field and an attribute written over again and again offline, in a page that can undo", () => {
		const doc = docAt(61);
		const before = Y.encodeStateVector(doc);
		new Y.UndoManager([doc.getMap("fields"), section(doc)], { trackedOrigins: new Set(["typing"]) });
		const values = ["A", "An", "Ana", "Anaïs"];
		for (const value of values) doc.transact(() => doc.getMap("fields").set("commune.maire", value), "typing");
		const title = element("heading", new Y.XmlText("Titre"));
		doc.transact(() => section(doc).insert(1, [title]), "typing");
		for (const level of [3, 4, 3, 4]) doc.transact(() => title.setAttribute("level", level as never), "typing");
		const { verdict, doc: room } = judge(Y.encodeStateAsUpdate(doc, before));
		expect(codeOf(verdict)).toBe("passed");
		expect(room.getMap("fields").get("commune.maire")).toBe("Anaïs");
	});

	it("undo of the first words of an empty section", () => {
		const doc = docAt(62);
		const undo = new Y.UndoManager(section(doc, "priorites"), { trackedOrigins: new Set([null]) });
		const first = typed((t) => t.insert(1, schema.text("un")), doc, "priorites");
		const before = Y.encodeStateVector(doc);
		undo.undo();
		const guard = new Guard(docAt(1));
		expect(codeOf(guard.judge(first, writer()))).toBe("passed");
		expect(codeOf(guard.judge(Y.encodeStateAsUpdate(doc, before), writer()))).toBe("passed");
		expect(section(guard.doc, "priorites").length).toBe(0);
	});

	it("an offline page that comes back with everything it has", () => {
		const doc = docAt(62);
		for (let line = 0; line < 20; line++) typed((t) => t.insert(0, p(`ligne ${line}`)), doc);
		const other = typed((t) => t.insert(3, schema.text("pendant ce temps")));
		const guard = new Guard(docAt(1));
		expect(
			codeOf(
				guard.judge(
					edit((d) => text(d).insert(2, "x")),
					writer(),
				),
			),
		).toBe("passed");
		expect(codeOf(guard.judge(Y.encodeStateAsUpdate(doc), writer()))).toBe("passed");
		expect(section(guard.doc).length).toBe(21);
		expect(other.byteLength).toBeGreaterThan(0);
	});

	it("two parties in a shared section at one spot", () => {
		const guard = new Guard(docAt(1));
		const caf = { ...writer(), owns: (client: number) => client === 51 };
		const mine = typed((t) => t.insert(1, schema.text("nous")), docAt(62), "priorites");
		const theirs = typed((t) => t.insert(1, schema.text("vous")), docAt(51), "priorites");
		expect(codeOf(guard.judge(mine, writer()))).toBe("passed");
		expect(codeOf(guard.judge(theirs, caf))).toBe("passed");
		expect(section(guard.doc, "priorites").toString()).toContain("nous");
		expect(section(guard.doc, "priorites").toString()).toContain("vous");
	});

	it("a reader's page finds no format left to tidy", () => {
		const guard = new Guard(docAt(1));
		const bold = typed((t) => t.addMark(1, 4, schema.mark("bold")), docAt(61));
		const gone = typed((t) => t.delete(1, 4), docAt(62));
		const verdicts = [guard.judge(bold, writer()), guard.judge(gone, writer())];
		const frames = verdicts.flatMap((verdict) => (verdict.failed ? [] : verdict.updates));
		const reader = docAt(70);
		const sent: Uint8Array[] = [];
		reader.on("update", (update: Uint8Array, origin: unknown) => origin !== "room" && sent.push(update));
		Y.applyUpdate(reader, Y.mergeUpdates(frames), "room");
		const asked = sent.map((update) => codeOf(guard.judge(update, writer({ refusal: failure("forbidden") }))));
		expect(asked.filter((code) => code !== "passed")).toEqual([]);
	});
});
