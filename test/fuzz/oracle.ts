import * as Y from "yjs";
import { schema } from "../../shared/schema.ts";
import { docOf, emptyDoc, FIELDS, type Person, SECTIONS, SERVER_CLIENT, type World } from "./world.ts";

/**
 * Judges a room by its whole document before and after an update, without a line of the guard's code: slow, simple, and
 * wrong in other places than the guard, if it is wrong.
 */
export interface Snapshot {
	sections: Record<string, string>;
	fields: Record<string, string>;
	structure: string;
	clocks: Map<number, number>;
}

/** Thrown where a document breaks a promise. */
export class Violation extends Error {}

interface Json {
	type: string;
	attrs?: Record<string, unknown>;
	content?: Json[];
	text?: string;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** Everything visible in a document, or a Violation where something stands that no convention may hold. */
export function snapshot(doc: Y.Doc): Snapshot {
	const sections: Snapshot["sections"] = {};
	for (const id of Object.keys(SECTIONS)) sections[id] = JSON.stringify(readSection(doc, id));
	const known = new Set(["fields", "structure", ...Object.keys(SECTIONS).map((id) => `section/${id}`)]);
	for (const name of doc.share.keys()) expect(known.has(name), `root "${name}" came into being`);
	const fields: Snapshot["fields"] = {};
	for (const [key, item] of doc.getMap("fields")._map) if (!item.deleted) fields[key] = readField(key, item);
	expect(doc.getMap("fields")._start === null, "a list in the fields");
	const structure = JSON.stringify([...doc.getMap("structure").entries()].sort());
	return { sections, fields, structure, clocks: Y.decodeStateVector(Y.encodeStateVector(doc)) };
}

export function expect(holds: boolean, what: string): asserts holds {
	if (!holds) throw new Violation(what);
}

function readField(key: string, item: Y.Item): string {
	expect(Object.hasOwn(FIELDS, key), `unknown field "${key}"`);
	const values = item.content.getContent();
	expect(item.content instanceof Y.ContentAny && values.length === 1, `field "${key}" holds no plain value`);
	expect(typeof values[0] === "string" && values[0].length <= 300, `field "${key}" is no short string`);
	return values[0];
}

function readSection(doc: Y.Doc, id: string): Json[] {
	const root = doc.getXmlFragment(`section/${id}`);
	expect(root._map.size === 0, `section "${id}" has attributes`);
	const content = readChildren(root, 0);
	// A new room starts with empty sections.
	if (content.length === 0) return content;
	try {
		schema.nodeFromJSON({ type: "doc", content }).check();
	} catch (error) {
		throw new Violation(`section "${id}" does not conform: ${error}`);
	}
	return content;
}

function readChildren(parent: Y.XmlFragment, depth: number): Json[] {
	expect(depth < 100, "nesting without end");
	const children: Json[] = [];
	for (let item = parent._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		expect(item.parent === parent, "an item stands in the list of another parent");
		expect(item.content instanceof Y.ContentType, "a child that is no type");
		const { type } = item.content;
		if (type.constructor === Y.XmlText) children.push(...readText(type));
		else children.push(readElement(type, depth));
	}
	return children;
}

function readElement(type: unknown, depth: number): Json {
	expect(type instanceof Y.XmlElement, "a child that is neither element nor text");
	const attrs: Record<string, unknown> = {};
	for (const [key, item] of type._map) if (!item.deleted) attrs[key] = readAttribute(type.nodeName, key, item);
	const sorted = Object.fromEntries(Object.entries(attrs).sort(([a], [b]) => (a < b ? -1 : 1)));
	return { type: type.nodeName, attrs: sorted, content: readChildren(type, depth + 1) };
}

const CELL = { colspan: /^[1-9]\d?$/, rowspan: /^[1-9]\d?$/, colwidth: /^null$/ };
const ATTRIBUTES: Record<string, Record<string, RegExp>> = {
	heading: { level: /^[34]$/ },
	orderedList: { start: /^\d{1,4}$/, type: /^(null|"[1aAiI]")$/ },
	tableCell: CELL,
	tableHeader: CELL,
};

function readAttribute(node: string, key: string, { content }: Y.Item): unknown {
	const allowed = Object.hasOwn(ATTRIBUTES, node) ? ATTRIBUTES[node] : undefined;
	expect(allowed !== undefined && Object.hasOwn(allowed, key), `attribute "${key}" on ${node}`);
	expect(content instanceof Y.ContentAny && content.arr.length === 1, `attribute "${key}" holds no plain value`);
	expect(allowed[key]?.test(JSON.stringify(content.arr[0])) === true, `attribute "${key}" = ${content.arr[0]}`);
	return content.arr[0];
}

/** The text of one Y.XmlText, in runs of the same marks. */
function readText(type: Y.XmlText): Json[] {
	expect(type._map.size === 0 || [...type._map.values()].every((item) => item.deleted), "a text with attributes");
	const marks = new Map<string, Record<string, unknown>>();
	const runs: Json[] = [];
	for (let item = type._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentFormat) readFormat(item.content, marks);
		else {
			expect(item.content instanceof Y.ContentString, "content in a text that is no text");
			addRun(runs, item.content.str, marks);
		}
	}
	return runs;
}

function readFormat(
	{ key, value }: { key: string; value: unknown },
	marks: Map<string, Record<string, unknown>>,
): void {
	if (value === null) {
		marks.delete(key);
		return;
	}
	expect(["bold", "italic", "superscript", "link"].includes(key), `mark "${key}"`);
	expect(typeof value === "object" && !Array.isArray(value), `mark "${key}" is no object`);
	const attrs = value as Record<string, unknown>;
	expect(Object.keys(attrs).join() === (key === "link" ? "href" : ""), `attributes of mark "${key}"`);
	if (key === "link") expect(isHarmless(attrs.href), `link to ${JSON.stringify(attrs.href)}`);
	marks.set(key, attrs);
}

function isHarmless(href: unknown): boolean {
	if (typeof href !== "string" || href.length > 2000 || !href.isWellFormed()) return false;
	return !URL.canParse(href) || ["http:", "https:", "mailto:"].includes(new URL(href).protocol);
}

function addRun(runs: Json[], text: string, marks: Map<string, Record<string, unknown>>): void {
	if (text === "") return;
	const sorted = [...marks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, attrs]) => ({ type, attrs }));
	const last = runs.at(-1);
	if (last && JSON.stringify(last.marks) === JSON.stringify(sorted)) last.text += text;
	else runs.push({ type: "text", text, marks: sorted });
}

/** Did an update let in from `person` keep to what they may write, under client ids that are theirs? */
export function judgeChange(before: Snapshot, after: Snapshot, person: Person, world: World, ids: IdBook): void {
	for (const id of world.sectionsClosedTo(person)) {
		expect(before.sections[id] === after.sections[id], `${person.name} changed section "${id}"`);
	}
	for (const key of Object.keys(FIELDS)) {
		const isSame = before.fields[key] === after.fields[key];
		expect(isSame || world.mayWriteField(person, key), `${person.name} changed field "${key}"`);
	}
	expect(before.structure === after.structure, `${person.name} changed the structure`);
	for (const [client, clock] of after.clocks) {
		expect((before.clocks.get(client) ?? 0) <= clock, `the clock of ${client} went back`);
		if (before.clocks.get(client) === clock) continue;
		expect(person.writes, `${person.name} may write nothing and left a trace`);
		expect(ids.isOf(client, person), `${person.name} wrote under client id ${client}`);
	}
}

/** Which person uses which client id, kept apart from the room's own book. */
export class IdBook {
	readonly #people = new Map<number, Person>();

	/** Also says whether it is theirs to use. */
	isOf(client: number, person: Person): boolean {
		if (!this.#people.has(client)) this.#people.set(client, person);
		return client !== SERVER_CLIENT && this.#people.get(client) === person;
	}
}

/** Is the store itself sound: nothing waits, nothing overlaps, nothing is too large to be written? */
export function judgeStore(doc: Y.Doc): void {
	expect(doc.store.pendingStructs === null && doc.store.pendingDs === null, "something waits in the document");
	for (const [client, structs] of doc.store.clients) {
		let clock = 0;
		for (const { id, length } of structs) {
			expect(id.clock === clock && length > 0, `structs of ${client} leave a gap, or have no length`);
			clock += length;
		}
		expect(clock < 2 ** 40, `the clock of ${client} is out of hand`);
	}
	expect(doc.subdocs.size === 0, "a document in the document");
}

/** Do all ways to the document show the same: as it lives, from the log, merged, and as a follower has it? */
export function judgeReplicas(live: Snapshot, log: readonly Uint8Array[], follower: Y.Doc): void {
	expectSame(live, follower, "a follower");
	const again = docOf(log);
	expectSame(live, again, "a reload");
	const merged = emptyDoc();
	Y.applyUpdate(merged, Y.mergeUpdates([...log]));
	expectSame(live, merged, "the merged log");
	const joined = emptyDoc();
	Y.applyUpdate(joined, Y.encodeStateAsUpdate(again));
	expectSame(live, joined, "a newcomer");
	for (const doc of [again, merged, joined]) doc.destroy();
}

export function expectSame(live: Snapshot, doc: Y.Doc, who: string): void {
	const { clocks: _, ...shown } = snapshot(doc);
	const { clocks: __, ...expected } = live;
	if (sorted(shown) === sorted(expected)) return;
	throw new Violation(`${who} shows another text:\n  ${differences(expected, shown)}`);
}

const sorted = ({ sections, fields, structure }: Omit<Snapshot, "clocks">) =>
	JSON.stringify([sections, Object.entries(fields).sort(), structure]);

/** Each section that differs, from shortly before the first difference. */
function differences(a: Omit<Snapshot, "clocks">, b: Omit<Snapshot, "clocks">): string {
	const pairs = Object.keys(a.sections).map((id) => [id, a.sections[id] ?? "", b.sections[id] ?? ""] as const);
	pairs.push([
		"fields",
		JSON.stringify(Object.entries(a.fields).sort()),
		JSON.stringify(Object.entries(b.fields).sort()),
	]);
	const different = pairs.filter(([, one, other]) => one !== other);
	return different.map(([id, one, other]) => `${id}: ${from(one, other)}\n  ${id}: ${from(other, one)}`).join("\n  ");
}

function from(one: string, other: string): string {
	let at = 0;
	while (at < one.length && one[at] === other[at]) at++;
	return `…${one.slice(Math.max(0, at - 80), at + 160)}`;
}
