import * as decoding from "lib0/decoding";
import { type Failure, failure } from "../../failure.ts";
import type { Limits } from "./limits.ts";

/** A unit of the text, as Yjs names it. */
export interface Id {
	readonly client: number;
	readonly clock: number;
}

/** What a struct holds. */
export type Content =
	| { readonly kind: "garbage" | "gap" | "deleted" | "boundary" }
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "format"; readonly key: string; readonly value: unknown }
	| { readonly kind: "values"; readonly values: readonly unknown[] };

/** One struct of an update, under the names that a Y.Item has. */
export interface Struct {
	/** How many structs of the update were read before it. */
	readonly index: number;
	readonly id: Id;
	readonly length: number;
	/** What stood left and right of it where it was made. */
	readonly origin: Id | null;
	readonly rightOrigin: Id | null;
	/** The name of a root, or the item that holds the type; null where a neighbour tells. */
	readonly parent: string | Id | null;
	/** The key, where the parent has keys. */
	readonly parentSub: string | null;
	readonly content: Content;
}

/** So many units from here on are deleted. */
export interface Range extends Id {
	readonly length: number;
}

/** An update, read and not yet believed. */
export interface Update {
	/** By client id, in the order of their clocks. */
	readonly structs: ReadonlyMap<number, readonly Struct[]>;
	readonly deletions: readonly Range[];
	/** Of all clients. */
	readonly count: number;
}

/**
 * Reads an update of Yjs (format 1) in time proportional to its bytes, and makes no Yjs type of it. Refuses bytes that are
 * none or go on behind it (`malformed`), more than one update may hold (`tooLarge`) and content of which the flat layout
 * knows nothing (`notConforming`), before it reads on.
 */
export function readUpdate(bytes: Uint8Array, limits: Limits): Update | Failure {
	try {
		const decoder = new Decoder(bytes, limits);
		const structs = readClients(decoder);
		const deletions = readDeletions(decoder);
		return decoding.hasContent(decoder) ? failure("malformed") : { structs, deletions, count: decoder.count };
	} catch (error) {
		return failure(error instanceof Refused ? error.code : "malformed");
	}
}

class Decoder extends decoding.Decoder {
	readonly limits: Limits;
	/** The structs read so far. */
	count = 0;

	constructor(bytes: Uint8Array, limits: Limits) {
		super(bytes);
		this.limits = limits;
	}
}

/** Ends the reading: what is around it need not know. */
class Refused extends Error {
	readonly code: "tooLarge" | "notConforming";

	constructor(code: Refused["code"]) {
		super(code);
		this.code = code;
	}
}

function allow(count: number, most: number): number {
	if (count > most) throw new Refused("tooLarge");
	return count;
}

function readClients(decoder: Decoder): Map<number, Struct[]> {
	const { limits } = decoder;
	const clients = new Map<number, Struct[]>();
	for (let left = allow(decoding.readVarUint(decoder), limits.clients); left > 0; left--) {
		const claimed = decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		allow(decoder.count + claimed, limits.structs);
		// Yjs would take the second list of an id for the whole of it.
		if (clients.has(client)) throw new Error("a client id twice");
		clients.set(client, readStructs(decoder, client, claimed));
	}
	return clients;
}

function readStructs(decoder: Decoder, client: number, count: number): Struct[] {
	const structs: Struct[] = [];
	let clock = decoding.readVarUint(decoder);
	for (let left = count; left > 0; left--) {
		const struct = readStruct(decoder, { client, clock });
		structs.push(struct);
		clock += struct.length;
	}
	return structs;
}

const HAS_ORIGIN = 128;
const HAS_RIGHT = 64;
const HAS_SUB = 32;
const REF = 31;

/** What a struct holds, by its number. */
const GARBAGE = 0;
const DELETED = 1;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const GAP = 10;
/** Which type it holds. */
const MAP = 1;

function readStruct(decoder: Decoder, id: Id): Struct {
	const index = decoder.count++;
	const info = decoding.readUint8(decoder);
	if (info === GARBAGE || info === GAP) {
		const content = info === GARBAGE ? garbage : gap;
		const length = decoding.readVarUint(decoder);
		return { index, id, length, origin: null, rightOrigin: null, parent: null, parentSub: null, content };
	}
	const origin = info & HAS_ORIGIN ? readId(decoder) : null;
	const rightOrigin = info & HAS_RIGHT ? readId(decoder) : null;
	const standsAlone = origin === null && rightOrigin === null;
	const parent = standsAlone ? readParent(decoder) : null;
	const parentSub = standsAlone && info & HAS_SUB ? decoding.readVarString(decoder) : null;
	return { index, id, origin, rightOrigin, parent, parentSub, ...readContent(decoder, info & REF) };
}

const readId = (decoder: decoding.Decoder): Id => ({
	client: decoding.readVarUint(decoder),
	clock: decoding.readVarUint(decoder),
});

const readParent = (decoder: decoding.Decoder): string | Id =>
	decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : readId(decoder);

const garbage: Content = { kind: "garbage" };
const gap: Content = { kind: "gap" };
const deleted: Content = { kind: "deleted" };
const boundary: Content = { kind: "boundary" };

interface Held {
	content: Content;
	length: number;
}

function readContent(decoder: Decoder, ref: number): Held {
	switch (ref) {
		case DELETED:
			return { content: deleted, length: decoding.readVarUint(decoder) };
		case STRING: {
			const text = readText(decoder);
			return { content: { kind: "text", text }, length: text.length };
		}
		case FORMAT:
			return { content: readFormat(decoder), length: 1 };
		case TYPE:
			if (decoding.readVarUint(decoder) !== MAP) throw new Refused("notConforming");
			return { content: boundary, length: 1 };
		case ANY: {
			const values = readValues(decoder);
			return { content: { kind: "values", values }, length: values.length };
		}
		default:
			throw new Refused("notConforming");
	}
}

/** A key brings a letter: for so few bytes a TextDecoder takes longer than all that is around it. */
const FEW = 8;

function readText(decoder: Decoder): string {
	const { arr, pos } = decoder;
	const length = decoding.readVarUint(decoder);
	let text = "";
	if (length <= FEW && decoder.pos + length <= arr.length) {
		const end = decoder.pos + length;
		let at = decoder.pos;
		for (; at < end && (arr[at] as number) < 128; at++) text += String.fromCharCode(arr[at] as number);
		decoder.pos = at;
		if (at === end) return text;
	}
	decoder.pos = pos;
	return decoding.readVarString(decoder);
}

function readFormat(decoder: Decoder): Content {
	const key = decoding.readVarString(decoder);
	const json = decoding.readVarString(decoder);
	const value: unknown = JSON.parse(json);
	// JSON may be any length and say nothing.
	if (JSON.stringify(value) !== json) throw new Error("a value that Yjs would write otherwise");
	return { kind: "format", key, value };
}

function readValues(decoder: Decoder): unknown[] {
	const values: unknown[] = [];
	for (let left = allow(decoding.readVarUint(decoder), decoder.limits.structs); left > 0; left--)
		values.push(decoding.readAny(decoder));
	return values;
}

function readDeletions(decoder: decoding.Decoder): Range[] {
	const ranges: Range[] = [];
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
		const client = decoding.readVarUint(decoder);
		const count = decoding.readVarUint(decoder);
		for (let left = count; left > 0; left--) {
			ranges.push({ client, clock: decoding.readVarUint(decoder), length: decoding.readVarUint(decoder) });
		}
	}
	return ranges;
}
