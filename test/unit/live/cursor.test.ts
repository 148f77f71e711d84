import { expect, it } from "vitest";
import * as Y from "yjs";
import { seed } from "../../../shared/live/seed.ts";
import { readBlocks } from "../../../shared/live/sequence.ts";
import { Binding } from "../../../web/convention/editor/binding/binding.ts";
import { cursorOf, endsIn } from "../../../web/convention/editor/spots.ts";
import { caretOf, isSameBlock, rankOf } from "../../../web/convention/follow/caret.ts";
import { type Spot, spotOf } from "../../../web/convention/live/cursor.ts";
import { Random } from "../../fuzz/random.ts";
import { schema } from "../../laws/schema.ts";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const cell = (text: string) => ({ type: "tableCell", content: [paragraph(text)] });

function page() {
	const doc = new Y.Doc();
	doc.transact(() =>
		seed(doc, "besoins", [
			paragraph("un"),
			{ type: "bulletList", content: [{ type: "listItem", content: [paragraph("deux")] }] },
			{ type: "table", content: [{ type: "tableRow", content: [cell("trois"), cell("quatre")] }] },
			paragraph("cinq"),
		]),
	);
	return doc;
}

const cursorAt = (text: Y.Text, index: number, assoc = -1) => {
	const position = JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(text, index, assoc)));
	return { anchor: position, head: position };
};

it("a caret is in its paragraph, in a cell too, counted as they are read", () => {
	const doc = page();
	const section = doc.getText("live/besoins");
	const quatre = doc.getText("live/besoins/t1/r1/c2");
	const carets = [0, 2, 3, 7, 9, 13].map((index) => caretOf(doc, cursorAt(section, index)));
	expect(carets.map((caret) => [caret?.words, caret?.offset])).toEqual([
		["un", 0],
		["un", 2],
		["deux", 0],
		["deux", 4],
		["cinq", 0],
		["cinq", 4],
	]);
	expect(carets.map((caret) => caret && rankOf(doc, "besoins", caret))).toEqual([0, 0, 1, 1, 4, 4]);
	const inCell = caretOf(doc, cursorAt(quatre, 3));
	expect(inCell).toMatchObject({ words: "quatre", offset: 3 });
	expect(inCell && rankOf(doc, "besoins", inCell)).toBe(3);
	expect(carets[0] && carets[1] && isSameBlock(carets[0], carets[1])).toBe(true);
	expect(carets[1] && carets[2] && isSameBlock(carets[1], carets[2])).toBe(false);
});

it("a caret keeps its left neighbour, and its paragraph when that becomes a title", () => {
	const doc = page();
	const text = doc.getText("live/besoins");
	const cursor = cursorAt(text, 5);
	text.insert(5, "AA");
	text.insert(0, "BB");
	(text.toDelta()[1].insert as Y.Map<unknown>).set("t", "h3");
	expect(caretOf(doc, cursor)).toMatchObject({ words: "deAAux", offset: 2 });
	text.delete(5, 2);
	expect(caretOf(doc, cursor)).toMatchObject({ words: "AAux", offset: 0 });
});

it.each([
	["nothing", null],
	["a number", 5],
	["an id that is none", { item: { client: 1, clock: -1 } }],
	["an item that nobody has", { item: { client: 5, clock: 3 } }],
	["a root that nobody has", { tname: "live/autre" }],
	["a map", { tname: "fields" }],
	["a boundary", { type: { client: 1, clock: 0 } }],
	["a list", { tname: "besoins/t1/rows" }],
])("%s is no place in a text, and makes no root", (_, position) => {
	const doc = page();
	doc.getMap("fields").set("lieu", "Lille");
	const roots = [...doc.share.keys()];
	expect(spotOf(doc, position)).toBeNull();
	expect([...doc.share.keys()]).toEqual(roots);
});

it("a position is read as Yjs reads it, whatever was deleted and undone", () => {
	const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
	const random = new Random(seed);
	const doc = page();
	const text = doc.getText("live/besoins");
	const history = new Y.UndoManager(text, { captureTimeout: 0 });
	const positions: Y.RelativePosition[] = [];
	for (let round = 0; round < 300; round++) {
		const at = random.int(text.length + 1);
		positions.push(Y.createRelativePositionFromTypeIndex(text, at, random.pick([-1, 0])));
		random.pick([
			() => text.insert(at, "mot"),
			() => text.insertEmbed(at, new Y.Map()),
			() => text.delete(at, Math.min(random.int(4), text.length - at)),
			() => history.undo(),
			() => history.redo(),
		])();
	}
	for (const [number, position] of positions.entries()) {
		const spot = spotOf(doc, JSON.parse(JSON.stringify(position)));
		const meant = Y.createAbsolutePositionFromRelativePosition(position, doc)?.index;
		expect(spot && indexOf(spot), `seed ${seed}, position ${number}`).toBe(meant);
	}
});

function indexOf({ text, boundary, offset }: Spot): number {
	let start = 0;
	for (const block of readBlocks(text)) {
		if (block.boundary !== null) start++;
		if (block.boundary === boundary) return start + offset;
		start += block.length;
	}
	return -1;
}

it("a caret in an editor is told as Yjs would tell it, and found where it stands", () => {
	const doc = page();
	const binding = new Binding(doc, "besoins", schema, () => {});
	const { shown } = binding;
	const found = endsIn(binding, shown);
	shown.descendants((node, at) => {
		if (!node.isTextblock) return;
		for (let head = at + 1; head <= at + 1 + node.content.size; head++) {
			const cursor = cursorOf(binding, shown, { anchor: head, head });
			expect(found(JSON.parse(JSON.stringify(cursor)))).toEqual({ anchor: head, head });
			const place = Y.createAbsolutePositionFromRelativePosition(cursor.head as Y.RelativePosition, doc);
			const beside = Y.createRelativePositionFromTypeIndex(place?.type as Y.Text, place?.index ?? 0, -1);
			expect((cursor.head as Y.RelativePosition).item).toEqual(beside.item);
		}
	});
	expect(found({ anchor: { tname: "fields" }, head: { tname: "fields" } })).toBeNull();
});
