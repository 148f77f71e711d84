import * as Y from "yjs";
import { isBoundary } from "../../../shared/live/layout.ts";
import { readBlocks } from "../../../shared/live/sequence.ts";
import { FIELDS } from "../../../shared/room/roots.ts";
import { changedRoots } from "./changed.ts";
import type { Place } from "./disk.ts";

/** The origin of words that an earlier page of this person left on this machine. */
export const KEPT = "kept";

/** Words of this person that the room may not have: what they wrote in one place since it last said "saved". */
export interface UnsentWords {
	place: Place;
	text: string;
}

/** By text of a section or a cell: the boundaries of the paragraphs meant, null for the first. */
type Paragraphs = Map<Y.Text, Set<Y.Item | null>>;

/**
 * Remembers which paragraphs and fields were written here, or brought in from this machine, since the room last had everything, so that a refusal never
 * costs a person their words. It may hold more than was lost, never less.
 */
export class Unsent {
	readonly #doc: Y.Doc;
	readonly #sectionOf: (root: string) => string | null;
	readonly #sections = new Map<string, Paragraphs>();
	readonly #fields = new Set<string>();

	/** `sectionOf`: the section that a root is part of, null for other roots. */
	constructor(doc: Y.Doc, sectionOf: (root: string) => string | null) {
		this.#doc = doc;
		this.#sectionOf = sectionOf;
		doc.on("afterTransaction", (transaction: Y.Transaction) => {
			if (transaction.local || transaction.origin === KEPT) this.#remember(transaction);
		});
	}

	get empty(): boolean {
		return this.count === 0;
	}

	/** Paragraphs and fields. */
	get count(): number {
		let count = this.#fields.size;
		for (const paragraphs of this.#sections.values())
			for (const boundaries of paragraphs.values()) count += boundaries.size;
		return count;
	}

	/** The room has everything. */
	clear() {
		this.#sections.clear();
		this.#fields.clear();
	}

	/** As they stand in this replica: sections in the order they were touched, paragraphs as they are read. */
	words(): UnsentWords[] {
		const sections = [...this.#sections].map(([section, paragraphs]) => ({
			place: { section },
			text: [...paragraphs].flatMap(wordsOf).join("\n"),
		}));
		const fields = [...this.#fields].map((field) => ({
			place: { field },
			text: String(this.#doc.getMap(FIELDS).get(field) ?? ""),
		}));
		return [...sections, ...fields].filter(({ text }) => text.trim() !== "");
	}

	#remember(transaction: Y.Transaction) {
		for (const [root, type] of changedRoots(this.#doc, transaction)) {
			const section = this.#sectionOf(root);
			if (root === FIELDS) this.#rememberFields(transaction.changed.get(type));
			else if (section !== null && type instanceof Y.Text) this.#rememberText(section, type, transaction);
		}
	}

	#rememberFields(keys: Set<string | null> | undefined) {
		for (const key of keys ?? []) if (key !== null) this.#fields.add(key);
	}

	#rememberText(section: string, text: Y.Text, transaction: Y.Transaction) {
		const paragraphs: Paragraphs = this.#sections.get(section) ?? new Map();
		const boundaries = paragraphs.get(text) ?? new Set();
		for (const item of touchedItems(text, transaction)) boundaries.add(boundaryBefore(item));
		if (boundaries.size === 0) return;
		paragraphs.set(text, boundaries);
		this.#sections.set(section, paragraphs);
	}
}

/** The items of a text that a transaction brought, took away, or gave other attributes. */
function touchedItems(text: Y.Text, transaction: Y.Transaction): Set<Y.Item> {
	const items = new Set<Y.Item>();
	const touch = (struct: Y.AbstractStruct) => {
		if (struct instanceof Y.Item && struct.parent === text && struct.parentSub === null) items.add(struct);
	};
	const { doc, beforeState, afterState, deleteSet } = transaction;
	for (const [client, clock] of afterState) {
		const structs = doc.store.clients.get(client) ?? [];
		const before = beforeState.get(client) ?? 0;
		if (clock > before)
			for (let at = Y.findIndexSS(structs, before); at < structs.length; at++) touch(structs[at] as Y.AbstractStruct);
	}
	Y.iterateDeletedStructs(transaction, deleteSet, touch);
	for (const { _item } of transaction.changed.keys()) if (_item) touch(_item);
	return items;
}

/** The boundary of the paragraph that an item lies in, or lay in; itself where it is one. */
function boundaryBefore(item: Y.Item): Y.Item | null {
	for (let at: Y.Item | null = item; at !== null; at = at.left) if (!at.deleted && isBoundary(at)) return at;
	return null;
}

/** Of paragraphs whose boundary went since, the words are where they were joined to. */
function wordsOf([text, boundaries]: [Y.Text, Set<Y.Item | null>]): string[] {
	const meant = new Set([...boundaries].map((boundary) => boundary && boundaryBefore(boundary)));
	return readBlocks(text).flatMap(({ boundary, runs }) => {
		const words = runs.map((run) => run.text).join("");
		return meant.has(boundary) && words !== "" ? [words] : [];
	});
}
