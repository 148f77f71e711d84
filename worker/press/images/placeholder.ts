import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
import { MAX_SIDE } from "../../../shared/files/limits.ts";

/**
 * What stands for the image of this number, from 1, while the page is laid out: a line of so many grey dots, known again in the
 * PDF by its size.
 */
export function placeholder(number: number): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(widthOf(number), 0);
	header.writeUInt32BE(1, 4);
	header[8] = 8;
	const row = Buffer.alloc(1 + widthOf(number));
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
		chunk("IHDR", header),
		chunk("IDAT", deflateSync(row)),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

/** The number of the image that stands here; null for one that Typst decoded. */
export function numberOf(dictionary: string): number | null {
	if (!/\/Subtype \/Image\n/.test(dictionary) || !/\/Height 1\n/.test(dictionary)) return null;
	const width = Number(/\/Width (\d+)\n/.exec(dictionary)?.[1]);
	return width > MAX_SIDE ? width - MAX_SIDE : null;
}

/** An image may be of a single row, but none that is attached is as wide as that. */
const widthOf = (number: number) => MAX_SIDE + number;

function chunk(kind: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
	const whole = Buffer.alloc(body.length + 8);
	whole.writeUInt32BE(data.length, 0);
	body.copy(whole, 4);
	whole.writeUInt32BE(crc32(body), whole.length - 4);
	return whole;
}
