import * as Y from "yjs";
import type { Writing } from "../convention/writable.ts";
import { columnsRoot, rowsRoot } from "../live/layout.ts";
import { seed } from "../live/seed.ts";
import { FIELDS, readFields, readState, readStructure, STRUCTURE } from "./roots.ts";
import { generationOf } from "./writer.ts";

/** What a document costs everybody who reads it or writes in it. */
export interface Weight {
	/** Of its encoded state. */
	bytes: number;
	/** Yjs walks all of them at every key. */
	clients: number;
}

/** A text that people have only written in stays far below these. */
const SPARE_BYTES = 100_000;
const TIMES = 4;
const CLIENTS = 500;

export const weightOf = (doc: Y.Doc): Weight => ({
	bytes: Y.encodeStateAsUpdate(doc).byteLength,
	clients: doc.store.clients.size,
});

/** Is a document so much heavier than what is read of it that beginning anew helps? */
export const isHeavy = (doc: Weight, anew: Weight): boolean =>
	doc.clients > CLIENTS || doc.bytes > TIMES * anew.bytes + SPARE_BYTES;

/** The same, at little cost for a document that is light as nearly all are. */
export function isHeavyToRead(doc: Y.Doc, writing: Writing): boolean {
	const weight = weightOf(doc);
	if (weight.clients <= CLIENTS && weight.bytes <= SPARE_BYTES) return false;
	const anew = begunAnew(doc, writing);
	try {
		return isHeavy(weight, weightOf(anew));
	} finally {
		anew.destroy();
	}
}

/**
 * A document of the next generation that reads the same, without anything that was taken out and without anybody's client id:
 * written by the server alone. Of rows that were removed nothing stays.
 */
export function begunAnew(doc: Y.Doc, writing: Writing): Y.Doc {
	const anew = new Y.Doc();
	anew.clientID = generationOf(doc.store.clients.keys()) + 1;
	anew.transact(() => {
		for (const [key, value] of doc.getMap<unknown>(STRUCTURE)) anew.getMap(STRUCTURE).set(key, value);
		for (const { id } of writing(readStructure(doc)).tables) {
			for (const root of [rowsRoot(id), columnsRoot(id)])
				anew.getArray<string>(root).push(doc.getArray<string>(root).toArray());
		}
		for (const [key, value] of Object.entries(readFields(doc))) anew.getMap(FIELDS).set(key, value);
		const { sections } = readState(doc, writing);
		for (const [id, nodes] of Object.entries(sections)) if (nodes.length > 0) seed(anew, id, nodes);
	});
	return anew;
}
