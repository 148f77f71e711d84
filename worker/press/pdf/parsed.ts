/**
 * A PDF as Typst 0.14.2 writes it: one table of cross-references, no object streams, dictionaries in clear. Whatever looks
 * otherwise throws: another version of Typst is to be looked at before its files are declared to be what they may not be.
 */
export interface Parsed {
	/** What stands before the first object. */
	head: Uint8Array;
	/** By number, from 1: "12 0 obj … endobj" with the empty line behind it. */
	objects: Map<number, Uint8Array>;
	root: number;
	info: number;
	/** The two strings of /ID, with their brackets. */
	id: string;
}

export function parse(bytes: Uint8Array): Parsed {
	const tail = latin(bytes.subarray(-40));
	const at = Number(found(/startxref\n(\d+)\n%%EOF\s*$/, tail)[1]);
	const table = latin(bytes.subarray(at));
	const size = Number(found(/^xref\n0 (\d+)\n/, table)[1]);
	const offsets = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
	if (offsets.length !== size - 1) throw new Error("an object of this PDF is free");
	const trailer = table.slice(table.indexOf("trailer"));
	const inOrder = [...offsets, at].sort((a, b) => a - b);
	const ends = new Map(inOrder.map((from, index) => [from, inOrder[index + 1]]));
	const objects = new Map(offsets.map((from, index) => [index + 1, bytes.subarray(from, ends.get(from))]));
	return {
		head: bytes.subarray(0, inOrder[0]),
		objects,
		root: Number(found(/\/Root (\d+) 0 R/, trailer)[1]),
		info: Number(found(/\/Info (\d+) 0 R/, trailer)[1]),
		id: found(/\/ID (\[.*\])/, trailer)[1] as string,
	};
}

/** An object as characters of its bytes. */
export function objectText({ objects }: Parsed, number: number): string {
	const bytes = objects.get(number);
	if (!bytes) throw new Error(`this PDF has no object ${number}`);
	return latin(bytes);
}

const DICTIONARY_BYTES = 400;

/** The first characters of an object: the dictionary of a stream that is no page. */
export const dictionaryOf = ({ objects }: Parsed, number: number): string =>
	latin((objects.get(number) ?? new Uint8Array()).subarray(0, DICTIONARY_BYTES)).split("\nstream\n", 1)[0] as string;

/** Each byte as the character of its number. */
export function latin(bytes: Uint8Array): string {
	return new TextDecoder("latin1").decode(bytes);
}

/** The match; throws where there is none. */
export function found(pattern: RegExp, text: string): RegExpExecArray {
	const match = pattern.exec(text);
	if (!match) throw new Error(`Typst wrote this PDF otherwise: no ${pattern}`);
	return match;
}
