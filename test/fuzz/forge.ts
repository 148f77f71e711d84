import * as encoding from "lib0/encoding";

/** The v1 update format written by hand: what no Yjs would ever send. */
export type Id = readonly [client: number, clock: number];

export interface Struct {
	origin?: Id | undefined;
	right?: Id | undefined;
	/** The name of a root, or the id of the item that holds the type. Not written where there is an origin. */
	parent?: string | Id | undefined;
	sub?: string | undefined;
	content: Content;
}

export interface Content {
	ref: number;
	write: (encoder: encoding.Encoder) => void;
}

export interface Client {
	client: number;
	clock: number;
	structs: readonly Struct[];
}

export type Deletes = readonly (readonly [client: number, clock: number, length: number])[];

const HAS_ORIGIN = 128;
const HAS_RIGHT = 64;
const HAS_SUB = 32;

export function forge(clients: readonly Client[], deletes: Deletes = []): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, clients.length);
		for (const { client, clock, structs } of clients) {
			encoding.writeVarUint(encoder, structs.length);
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			for (const struct of structs) writeStruct(encoder, struct);
		}
		encoding.writeVarUint(encoder, deletes.length);
		for (const [client, ...range] of deletes) {
			for (const number of [client, 1, ...range]) encoding.writeVarUint(encoder, number);
		}
	});
}

function writeStruct(encoder: encoding.Encoder, { origin, right, parent, sub, content }: Struct): void {
	const info = (origin ? HAS_ORIGIN : 0) | (right ? HAS_RIGHT : 0) | (sub === undefined ? 0 : HAS_SUB);
	// Garbage (0) and gaps (10) are bare lengths.
	const isBare = content.ref === 0 || content.ref === 10;
	encoding.writeUint8(encoder, content.ref | (isBare ? 0 : info));
	if (!isBare) {
		if (origin) writeId(encoder, origin);
		if (right) writeId(encoder, right);
		if (!origin && !right) writeParent(encoder, parent ?? "fields", sub);
	}
	content.write(encoder);
}

function writeParent(encoder: encoding.Encoder, parent: string | Id, sub: string | undefined): void {
	encoding.writeVarUint(encoder, typeof parent === "string" ? 1 : 0);
	if (typeof parent === "string") encoding.writeVarString(encoder, parent);
	else writeId(encoder, parent);
	if (sub !== undefined) encoding.writeVarString(encoder, sub);
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, clock);
}

const sized = (ref: number, length: number): Content => ({
	ref,
	write: (encoder) => encoding.writeVarUint(encoder, length),
});
const named = (ref: number, ...strings: string[]): Content => ({
	ref,
	write: (encoder) => {
		for (const string of strings) encoding.writeVarString(encoder, string);
	},
});

/** Each kind of content a struct may hold; `type` 3 (element) and 5 (hook) carry a name. */
export const contents = {
	garbage: (length: number) => sized(0, length),
	gap: (length: number) => sized(10, length),
	deleted: (length: number) => sized(1, length),
	json: (...values: unknown[]): Content => ({
		ref: 2,
		write: (encoder) => {
			encoding.writeVarUint(encoder, values.length);
			for (const value of values) encoding.writeVarString(encoder, JSON.stringify(value));
		},
	}),
	binary: (bytes: Uint8Array): Content => ({
		ref: 3,
		write: (encoder) => encoding.writeVarUint8Array(encoder, bytes),
	}),
	string: (text: string) => named(4, text),
	embed: (value: unknown) => named(5, JSON.stringify(value)),
	/** `value` is raw JSON: escapes stay as they are. */
	format: (key: string, value: string) => named(6, key, value),
	type: (type: number, name?: string): Content => ({
		ref: 7,
		write: (encoder) => {
			encoding.writeVarUint(encoder, type);
			if (name !== undefined) encoding.writeVarString(encoder, name);
		},
	}),
	any: (...values: unknown[]): Content => ({
		ref: 8,
		write: (encoder) => {
			encoding.writeVarUint(encoder, values.length);
			for (const value of values) encoding.writeAny(encoder, value as never);
		},
	}),
	subdocument: (): Content => ({
		ref: 9,
		write: (encoder) => {
			encoding.writeVarString(encoder, "8a5c3d1e");
			encoding.writeAny(encoder, {});
		},
	}),
};

export const TYPE = { array: 0, map: 1, text: 2, element: 3, fragment: 4, hook: 5, xmlText: 6 } as const;
