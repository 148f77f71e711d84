import * as Y from "yjs";
import type { Random } from "./random.ts";
import { docOf, FIELDS, type Person, SECTIONS, SERVER_CLIENT, type World } from "./world.ts";

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

/** Everything visible in a document, or a Violation where something stands that no convention may hold. */
export function snapshot(doc: Y.Doc): Snapshot {
	const sections: Snapshot["sections"] = {};
	for (const id of Object.keys(SECTIONS)) sections[id] = JSON.stringify(readText(doc.getText(`live/${id}`), id, true));
	for (const name of [...doc.share.keys()].sort()) {
		const section = sectionOfRoot(name);
		expect(section !== null, `root "${name}" came into being`);
		const shown = section === "" ? "" : readTableRoot(doc, name, section);
		if (shown !== "") sections[section] += `\n${name}: ${shown}`;
	}
	const tableRoots = [...doc.share.keys()].filter((name) => sectionOfRoot(name) !== "").length;
	expect(tableRoots <= MAX_TABLE_ROOTS, `${tableRoots} roots of tables came into being`);
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
	expectReadable(values[0], `field "${key}"`);
	expect(!values[0].includes("\n"), `field "${key}" has several lines`);
	return values[0];
}

/** The section that a root of a table is part of; "" for a root the room begins with, null for any other. */
function sectionOfRoot(name: string): string | null {
	if (["fields", "structure", ...Object.keys(SECTIONS).map((id) => `live/${id}`)].includes(name)) return "";
	const [, section, table] = /^(.+)\/([\w-]{1,24})\/(?:rows|cols)$/.exec(name) ?? [];
	const [, inCell] = /^live\/(.+)\/[\w-]{1,24}\/[\w-]{1,24}\/[\w-]{1,24}$/.exec(name) ?? [];
	const id = (table === undefined ? undefined : section) ?? inCell;
	return id !== undefined && Object.hasOwn(SECTIONS, id) ? id : null;
}

/** As many as a run may come to: see `fewer` in campaign.ts. */
const MAX_TABLE_ROOTS = 350;

function readTableRoot(doc: Y.Doc, name: string, section: string): string {
	if (name.startsWith("live/")) {
		const shown = JSON.stringify(readText(doc.getText(name), section, false));
		// A cell that nobody wrote in is as if it were not there.
		if (shown === "[[],[]]") return "";
		const [row, column] = name.split("/").slice(-2) as [string, string];
		const table = name.slice("live/".length).split("/").slice(0, -2).join("/");
		expect(isOrWas(doc, `${table}/rows`, row) && isOrWas(doc, `${table}/cols`, column), `"${name}" is in no table`);
		return shown;
	}
	const list = doc.getArray<unknown>(name);
	expect(list._map.size === 0, `the list "${name}" has keys`);
	const ids = list.toArray();
	for (const id of ids) expect(typeof id === "string" && /^[\w-]{1,24}$/.test(id), `"${name}" lists what is no id`);
	expect(ids.length <= 1_000, `"${name}" lists ${ids.length} ids`);
	return ids.join();
}

/** Is this id in the list, or went some from it of which it may be one? */
function isOrWas(doc: Y.Doc, root: string, id: string): boolean {
	if (!doc.share.has(root)) return false;
	for (let item = doc.getArray(root)._start; item !== null; item = item.right) if (item.deleted) return true;
	return doc.getArray(root).toArray().includes(id);
}

const TITLE = /^"h[34]"$/;
const BLOCK: Record<string, RegExp> = {
	...{ t: TITLE, d: /^[1-8]$/, k: /^"[o1aAiI]"$/, c: /^1$/, n: /^\d{1,4}$/, i: /^"[\w-]{1,24}"$/ },
};
const CELL: Record<string, RegExp> = {
	...BLOCK,
	i: /^$/,
	x: /^([2-9]|[1-3]\d|40)$/,
	y: /^([2-9]|[1-3]\d|40)$/,
	e: /^1$/,
};

/** Its attributes and what stands in it, where all of that may: runs with the same formats, and boundaries. */
function readText(text: Y.Text, section: string, isSection: boolean): [keys: unknown[], content: unknown[]] {
	const formats = new Map<string, unknown>();
	const content: unknown[] = [];
	let run = { text: "", formats: "" };
	let blocks = 0;
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentFormat) readFormat(item.content, formats);
		else if (item.content instanceof Y.ContentString) {
			const now = JSON.stringify([...formats].sort());
			if (content.at(-1) !== run || run.formats !== now) {
				run = { text: "", formats: now };
				content.push(run);
			}
			run.text += item.content.str;
		} else {
			content.push(readBoundary(item.content, isSection));
			blocks++;
		}
	}
	for (const run of content) if (!Array.isArray(run)) expectReadable((run as { text: string }).text, section);
	expect(blocks <= 5_000, `${blocks} blocks in "${section}"`);
	return [readKeys(text._map, isSection ? BLOCK : CELL), content];
}

function readBoundary(content: Y.Item["content"], isSection: boolean): unknown[] {
	const type: unknown = content instanceof Y.ContentType ? content.type : null;
	expect(type instanceof Y.Map && type.constructor === Y.Map, "something in a text that is no boundary");
	expect(type._start === null, "a list in a boundary");
	return readKeys(type._map, isSection ? BLOCK : { ...BLOCK, i: /^$/ });
}

function readFormat({ key, value }: Y.ContentFormat, formats: Map<string, unknown>): void {
	if (value !== null) expectFormat(key, value);
	expect(["bold", "italic", "superscript", "link"].includes(key), `format "${key}"`);
	if (value === null) formats.delete(key);
	else formats.set(key, value);
}

function readKeys(map: Map<string, Y.Item>, rules: Record<string, RegExp>): [string, unknown][] {
	const entries = [...map].filter(([, item]) => !item.deleted);
	return entries
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, { content }]) => {
			expect(Object.hasOwn(rules, key), `unknown key "${key}"`);
			expect(content instanceof Y.ContentAny, `"${key}" holds no plain value`);
			const value = content.arr.at(-1);
			expect(rules[key]?.test(JSON.stringify(value)) === true, `"${key}" may not be ${JSON.stringify(value)}`);
			return [key, value];
		});
}

function expectFormat(key: string, value: unknown): void {
	const isLink = key === "link" && typeof value === "string" && /^(https?:\/\/|mailto:)\S+$/i.test(value);
	expect(isLink || (["bold", "italic", "superscript"].includes(key) && value === true), `format "${key}" is ${value}`);
	if (isLink) expectReadable(value, "a link");
}

/** Controls, formats and lost characters, but for a line's end, a tab and joiners. */
const UNREAD = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffc\ufffd](?<![\n\t]|\u200c|\u200d|[\u{e0000}-\u{e007f}])/u;

function expectReadable(text: string, where: string): void {
	const odd = [...text].find((character) => UNREAD.test(character)) ?? /\p{M}{5}/u.exec(text)?.[0];
	expect(odd === undefined, `${where} holds U+${odd?.codePointAt(0)?.toString(16)}, which nobody can read`);
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

/**
 * Do all ways to the document come to the same: as it lives, from the log, merged, in any order, and as a follower has it?
 * Also in what nobody sees: the order of all units, those that are gone too.
 */
export function judgeReplicas(live: Y.Doc, log: readonly Uint8Array[], follower: Y.Doc, random: Random): void {
	const shown = snapshot(live);
	const again = docOf(log);
	const shuffled = [...log].sort(() => random.next() - 0.5);
	const cut = random.int(log.length + 1);
	const ways: [string, Y.Doc][] = [
		["a follower", follower],
		["a reload", again],
		["the merged log", docOf([Y.mergeUpdates([...log])])],
		["a newcomer", docOf([Y.encodeStateAsUpdate(again)])],
		["the log in another order", docOf(shuffled)],
		["the log in two merged halves, the second first", docOf([log.slice(cut), log.slice(0, cut)].flatMap(merged))],
	];
	for (const [who, doc] of ways) {
		expectSame(shown, doc, who);
		for (const [name, type] of live.share) expectSameOrder(type, doc.share.get(name), `${who}, in "${name}"`);
		if (doc !== follower) doc.destroy();
	}
}

const merged = (updates: Uint8Array[]) => (updates.length === 0 ? [] : [Y.mergeUpdates(updates)]);

type List = Pick<Y.AbstractType<unknown>, "_start">;

function expectSameOrder(a: List, b: List | undefined, where: string): void {
	if (a._start === null && (b === undefined || b._start === null)) return;
	expect(b !== undefined && orderOf(a) === orderOf(b), `${where}, things stand in another order`);
}

function orderOf(list: List): string {
	const runs: { client: number; from: number; to: number }[] = [];
	for (let item = list._start; item !== null; item = item.right) {
		const { client, clock } = item.id;
		const last = runs.at(-1);
		if (last?.client === client && last.to === clock) last.to += item.length;
		else runs.push({ client, from: clock, to: clock + item.length });
	}
	return runs.map(({ client, from, to }) => `${client}:${from}-${to}`).join();
}

/** How many client ids one update may bring, as a day of work offline does. */
const MAX_CLIENTS = 100;
/** A room serves many: beyond this, one frame is an attack. Twice the bound of the guard, for a machine that is slow. */
const MAX_MS = 100;

/** Was that little work? `again` does it once more, as a machine may stumble. */
export function judgeWork(clients: number, spent: number, again: () => number): void {
	expect(clients <= MAX_CLIENTS, `an update brought ${clients} client ids`);
	if (spent <= MAX_MS) return;
	const least = Math.min(spent, again(), again());
	expect(least <= MAX_MS, `one update took ${Math.round(least)} ms`);
}

/** What came of it, and its milliseconds of work, whatever else the machine does. */
export function workOf<T>(act: () => T): [result: T, spent: number] {
	const before = process.threadCpuUsage();
	const result = act();
	const { user, system } = process.threadCpuUsage(before);
	return [result, (user + system) / 1000];
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
