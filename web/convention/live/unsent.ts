import * as Y from "yjs";
import { FIELDS, sectionOfRoot } from "../../../shared/room/roots.ts";

/** The origin of words that an earlier page of this person left on this machine. */
export const KEPT = "kept";

/** Words of this person that the room may not have: what they wrote in one place since it last said "saved". */
export interface UnsentWords {
	place: { section: string } | { field: string };
	text: string;
}

/**
 * Remembers which paragraphs and fields were written here, or brought in from this machine, since the room last had everything, so that a refusal never
 * costs a person their words. It may hold more than was lost, never less.
 */
export class Unsent {
	#doc: Y.Doc;
	#blocks = new Map<string, Set<Y.XmlElement>>();
	#fields = new Set<string>();

	constructor(doc: Y.Doc) {
		this.#doc = doc;
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
		for (const blocks of this.#blocks.values()) count += blocks.size;
		return count;
	}

	/** The room has everything. */
	clear() {
		this.#blocks.clear();
		this.#fields.clear();
	}

	/** As they stand in this replica, in the order they were touched. */
	words(): UnsentWords[] {
		const sections = [...this.#blocks].map(([section, blocks]) => ({
			place: { section },
			text: [...blocks].map(wordsOf).filter(Boolean).join("\n"),
		}));
		const fields = [...this.#fields].map((field) => ({
			place: { field },
			text: String(this.#doc.getMap(FIELDS).get(field) ?? ""),
		}));
		return [...sections, ...fields].filter(({ text }) => text.trim() !== "");
	}

	#remember(transaction: Y.Transaction) {
		const roots = new Map([...this.#doc.share].map(([name, type]) => [type, name] as const));
		for (const [type, keys] of transaction.changed) {
			if (roots.get(type) === FIELDS) for (const key of keys) if (key !== null) this.#fields.add(key);
			for (const block of touchedBlocks(type, transaction)) {
				const section = sectionOfRoot(roots.get(rootOf(block)) ?? "");
				if (section !== null) this.#blocks.set(section, (this.#blocks.get(section) ?? new Set()).add(block));
			}
		}
	}
}

type Type = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>;

/** The top-level blocks of a section that a change concerns: the one it lies in, or those it added. */
function touchedBlocks(type: Type, transaction: Y.Transaction): Y.XmlElement[] {
	if (type instanceof Y.XmlFragment && type.parent === null)
		return type
			.toArray()
			.filter(isElement)
			.filter((block) => isNew(block, transaction));
	let block: Type | null = type;
	while (block?.parent?.parent) block = block.parent as Type | null;
	return block instanceof Y.XmlElement ? [block] : [];
}

const isElement = (node: unknown) => node instanceof Y.XmlElement;

function isNew(block: Y.XmlElement, transaction: Y.Transaction): boolean {
	const id = block._item?.id;
	return id !== undefined && id.clock >= (transaction.beforeState.get(id.client) ?? 0);
}

const rootOf = (block: Y.XmlElement) => block.parent as Type;

function wordsOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
	if (node instanceof Y.XmlText) return node.toDelta().map(insertOf).join("");
	if (!(node instanceof Y.XmlElement) || node._item?.deleted) return "";
	const inline = node.nodeName === "paragraph" || node.nodeName === "heading";
	return node
		.toArray()
		.map(wordsOf)
		.join(inline ? "" : "\n");
}

const insertOf = ({ insert }: { insert?: unknown }) => (typeof insert === "string" ? insert : "");
