import type { Parsed } from "./parsed.ts";

/** Bytes at hand, or those of a file that is read only when its place has come. */
export type Piece = Uint8Array | Pending;

export interface Pending {
	bytes: number;
	open(): Promise<ReadableStream<Uint8Array>>;
}

/** An object to be written: what Typst wrote, or pieces of ours. */
export type Objects = Map<number, Piece[]>;

/** A whole PDF in the order of its bytes, and how many they are. */
export interface Written {
	bytes: number;
	pieces: Piece[];
}

/** The file of these objects, with one table of cross-references: no trace of how it came to be. */
export function write({ head, root, info, id }: Parsed, objects: Objects): Written {
	const numbers = [...objects.keys()].sort((a, b) => a - b);
	const pieces: Piece[] = [head];
	let at = head.byteLength;
	const entries = numbers.map((number) => {
		const entry = `${String(at).padStart(10, "0")} 00000 n\r\n`;
		for (const piece of objects.get(number) ?? []) {
			pieces.push(piece);
			at += sizeOf(piece);
		}
		return entry;
	});
	const size = numbers.length + 1;
	if (numbers.at(-1) !== numbers.length) throw new Error("an object of this PDF has no number");
	const table = `xref\n0 ${size}\n0000000000 65535 f\r\n${entries.join("")}`;
	const trailer = `trailer\n<<\n  /Size ${size}\n  /Root ${root} 0 R\n  /Info ${info} 0 R\n  /ID ${id}\n>>\n`;
	const end = ascii(`${table}${trailer}startxref\n${at}\n%%EOF`);
	return { bytes: at + end.byteLength, pieces: [...pieces, end] };
}

const sizeOf = (piece: Piece): number => (piece instanceof Uint8Array ? piece.byteLength : piece.bytes);

/** A stream with this dictionary; its length is written into it. */
export function streamObject(number: number, dictionary: string, content: Piece): Piece[] {
	const head = `${number} 0 obj\n<<\n  /Length ${sizeOf(content)}\n${dictionary}>>\nstream\n`;
	return [ascii(head), content, ascii("\nendstream\nendobj\n\n")];
}

export const plainObject = (number: number, content: string): Piece[] => [
	ascii(`${number} 0 obj\n${content}\nendobj\n\n`),
];

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A text string, whatever its characters. */
export const textString = (text: string): string => {
	const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, "0"));
	return `<feff${units.join("")}>`;
};

/**
 * The bytes of a file, one piece after the other, each file read as its turn comes: what is held in memory does not grow
 * with what is embedded. A file of another length than announced breaks the stream.
 */
export function streamOf({ pieces }: Written): ReadableStream<Uint8Array> {
	const generated = generate(pieces);
	return new ReadableStream({
		type: "bytes",
		async pull(controller) {
			const { done, value } = await generated.next();
			if (done) controller.close();
			else controller.enqueue(new Uint8Array(value));
		},
		async cancel() {
			await generated.return(undefined);
		},
	});
}

async function* generate(pieces: Piece[]): AsyncGenerator<Uint8Array, undefined> {
	for (const piece of pieces) {
		if (piece instanceof Uint8Array) yield piece;
		else yield* read(piece);
	}
}

async function* read({ bytes, open }: Pending): AsyncGenerator<Uint8Array> {
	let left = bytes;
	for await (const chunk of await open()) {
		left -= chunk.byteLength;
		if (left < 0) break;
		if (chunk.byteLength > 0) yield chunk;
	}
	if (left !== 0) throw new Error("a file that was to be embedded has another length than its version says");
}
