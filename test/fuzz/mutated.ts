import * as decoding from "lib0/decoding";
import { encodeSync, Message, Sync } from "../../shared/room/protocol.ts";
import type { Random } from "./random.ts";

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const mutations: Record<string, Mutation> = {
	flip: (bytes, random) =>
		changed(bytes, (copy, at) => copy.fill((copy[at] ?? 0) ^ (1 << random.int(8)), at, at + 1), random),
	overwrite: (bytes, random) => changed(bytes, (copy, at) => copy.fill(random.int(256), at, at + 1), random),
	truncate: (bytes, random) => bytes.slice(0, random.int(bytes.length + 1)),
	insert: (bytes, random) => spliced(bytes, random.int(bytes.length + 1), 0, [random.int(256)]),
	drop: (bytes, random) => spliced(bytes, random.int(bytes.length + 1), 1, []),
	repeat: (bytes, random) => {
		const from = random.int(bytes.length + 1);
		return spliced(bytes, from, 0, [...bytes.slice(from, from + random.int(12))]);
	},
};

/** A real update with one to three bytes gone wrong. */
export function damage(bytes: Uint8Array, random: Random): { name: string; bytes: Uint8Array } {
	let damaged = bytes;
	const names: string[] = [];
	for (let left = 1 + random.int(3); left > 0; left--) {
		const name = random.pick(Object.keys(mutations));
		names.push(name);
		damaged = mutations[name]?.(damaged, random) ?? damaged;
	}
	return { name: names.join("+"), bytes: damaged };
}

/** The update in a damaged frame, where a room would still find one in it. */
export function damagedFrame(update: Uint8Array, random: Random): { name: string; bytes: Uint8Array | null } {
	const { name, bytes } = damage(encodeSync(Sync.update, update), random);
	const decoder = decoding.createDecoder(bytes);
	try {
		if (decoding.readVarUint(decoder) !== Message.sync || decoding.readVarUint(decoder) === Sync.step1) {
			return { name, bytes: null };
		}
		return { name, bytes: decoding.readVarUint8Array(decoder).slice() };
	} catch {
		return { name, bytes: null };
	}
}

function changed(bytes: Uint8Array, change: (copy: Uint8Array, at: number) => void, random: Random): Uint8Array {
	const copy = bytes.slice();
	if (copy.length > 0) change(copy, random.int(copy.length));
	return copy;
}

function spliced(bytes: Uint8Array, at: number, gone: number, added: number[]): Uint8Array {
	return Uint8Array.from([...bytes.slice(0, at), ...added, ...bytes.slice(at + gone)]);
}
