import { expect, test } from "vitest";
import * as Y from "yjs";
import { isSameDocument } from "../../shared/room/same-document.ts";
import { contents, forge, type Struct } from "../fuzz/forge.ts";
import { boundary, edit, roomAt, state, text } from "./guard/room.ts";

const one = (client: number, struct: Struct) => forge([{ client, clock: 0, structs: [struct] }]);

test("a room's document is that of its log, in whatever way it was read", () => {
	const updates = [
		edit((doc) => text(doc).insert(3, "x👍"), 61),
		edit((doc) => text(doc).delete(1, 3), 62),
		edit((doc) => text(doc).format(0, 4, { bold: true }), 63),
		edit((doc) => boundary(doc).set("t", "h4"), 1_000),
		edit((doc) => text(doc).delete(0, text(doc).length), 1_001),
		edit((doc) => doc.getMap("fields").set("commune.maire", "Ana"), 1_002),
	];
	const live = roomAt(1);
	for (const update of updates) Y.applyUpdate(live, update);
	const merged = new Y.Doc();
	Y.applyUpdate(merged, Y.mergeUpdates([state(), ...updates.toReversed()]));
	expect(isSameDocument(live, merged)).toBe(true);
	expect(isSameDocument(merged, live)).toBe(true);
});

test.each<[string, (doc: Y.Doc) => void]>([
	["a letter", (doc) => text(doc).insert(0, "x")],
	["a deletion", (doc) => text(doc).delete(0, 1)],
	["an attribute", (doc) => boundary(doc).set("t", "h4")],
	["a field", (doc) => doc.getMap("fields").delete("commune.maire")],
])("%s less, and it is another", (_, change) => {
	expect(isSameDocument(roomAt(1), roomAt(1, Y.mergeUpdates([state(), edit(change)])))).toBe(false);
});

test("the same units in another order are another document", () => {
	const base = one(60, { parent: "live/besoins", content: contents.string("Texte") });
	const typed = one(61, { origin: [60, 4], content: contents.string("X") });
	// Made between two letters that nobody saw beside each other: the guard refuses it.
	const crossing = one(62, { origin: [60, 1], right: [61, 0], content: contents.string("O") });
	const after = one(63, { origin: [60, 4], content: contents.string("N") });
	const live = new Y.Doc();
	for (const update of [base, typed, crossing, after]) Y.applyUpdate(live, update);
	const merged = new Y.Doc();
	Y.applyUpdate(merged, Y.mergeUpdates([base, typed, crossing, after]));
	expect(live.getText("live/besoins").toString()).not.toBe(merged.getText("live/besoins").toString());
	expect(isSameDocument(live, merged)).toBe(false);
});
