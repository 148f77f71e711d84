import * as Y from "yjs";
import { type Failure, failure } from "../failure.ts";
import { attributeRules, markRules } from "../schema.ts";
import { MAX_FIELD_LENGTH } from "../text/value.ts";
import { conforms } from "./conforms.ts";
import { hasCrossing } from "./origins.ts";
import { FIELDS, sectionOfRoot } from "./roots.ts";

/** Who sends an update, and what they may write at this moment. */
export interface Writer {
	/** null when this person may write in the section, or why not. */
	refusesSection(section: string): Failure | null;
	/** null when this person may write the field, or why not. */
	refusesField(key: string): Failure | null;
	/** Is this client id bound to the person, or free to be bound to them? */
	owns(client: number): boolean;
	/** null when this person may write anything now, or why they may not. */
	refusal: Failure | null;
}

/** What an update did to the document, before anyone was told. */
export interface Change {
	doc: Y.Doc;
	transaction: Y.Transaction;
	writer: Writer;
	/** Name of each root, by its type. */
	roots: ReadonlyMap<unknown, string>;
	/** Clock after the change of each client id that moved. */
	clocks: Map<number, number>;
	/** New structs, those of one client in ascending order. */
	structs: (Y.Item | Y.GC)[];
}

/** null: nothing against it. */
export type Check = (change: Change) => Failure | null;

/** As much of a Y type as says where it hangs. */
type Type = Pick<Y.AbstractType<unknown>, "_item">;

/** A list in a cell of a table in a list … and deeper is no text of a convention, and breaks what walks it. */
const MAX_DEPTH = 24;
/** Each page that was open offline has one; every reader pays for each, for ever. */
const MAX_CLIENTS = 100;
/** No page lives to type so much; beyond 2^53 nobody could read a state vector any more. */
const MAX_CLOCK = 2 ** 32;

/** Each check stands for one family of attacks, and only together are they the guard. */
export const checks = {
	/** A struct or deletion that waits for another takes effect later, in somebody else's name. */
	pending: ({ doc }: Change) =>
		doc.store.pendingStructs === null && doc.store.pendingDs === null ? null : failure("incomplete"),

	/** A struct of no length moves no clock, so nobody would look at it; one without end breaks what reads clocks. */
	lengths: ({ clocks, structs }: Change) => {
		for (const { length } of structs) if (length === 0) return failure("malformed");
		for (const clock of clocks.values()) if (clock > MAX_CLOCK) return failure("malformed");
		return null;
	},

	/** Yjs makes two unknown characters of one that an id points into, in anybody's text, and calls nothing changed. */
	halves: ({ doc, transaction }: Change) =>
		transaction._mergeStructs.some((right) => isBrokenCharacter(doc, right)) ? failure("malformed") : null,

	/** Only the server makes roots. */
	roots: ({ doc, roots }: Change) => (doc.share.size === roots.size ? null : failure("notYours")),

	/** A nested document would be a room without a guard. */
	subdocuments: ({ transaction: { subdocsAdded, subdocsRemoved } }: Change) =>
		subdocsAdded.size + subdocsRemoved.size === 0 ? null : failure("notConforming"),

	/** A struct under somebody else's client id makes their next words vanish. */
	ownership: ({ clocks, writer }: Change) => {
		if (clocks.size > MAX_CLIENTS) return failure("tooLarge");
		for (const client of clocks.keys()) if (!writer.owns(client)) return failure("foreignClient");
		return null;
	},

	/** Everything that changed lies in a section or a field that this person may write now. */
	zone: (change: Change) => {
		// Garbage lies nowhere, and stays for ever.
		if (change.clocks.size > 0 && change.writer.refusal) return change.writer.refusal;
		for (const [type, keys] of change.transaction.changed) {
			const refusal = refusesZone(change, type as Type, keys);
			if (refusal) return refusal;
		}
		for (const parent of parentsOf(change)) {
			const refusal = refusesZone(change, parent, noKeys);
			if (refusal) return refusal;
		}
		return null;
	},

	/**
	 * A struct that overlaps a known one takes its parent from its forged head and its place from the store: text would
	 * appear in one section while another counts as changed.
	 */
	neighbours: ({ doc, structs }: Change) => {
		for (const item of structs) {
			if (!(item instanceof Y.Item) || item.parent === null) continue;
			if (!isSibling(item, item.left) || !isSibling(item, item.right)) return failure("notYours");
			if (!isSibling(item, structAt(doc, item.origin)) || !isSibling(item, structAt(doc, item.rightOrigin)))
				return failure("notYours");
			// Nobody puts the value of a key before another: replicas would not agree on the last.
			if (item.parentSub !== null && item.rightOrigin !== null) return failure("malformed");
		}
		return null;
	},

	/** Text where text goes, elements and attributes the schema knows, short strings in fields: nothing else. */
	content: (change: Change) => {
		for (const item of change.structs) {
			if (item instanceof Y.Item && item.parent !== null && !isContentAllowed(change, item)) {
				return failure("notConforming", sectionOf(change, item.parent as Type));
			}
		}
		return null;
	},

	/** A client deletes what its schema does not know: one bad node would cost a whole block. */
	schema: (change: Change) => {
		for (const type of reshaped(change)) {
			if (!conforms(type)) return failure("notConforming", sectionOf(change, type));
		}
		return null;
	},

	/**
	 * Items whose origins have changed sides may stand in another order elsewhere, now or after a later, innocent edit
	 * (Yjs issue 794). An honest undo makes one in some 30,000 updates, and has to come again.
	 */
	origins: ({ doc, structs }: Change) => (hasCrossing(doc, structs) ? failure("crossedOrigins") : null),
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

const noKeys: ReadonlySet<string | null> = new Set();

function refusesZone(change: Change, type: Type, keys: ReadonlySet<string | null>): Failure | null {
	const root = rootOf(type);
	const name = root === null ? undefined : change.roots.get(root);
	if (name === undefined) return failure("notYours");
	if (name === FIELDS) return refusesFields(change.writer, keys);
	const section = sectionOfRoot(name);
	if (section === null) return failure("notYours");
	// A section has children; attributes of its own would be read by nobody, and kept for ever.
	if (type === root && holdsAttribute(keys)) return failure("notYours", section);
	return change.writer.refusesSection(section);
}

function refusesFields(writer: Writer, keys: ReadonlySet<string | null>): Failure | null {
	for (const key of keys) {
		const refusal = key === null ? failure("notYours") : writer.refusesField(key);
		if (refusal) return refusal;
	}
	return null;
}

function holdsAttribute(keys: ReadonlySet<string | null>): boolean {
	for (const key of keys) if (key !== null) return true;
	return false;
}

/** The root above a type, or null when it lies deeper than a text may. */
function rootOf(type: Type): Type | null {
	let at = type;
	for (let depth = 0; depth <= MAX_DEPTH; depth++) {
		if (at._item === null) return at;
		if (at._item.parent === null) return null;
		at = at._item.parent as Type;
	}
	return null;
}

function sectionOf({ roots }: Change, type: Type): string | undefined {
	const name = roots.get(rootOf(type));
	return name === undefined ? undefined : (sectionOfRoot(name) ?? undefined);
}

/** Each type that received an item, once. */
function parentsOf({ structs }: Change): Set<Type> {
	const parents = new Set<Type>();
	for (const item of structs) if (item instanceof Y.Item && item.parent !== null) parents.add(item.parent as Type);
	return parents;
}

function isSibling(item: Y.Item, other: Y.Item | null): boolean {
	return other === null || (other.parent === item.parent && other.parentSub === item.parentSub);
}

function structAt(doc: Y.Doc, id: Y.ID | null): Y.Item | null {
	const struct = id === null ? null : Y.getItem(doc.store, id);
	return struct instanceof Y.Item ? struct : null;
}

const UNKNOWN = "\ufffd";

function isBrokenCharacter(doc: Y.Doc, right: Y.AbstractStruct): boolean {
	if (!(right instanceof Y.Item) || !(right.content instanceof Y.ContentString)) return false;
	if (!right.content.str.startsWith(UNKNOWN) || right.id.clock === 0) return false;
	const left = structAt(doc, Y.createID(right.id.client, right.id.clock - 1));
	return left?.content instanceof Y.ContentString && left.content.str.endsWith(UNKNOWN);
}

function isContentAllowed({ roots }: Change, item: Y.Item): boolean {
	const { content, parent, parentSub, deleted } = item;
	if (content instanceof Y.ContentDeleted) return true;
	// What a page that can undo wrote over offline comes merged, several values in one item: none of them stands.
	if (deleted && parentSub !== null && content instanceof Y.ContentAny) return true;
	if (roots.get(parent) === FIELDS) return isFieldValue(content);
	if (parent instanceof Y.XmlText) return parentSub === null && isTextContent(content);
	if (parent instanceof Y.XmlElement && parentSub !== null) return isAttribute(parent.nodeName, parentSub, content);
	return parent instanceof Y.XmlFragment && parentSub === null && isElementContent(content);
}

function isFieldValue(content: unknown): boolean {
	if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return false;
	const [value] = content.arr;
	return typeof value === "string" && value.length <= MAX_FIELD_LENGTH;
}

function isTextContent(content: unknown): boolean {
	if (content instanceof Y.ContentString) return true;
	if (!(content instanceof Y.ContentFormat)) return false;
	const { key, value } = content as unknown as { key: string; value: unknown };
	return Object.hasOwn(markRules, key) && (value === null || markRules[key]?.(value) === true);
}

function isAttribute(node: string, key: string, content: unknown): boolean {
	if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return false;
	const rules = Object.hasOwn(attributeRules, node) ? attributeRules[node] : undefined;
	return rules !== undefined && Object.hasOwn(rules, key) && rules[key]?.(content.arr[0]) === true;
}

function isElementContent(content: unknown): boolean {
	if (!(content instanceof Y.ContentType)) return false;
	const made = content.type.constructor;
	return made === Y.XmlElement || made === Y.XmlText;
}

/** Elements and sections whose children changed, new elements included, as far as they are still there. */
function reshaped({ transaction, structs }: Change): Set<Y.XmlFragment> {
	const types = new Set<Y.XmlFragment>();
	const add = (type: unknown) => {
		if (type instanceof Y.XmlFragment && !type._item?.deleted) types.add(type);
	};
	for (const [type, keys] of transaction.changed) if (keys.has(null)) add(type);
	for (const item of structs) {
		if (!(item instanceof Y.Item)) continue;
		if (item.parentSub === null) add(item.parent);
		if (item.content instanceof Y.ContentType) add(item.content.type);
	}
	return types;
}
