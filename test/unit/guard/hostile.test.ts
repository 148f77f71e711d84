import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { failure } from "../../../shared/failure.ts";
import { cellRoot, columnsRoot, rowsRoot } from "../../../shared/live/layout.ts";
import { type CheckName, checks } from "../../../shared/room/guard/checks.ts";
import { contents, forge, type Struct, TYPE } from "../../fuzz/forge.ts";
import { boundary, CAF, COMMUNE, codeOf, edit, guardOf, roomAt, state, TABLE, text, writer } from "./room.ts";

const { any, binary, deleted, embed, format, gap, garbage, json, string, subdocument, type } = contents;
const struct = (...structs: Struct[]) => forge([{ client: 61, clock: 0, structs }]);
const inText = { parent: "live/besoins" };
const inBlock = { parent: [COMMUNE, 10] as const };
const key = (sub: string) => ({ ...inBlock, sub });
const formatted = (name: string, value: unknown) => edit((doc) => text(doc).format(0, 2, { [name]: value }));
const typed = (words: string) => edit((doc) => text(doc).insert(0, words));
const named = (words: string) => edit((doc) => doc.getMap("fields").set("commune.maire", words));
const halved = (deletes: [number, number, number][]) =>
	forge([{ client: 61, clock: 0, structs: [{ ...inText, content: string("a👍b") }] }], deletes);
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
	["a format in it", "notYours", () => edit((doc) => text(doc, "bilan").format(0, 2, { bold: true }))],
	["a deletion in it", "notYours", () => edit((doc) => text(doc, "bilan").delete(0, 1))],
	["a boundary put into it", "notYours", () => edit((doc) => text(doc, "bilan").insertEmbed(0, new Y.Map()))],
	["an attribute on it", "notYours", () => edit((doc) => text(doc, "bilan").setAttribute("t", "h3"))],
	[
		"mine and theirs at once",
		"notYours",
		() => edit((doc) => [text(doc), text(doc, "bilan")].map((t) => t.insert(0, "x"))),
	],
	["their field", "notYours", () => edit((doc) => doc.getMap("fields").set("caf.presidente", "x"))],
	["a field nobody has", "notYours", () => edit((doc) => doc.getMap("fields").set("__proto__", "x"))],
	["the structure", "notYours", () => edit((doc) => doc.getMap("structure").set("phase", "signed"))],
	["a new root", "notYours", () => edit((doc) => doc.getMap("clauses").set("a", "x"))],
	["a root that is only named", "notYours", () => struct({ parent: "x", content: deleted(1) })],
	["a section nobody has", "notYours", () => edit((doc) => text(doc, "clause-1").insert(0, "x"))],
	["a section of the old layout", "notYours", () => edit((doc) => doc.getText("section/besoins").insert(0, "x"))],
	["a list in the fields", "notYours", () => struct({ parent: "fields", content: string("x") })],
	["a list in the structure", "notYours", () => struct({ parent: "structure", content: deleted(1) })],
	["a list in a boundary", "notConforming", () => struct({ ...inBlock, content: string("x") })],
	[
		"origin in theirs, right origin in mine",
		"notYours",
		() => struct({ origin: [CAF, 4], right: [COMMUNE, 4], content: string("x") }),
	],
	[
		"origin in mine, right origin in theirs",
		"crossedOrigins",
		() => struct({ origin: [COMMUNE, 4], right: [CAF, 5], content: string("x") }),
	],
	["text in a character", "notYours", () => struct({ parent: [COMMUNE, 3], content: string("x") })],

	["somebody else's client id", "foreignClient", () => edit((doc) => text(doc).insert(0, "x"), CAF)],
	["the server's client id", "foreignClient", () => edit((doc) => text(doc).insert(0, "x"), 1)],
	["a client id bound to nobody of hers", "foreignClient", () => edit((doc) => text(doc).insert(0, "x"), 999)],
	[
		"garbage under another's id",
		"foreignClient",
		() => forge([{ client: CAF, clock: 11, structs: [{ content: garbage(3) }] }]),
	],
	["a struct that waits", "incomplete", () => struct({ origin: [CAF, 13], content: string("x") })],
	["a struct after a gap", "incomplete", () => struct({ content: gap(3) }, { ...inText, content: string("x") })],
	[
		"a struct ahead of its clock",
		"incomplete",
		() => forge([{ client: 61, clock: 5, structs: [{ ...inText, content: string("x") }] }]),
	],
	["a deletion that waits", "incomplete", () => forge([], [[CAF, 11, 50]])],
	["a struct that stands on itself", "malformed", () => struct({ origin: [61, 0], content: string("x") })],
	[
		"two that stand on each other",
		"incomplete",
		() =>
			forge([
				{ client: 61, clock: 0, structs: [{ origin: [62, 0], content: string("x") }] },
				{ client: 62, clock: 0, structs: [{ origin: [61, 0], content: string("x") }] },
			]),
	],
	[
		"crossed origins",
		"crossedOrigins",
		() => struct({ origin: [COMMUNE, 4], right: [COMMUNE, 2], content: string("x") }),
	],
	["a character halved by a deletion", "malformed", () => halved([[61, 2, 1]])],
	["a character halved by a deletion of nothing", "malformed", () => halved([[61, 2, 0]])],
	["a deletion of nothing", "malformed", () => forge([], [[COMMUNE, 4, 0]])],
	["a struct of no length", "malformed", () => struct({ ...inText, content: string("") })],
	["an option without a value", "malformed", () => struct({ parent: "fields", sub: "commune.maire", content: any() })],
	[
		"a clock beyond all numbers",
		"malformed",
		() => struct(...Array(600).fill({ content: garbage(Number.MAX_SAFE_INTEGER) })),
	],

	["a nested text", "notConforming", () => edit((doc) => text(doc).insertEmbed(0, new Y.Text("x")))],
	["a list among the characters", "notConforming", () => edit((doc) => text(doc).insertEmbed(0, new Y.Array()))],
	["an element", "notConforming", () => struct({ ...inText, content: type(TYPE.element, "hardBreak") })],
	["a type that is none", "notConforming", () => struct({ ...inText, content: type(9) })],
	["a document", "notConforming", () => struct({ ...inText, content: subdocument() })],
	["an embed", "notConforming", () => edit((doc) => text(doc).insertEmbed(0, { a: 1 }))],
	["bytes", "notConforming", () => struct({ ...inText, content: binary(new Uint8Array([1])) })],
	["JSON", "notConforming", () => struct({ ...inText, content: json({ a: 1 }) })],
	["an embed in a boundary", "notConforming", () => struct({ ...key("t"), content: embed({ a: 1 }) })],
	["a value among the characters", "notConforming", () => struct({ ...inText, content: any("x") })],
	["a string as a style", "notConforming", () => struct({ ...key("t"), content: string("h3") })],
	["a style that is none", "notConforming", () => edit((doc) => boundary(doc).set("t", "h1"))],
	["a style of the first block that is none", "notConforming", () => edit((doc) => text(doc).setAttribute("t", "p"))],
	["a depth bomb", "notConforming", () => edit((doc) => boundary(doc).set("d", 1e9))],
	["an unknown style", "notConforming", () => edit((doc) => boundary(doc).set("onclick", "x"))],
	["a style named like a property", "notConforming", () => edit((doc) => boundary(doc).set("__proto__", "x"))],
	["a cell's span on a block", "notConforming", () => edit((doc) => boundary(doc).set("x", 2))],
	["a type as a style", "notConforming", () => edit((doc) => boundary(doc).set("t", new Y.Map()))],
	["one good style and one bad at once", "notConforming", () => struct({ ...key("t"), content: any("h3", "h9") })],
	["an unknown format", "notConforming", () => formatted("comment", true)],
	["a format named like a property", "notConforming", () => formatted("__proto__", true)],
	["a format of the old layout", "notConforming", () => formatted("bold", {})],
	["a style as a format", "notConforming", () => formatted("t", "h3")],
	["a script as a link", "notConforming", () => formatted("link", "javascript:alert(1)")],
	[
		"a link that is no Unicode",
		"notConforming",
		() => struct({ ...inText, content: format("link", '"https://\\ud800"') }),
	],
	["a number as a field", "notConforming", () => edit((doc) => doc.getMap("fields").set("commune.maire", 1))],
	["a type as a field", "notConforming", () => edit((doc) => doc.getMap("fields").set("commune.maire", new Y.Map()))],
	[
		"a field too long",
		"notConforming",
		() => edit((doc) => doc.getMap("fields").set("commune.maire", "x".repeat(301))),
	],
	["a field of two lines", "notConforming", () => named("a\nb")],
	["a field read from the right", "notConforming", () => named("a\u202eb")],
	["words read from the right", "notConforming", () => typed("payer \u202e000 1\u202c euros")],
	["an isolate", "notConforming", () => typed("\u2066x")],
	["a line's end that is none of ours", "notConforming", () => typed("a\u2028b")],
	["a null character", "notConforming", () => typed("a\u0000b")],
	["a lost character", "notConforming", () => typed("\ufffd")],
	["half an emoji", "notConforming", () => typed("\ud83d")],
	["a flood of marks", "notConforming", () => typed(`e${"\u0301".repeat(5)}`)],
	["a mark of direction", "notConforming", () => typed("a\u200eb")],
	["a next line", "notConforming", () => typed("a\u0085b")],
	["a field with a flood", "notConforming", () => named(`e${"\u0301".repeat(5)}`)],
	["a field with a tab", "notConforming", () => named("a\tb")],
	["a field with a lost character", "notConforming", () => named("a\ufffdb")],

	["a row of the others' table", "notYours", () => edit((doc) => doc.getArray(rowsRoot("bilan/x")).push(["r"]))],
	["a table of no section", "notYours", () => edit((doc) => doc.getArray(rowsRoot("nulle/x")).push(["r"]))],
	[
		"a cell of the others' table",
		"notYours",
		() => edit((doc) => doc.getText(cellRoot("bilan/x", "r", "c")).insert(0, "x")),
	],
	["an orphan cell", "notYours", () => edit((doc) => doc.getText(cellRoot(TABLE, "r9", "c1")).insert(0, "x"))],
	["a cell of no table", "notYours", () => edit((doc) => doc.getText(cellRoot("besoins/x", "r", "c")).insert(0, "x"))],
	[
		"a cell in a cell",
		"notYours",
		() => edit((doc) => doc.getText(`${cellRoot(TABLE, "r1", "c1")}/t/r/c`).insert(0, "x")),
	],
	["a row named twice", "notConforming", () => edit((doc) => doc.getArray(rowsRoot(TABLE)).push(["a", "a"]))],
	["a row that is no name", "notConforming", () => edit((doc) => doc.getArray(rowsRoot(TABLE)).push(["a b"]))],
	[
		"a text among the rows",
		"notConforming",
		() => edit((doc) => doc.getArray(columnsRoot(TABLE)).push([new Y.Text("x")])),
	],
	["a key of a list", "notConforming", () => struct({ parent: rowsRoot(TABLE), sub: "a", content: any("a") })],
	[
		"a table in a cell",
		"notConforming",
		() => edit((doc) => doc.getText(cellRoot(TABLE, "r1", "c1")).setAttribute("i", "t")),
	],

	["an update too large", "tooLarge", () => typed("x".repeat(1_000_001))],
	["truncated bytes", "malformed", () => typed("x").slice(0, -4)],
	["bytes left over", "malformed", () => Uint8Array.from([...typed("x"), 0])],
	["no bytes", "malformed", () => new Uint8Array()],
	["more structs than bytes", "tooLarge", () => claiming(1)],
	["more structs than bytes behind another client's", "tooLarge", () => claiming(2)],
	[
		"a client id twice",
		"malformed",
		() => forge(Array(2).fill({ client: 61, clock: 0, structs: [{ ...inText, content: string("x") }] })),
	],
];

test.each(hostile)("%s is refused as %s", (_, code, update) => {
	const guard = guardOf();
	const before = Y.encodeStateAsUpdate(guard.doc);
	expect(codeOf(guard.judge(update(), writer()))).toBe(code);
	expect(Y.encodeStateAsUpdate(guard.doc), "the room as it was").toEqual(before);
	expect(codeOf(guard.judge(typed("mots "), writer())), "the next words").toBe("passed");
});

test("the tail of an overlap stands where its words stand, whatever its head says", () => {
	const guard = guardOf();
	guard.judge(typed("mots "), writer());
	const again = forge([
		{ client: 61, clock: 0, structs: [{ parent: "live/priorites", content: string("mots intrus ") }] },
	]);
	expect(codeOf(guard.judge(again, writer({ sections: ["priorites"] })))).toBe("notYours");
	expect(codeOf(guard.judge(again, writer()))).toBe("crossedOrigins");
	const longer = forge([
		{ client: 61, clock: 0, structs: [{ right: [COMMUNE, 0], content: string("mots de plus ") }] },
	]);
	expect(codeOf(guard.judge(longer, writer()))).toBe("passed");
	expect(text(guard.doc).toString()).toContain("mots de plus ");
	expect(text(guard.doc, "priorites").toString()).toBe("");
});

test("what one wrote while a section was open cannot be undone once it has closed", () => {
	const undone = edit((doc) => text(doc).delete(0, 2), COMMUNE);
	expect(codeOf(guardOf().judge(undone, writer({ sections: ["priorites"] })))).toBe("notYours");
});

test("a struct that is known halves no character, whatever its head says", () => {
	const guard = guardOf();
	const before = Y.encodeStateAsUpdate(guard.doc);
	const known = forge([{ client: COMMUNE, clock: 0, structs: [{ right: [CAF, 4], content: deleted(1) }] }]);
	expect(guard.judge(known, writer())).toMatchObject({ failed: false, updates: [] });
	expect(Y.encodeStateAsUpdate(guard.doc)).toEqual(before);
});

test("a field's value that is put before another never counts, for a newcomer neither", () => {
	const guard = guardOf();
	const before = struct({ right: [63, 0], content: any("Ana") });
	expect(codeOf(guard.judge(before, writer()))).toBe("passed");
	const newcomer = roomAt(70, Y.encodeStateAsUpdate(guard.doc));
	const docs = [guard.doc, newcomer, roomAt(71, Y.mergeUpdates([before, state()]))];
	expect(docs.map((doc) => doc.getMap("fields").get("commune.maire"))).toEqual(["Zoé", "Zoé", "Zoé"]);
});

test("a reader leaves no trace, not even garbage", () => {
	const reader = writer({ refusal: failure("forbidden") });
	expect(codeOf(guardOf().judge(struct({ content: garbage(3) }), reader))).toBe("forbidden");
	expect(codeOf(guardOf().judge(forge([], [[COMMUNE, 0, 1]]), reader))).toBe("forbidden");
	expect(codeOf(guardOf().judge(struct({ parent: "structure", sub: "phase", content: any("signed") }), reader))).toBe(
		"forbidden",
	);
	expect(codeOf(guardOf().judge(state(), reader)), "what everybody has").toBe("passed");
});

test("a struct of no length refuses its sender, and costs nobody else theirs", () => {
	const guard = guardOf();
	const first = guard.judge(typed("avant "), writer());
	expect(
		codeOf(guard.judge(forge([{ client: 62, clock: 0, structs: [{ ...inText, content: string("") }] }]), writer())),
	).toBe("malformed");
	expect(codeOf(first)).toBe("passed");
	expect(text(guard.doc).toString()).toContain("avant ");
});

/** One attack that only this check answers: without it, it is let in. */
const alone: [CheckName, string][] = [
	["lengths", "a deletion of nothing"],
	["ownership", "somebody else's client id"],
	["zone", "text in a section of the others"],
	["content", "an unknown format"],
	["characters", "words read from the right"],
	["halves", "a character halved by a deletion"],
	["origins", "crossed origins"],
	["roots", "an orphan cell"],
];

test.each(alone)("without %s, %s gets in", (name, attack) => {
	const [, , update] = hostile.find(([known]) => known === attack) ?? [];
	if (update === undefined) throw new Error(`no such case: ${attack}`);
	expect(codeOf(guardOf().judge(update(), writer()))).not.toBe("passed");
	expect(codeOf(guardOf(roomAt(1), name).judge(update(), writer()))).toBe("passed");
});

test("without pending, what waits gets in, and the guard finds that it has failed", () => {
	expect(() =>
		guardOf(roomAt(1), "pending").judge(struct({ origin: [CAF, 13], content: string("x") }), writer()),
	).toThrow(/waits/);
});

test("each check has an attack of its own, here or among the costly ones", () => {
	const others = ["pending", "clients", "landings", "cuts", "sizes"];
	expect([...alone.map(([name]) => name), ...others].sort()).toEqual(Object.keys(checks).sort());
});
