import { randomInt } from "node:crypto";
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Node } from "../../../shared/convention/state.ts";
import { toDoc } from "../../../shared/live/document.ts";
import { liveRoot } from "../../../shared/live/layout.ts";
import { migrate } from "../../../shared/live/migration.ts";
import { schema } from "../../../shared/schema.ts";
import { nodes, SECTION } from "./random.ts";

const seed = randomInt(2 ** 31);
const documentOf = (content: Node[]) => schema.nodeFromJSON({ type: "doc", content });

function inTree(content: Node[]): Y.Doc {
	const doc = new Y.Doc();
	prosemirrorToYXmlFragment(documentOf(content), doc.getXmlFragment(`section/${SECTION}`));
	return doc;
}

test(`a section of the old layout opens in the new one, text for text (seed ${seed})`, () => {
	fc.assert(
		fc.property(nodes, (content) => {
			const doc = inTree(content);
			const tree = doc.getXmlFragment(`section/${SECTION}`);
			// As a page of the old layout showed it: a hard break had no marks there.
			const shown = yXmlFragmentToProseMirrorRootNode(tree, schema);
			migrate(doc, SECTION);
			expect(documentOf(toDoc(doc, SECTION)).toJSON()).toEqual(shown.toJSON());
			expect(tree.length).toBe(0);
		}),
		{ seed, numRuns: 200 },
	);
});

test("it does so once", () => {
	const doc = inTree([{ type: "paragraph", content: [{ type: "text", text: "avant" }] }]);
	migrate(doc, SECTION);
	doc.getText(liveRoot(SECTION)).insert(5, " et après");
	const before = Y.encodeStateVector(doc);
	migrate(doc, SECTION);
	expect(Y.encodeStateVector(doc)).toEqual(before);
	expect(toDoc(doc, SECTION)).toEqual([{ type: "paragraph", content: [{ type: "text", text: "avant et après" }] }]);
});

test("words that met the new layout before the move are not doubled", () => {
	const doc = inTree([{ type: "paragraph", content: [{ type: "text", text: "ancien" }] }]);
	doc.getText(liveRoot(SECTION)).insert(0, "nouveau");
	migrate(doc, SECTION);
	expect(toDoc(doc, SECTION)).toEqual([{ type: "paragraph", content: [{ type: "text", text: "nouveau" }] }]);
});
