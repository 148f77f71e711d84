import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** Small true files, made by hand, for every test that attaches one. */

/** A grey image of this size. */
export function png(width = 40, height = 30, shade = 200): Uint8Array<ArrayBuffer> {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits a pixel, grey.
	header[8] = 8;
	const rows = Buffer.alloc((width + 1) * height, shade);
	for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
	return bytes(
		Buffer.concat([
			Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
			chunk("IHDR", header),
			chunk("IDAT", deflateSync(rows)),
			chunk("IEND", Buffer.alloc(0)),
		]),
	);
}

/** Headers of an image of this size, with nothing behind them: enough to ask how large it says it is. */
export function pngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
	const small = png(1, 1);
	const view = new DataView(small.buffer);
	view.setUint32(16, width);
	view.setUint32(20, height);
	return small;
}

function chunk(kind: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
	const whole = Buffer.alloc(body.length + 8);
	whole.writeUInt32BE(data.length, 0);
	body.copy(whole, 4);
	whole.writeUInt32BE(crc32(body), whole.length - 4);
	return whole;
}

/** Grey, 8 pixels wide and 16 high; `orientation` as a camera notes it. */
export function jpeg(orientation?: number): Uint8Array<ArrayBuffer> {
	const small = Buffer.from(JPEG, "base64");
	if (orientation === undefined) return bytes(small);
	const exif = Buffer.from(`457869660000${"4d4d002a00000008000101120003000000010000000000000000"}`, "hex");
	exif[25] = orientation;
	const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
	return bytes(Buffer.concat([small.subarray(0, 2), head, exif, small.subarray(2)]));
}

/** One pixel, lossless. */
export const webp = () => bytes(Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64"));

/** One empty page; `more` stands among its objects. */
export function pdf(more = ""): Uint8Array<ArrayBuffer> {
	return bytes(
		Buffer.from(
			`%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
endobj
${more}trailer
<< /Size 4 /Root 1 0 R >>
startxref
0
%%EOF
`,
			"latin1",
		),
	);
}

const bytes = (buffer: Buffer) => new Uint8Array(buffer);

const JPEG =
	"/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAQAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAD/9k=";
