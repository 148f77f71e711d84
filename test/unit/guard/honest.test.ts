import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { failure } from "../../../shared/failure.ts";
import { cellRoot, columnsRoot, liveRoot, rowsRoot } from "../../../shared/live/layout.ts";
import { textOf } from "../../../shared/live/root.ts";
import { boundary, COMMUNE, codeOf, edit, guardOf, roomAt, state, TABLE, text, writer } from "./room.ts";

/** What people do, and what the room reads after it. */
const edits: [name: string, change: (doc: Y.Doc) => void, read: (doc: Y.Doc) => unknown, after: unknown][] = [
	["typing", (doc) => text(doc).insert(0, "é👍 "), (doc) => text(doc).toString(), "é👍 La commune"],
	["a deletion", (doc) => text(doc).delete(0, 3), (doc) => text(doc).toString(), "commune"],
	["a deletion of all", (doc) => text(doc).delete(0, text(doc).length), (doc) => text(doc).toString(), ""],
	["a hard break", (doc) => text(doc).insert(2, "\n"), (doc) => text(doc).toString(), "La\n commune"],
	["enter", (doc) => text(doc).insertEmbed(2, new Y.Map()), (doc) => text(doc).length, 12],
	["a join", (doc) => text(doc).delete(5, 1), (doc) => text(doc).length, 10],
	["a title", (doc) => boundary(doc).set("t", "h4"), (doc) => boundary(doc).get("t"), "h4"],
	["no title", (doc) => boundary(doc).delete("t"), (doc) => boundary(doc).get("t"), undefined],
	[
		"a title of the first block",
		(doc) => text(doc).setAttribute("t", "h3"),
		(doc) => text(doc).getAttribute("t"),
		"h3",
	],
	["a list", (doc) => boundary(doc).set("d", 2), (doc) => boundary(doc).get("d"), 2],
	["bold", (doc) => text(doc).format(0, 2, { bold: true }), (doc) => text(doc).toDelta()[0].attributes, { bold: true }],
	[
		"a link",
		(doc) => text(doc).format(0, 2, { link: "https://exemple.fr/é?a=1" }),
		(doc) => text(doc).toDelta()[0].attributes,
		{ link: "https://exemple.fr/é?a=1" },
	],
	["a field", (doc) => doc.getMap("fields").set("commune.maire", "Ana"), maire, "Ana"],
	["a field emptied", (doc) => doc.getMap("fields").delete("commune.maire"), maire, undefined],
	["a row", (doc) => doc.getArray(rowsRoot(TABLE)).insert(1, ["r9"]), rows, "r1,r9,r2"],
	["a row that goes", (doc) => doc.getArray(rowsRoot(TABLE)).delete(0, 1), rows, "r2"],
	[
		"a row that moves",
		(doc) => {
			doc.getArray(rowsRoot(TABLE)).delete(0, 1);
			doc.getArray(rowsRoot(TABLE)).push(["r1"]);
		},
		rows,
		"r2,r1",
	],
	[
		"words in a cell",
		(doc) => cell(doc, "r1").insert(4, " pleine"),
		(doc) => cell(doc, "r1").toString(),
		"case pleine",
	],
	["words in a cell so far empty", (doc) => cell(doc, "r2").insert(0, "b"), (doc) => cell(doc, "r2").toString(), "b"],
	[
		"a cell of two columns",
		(doc) => cell(doc, "r1").setAttribute("x", 2),
		(doc) => cell(doc, "r1").getAttribute("x"),
		2,
	],
	[
		"a table",
		(doc) => {
			text(doc).insertEmbed(0, new Y.Map([["i", "neuve"]]));
			doc.getArray(rowsRoot("besoins/neuve")).push(["a"]);
			doc.getArray(columnsRoot("besoins/neuve")).push(["b"]);
			doc.getText(cellRoot("besoins/neuve", "a", "b")).insert(0, "tout");
		},
		(doc) => doc.getText(cellRoot("besoins/neuve", "a", "b")).toString(),
		"tout",
	],
];

function maire(doc: Y.Doc): unknown {
	return doc.getMap("fields").get("commune.maire");
}

function rows(doc: Y.Doc): string {
	return doc.getArray(rowsRoot(TABLE)).toArray().join();
}

const cell = (doc: Y.Doc, row: string) => doc.getText(cellRoot(TABLE, row, "c1"));

describe("people at work are let in", () => {
	test.each(edits)("%s", (_, change, read, after) => {
		const guard = guardOf();
		const verdict = guard.judge(edit(change), writer());
		expect(codeOf(verdict)).toBe("passed");
		expect(read(guard.doc)).toEqual(after);
		// Whoever follows the room reads the same.
		const follower = roomAt(70);
		for (const update of verdict.failed ? [] : verdict.updates) Y.applyUpdate(follower, update);
		expect(read(follower)).toEqual(after);
	});

	test("a cell of a row that another removes meanwhile", () => {
		const guard = guardOf();
		const late = edit((doc) => cell(doc, "r2").insert(0, "b"));
		expect(
			codeOf(
				guard.judge(
					edit((doc) => doc.getArray(rowsRoot(TABLE)).delete(1, 1), 62),
					writer(),
				),
			),
		).toBe("passed");
		expect(codeOf(guard.judge(late, writer()))).toBe("passed");
	});

	test("a title of a block that another joins meanwhile", () => {
		const guard = guardOf();
		const late = edit((doc) => boundary(doc).set("t", "h4"));
		expect(
			codeOf(
				guard.judge(
					edit((doc) => text(doc).delete(5, 1), 62),
					writer(),
				),
			),
		).toBe("passed");
		expect(codeOf(guard.judge(late, writer()))).toBe("passed");
		expect(text(guard.doc).toString()).toBe("La commune");
	});

	test("a field and a style written over again and again offline, in a page that can undo", () => {
		const doc = roomAt(61);
		const before = Y.encodeStateVector(doc);
		new Y.UndoManager([doc.getMap("fields"), text(doc)], { trackedOrigins: new Set(["typing"]) });
		for (const value of ["A", "An", "Ana"])
			doc.transact(() => doc.getMap("fields").set("commune.maire", value), "typing");
		for (const level of ["h3", "h4", "h3", "h4"]) doc.transact(() => boundary(doc).set("t", level), "typing");
		const guard = guardOf();
		expect(codeOf(guard.judge(Y.encodeStateAsUpdate(doc, before), writer()))).toBe("passed");
		expect([maire(guard.doc), boundary(guard.doc).get("t")]).toEqual(["Ana", "h4"]);
	});

	test("a block that was made and joined offline", () => {
		const doc = roomAt(61);
		const before = Y.encodeStateVector(doc);
		text(doc).insertEmbed(2, new Y.Map([["t", "h3"]]));
		text(doc).delete(2, 1);
		text(doc).insert(0, "x");
		const guard = guardOf();
		expect(codeOf(guard.judge(Y.encodeStateAsUpdate(doc, before), writer()))).toBe("passed");
		expect(text(guard.doc).toString()).toBe("xLa commune");
	});

	test("undo of a deletion, while another typed in the gap", () => {
		const doc = roomAt(61);
		const undo = new Y.UndoManager(text(doc), { captureTimeout: 0, trackedOrigins: new Set([null]) });
		const sent: Uint8Array[] = [];
		doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "room" && sent.push(update));
		text(doc).delete(1, 7);
		const others = edit((other) => text(other).insert(4, "ZZ"), 62);
		Y.applyUpdate(doc, others, "room");
		undo.undo();
		const guard = guardOf();
		const verdicts = [others, ...sent].map((update) => codeOf(guard.judge(update, writer())));
		expect(new Set(verdicts)).toEqual(new Set(["passed"]));
		expect(text(guard.doc).toString()).toBe(text(doc).toString());
	});

	test("a page that comes back with everything it has", () => {
		const doc = roomAt(62);
		for (let line = 0; line < 20; line++) text(doc).insert(0, `ligne ${line} `);
		const guard = guardOf();
		guard.judge(
			edit((other) => text(other).insert(2, "x")),
			writer(),
		);
		expect(codeOf(guard.judge(Y.encodeStateAsUpdate(doc), writer()))).toBe("passed");
		expect(text(guard.doc).toString()).toContain("ligne 0 Lax commune");
	});

	test("two parties in a shared section at one spot", () => {
		const guard = guardOf();
		const caf = { ...writer(), owns: (client: number) => client === 51 };
		const mine = edit((doc) => text(doc, "priorites").insert(0, "nous"), 62);
		const theirs = edit((doc) => text(doc, "priorites").insert(0, "vous"), 51);
		expect(codeOf(guard.judge(mine, writer()))).toBe("passed");
		expect(codeOf(guard.judge(theirs, caf))).toBe("passed");
		expect(text(guard.doc, "priorites").toString()).toMatch(/^(nousvous|vousnous)$/);
	});

	test("undo of the first words of an empty section", () => {
		const doc = roomAt(62);
		const undo = new Y.UndoManager(text(doc, "priorites"), { trackedOrigins: new Set([null]) });
		const sent: Uint8Array[] = [];
		doc.on("update", (update: Uint8Array) => sent.push(update));
		text(doc, "priorites").insert(0, "un");
		undo.undo();
		const guard = guardOf();
		expect(sent.map((update) => codeOf(guard.judge(update, writer())))).toEqual(["passed", "passed"]);
		expect(text(guard.doc, "priorites").toString()).toBe("");
	});

	test("what everybody has already is nothing new", () => {
		const guard = guardOf();
		const verdict = guard.judge(state(), writer({ refusal: failure("forbidden") }));
		expect(verdict).toMatchObject({ failed: false, updates: [], clocks: new Map() });
	});
});

describe("formats that became idle", () => {
	const bold = edit((doc) => text(doc).format(0, 2, { bold: true }));

	test("a reader's page finds none left to tidy", () => {
		const guard = guardOf();
		const gone = edit((doc) => text(doc).delete(0, 2), COMMUNE);
		const frames = [bold, gone].flatMap((update) => {
			const verdict = guard.judge(update, writer());
			return verdict.failed ? [] : verdict.updates;
		});
		const reader = roomAt(70);
		const sent: Uint8Array[] = [];
		reader.on("update", (update: Uint8Array, origin: unknown) => origin !== "room" && sent.push(update));
		Y.applyUpdate(reader, Y.mergeUpdates(frames), "room");
		expect(sent).toEqual([]);
	});

	test("are tidied also where the room read them from its log", () => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.mergeUpdates([state(), bold]));
		textOf(doc, liveRoot("besoins"));
		const gone = edit((page) => text(page).delete(0, 2), COMMUNE);
		const verdict = guardOf(doc).judge(gone, writer());
		expect(verdict.failed || verdict.updates.length).toBe(2);
	});

	test("a page that tidies where it may not write is not sent away, and changes nothing", () => {
		const guard = guardOf();
		guard.judge(bold, writer());
		const doc = roomAt(70, Y.encodeStateAsUpdate(guard.doc));
		let format = doc.getText(liveRoot("besoins"))._start;
		while (format !== null && !(format.content instanceof Y.ContentFormat)) format = format.right;
		if (format === null) throw new Error("no format in the room");
		const { client, clock } = format.id;
		const before = Y.encodeStateAsUpdate(guard.doc);
		const deletion = Uint8Array.from([0, 1, client, 1, clock, 1]);
		expect(codeOf(guard.judge(deletion, writer({ refusal: failure("forbidden") })))).toBe("passed");
		expect(Y.encodeStateAsUpdate(guard.doc)).toEqual(before);
	});
});

test("words beside characters that were lost before there was a guard are taken, wherever they go", () => {
	const room = roomAt(1);
	room.transact(() => text(room).insert(2, "\ufffd\ufffd e\u0301\u0301\u0301\u0301\u0301"));
	const from = Y.encodeStateAsUpdate(room);
	for (let at = 0; at <= text(room).length; at++) {
		const guard = guardOf(roomAt(1, from));
		for (const change of [
			(doc: Y.Doc) => text(doc).insert(at, "é"),
			(doc: Y.Doc) => text(doc).delete(Math.min(at, text(doc).length - 1), 1),
		]) {
			expect(codeOf(guard.judge(edit(change, 61, from), writer()))).toBe("passed");
		}
	}
});
