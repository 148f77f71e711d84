import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";

/** PDFs made by hand, object by object, for tests of what is read in them. */

const CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>";

/** A sound document of one page with these objects beside it, numbered from 4; `catalog` stands in its catalogue. */
export const pdfWith = (objects: (string | Buffer)[], catalog = ""): Uint8Array<ArrayBuffer> =>
	pdfOf([CATALOG.replace(" >>", ` ${catalog} >>`), PAGES, PAGE, ...objects]);

/** A document of these objects, numbered from 1, the first being its catalogue. */
export const pdfOf = (objects: (string | Buffer)[]): Uint8Array<ArrayBuffer> =>
	joined("%PDF-1.7\n", ...objects.map((object, index) => numbered(index + 1, object)), end("/Root 1 0 R"));

/** The same with an edit appended to it, as programs save one: these objects by their numbers. */
export const revised = (document: Uint8Array, objects: Record<number, string>): Uint8Array<ArrayBuffer> =>
	joined(document, ...Object.entries(objects).map(([number, object]) => numbered(number, object)), end("/Root 1 0 R"));

/** A document whose every object is compressed, as most programs write one today, with these beside them. */
export function compressedPdf(objects: string[]): Uint8Array<ArrayBuffer> {
	const all = [CATALOG, PAGES, PAGE, ...objects];
	return joined(
		"%PDF-1.7\n",
		numbered(50, objectStream(all)),
		numbered(51, "<< /Type /XRef /Root 1 0 R /W [1 2 1] /Size 52 /Length 0 >>\nstream\n\nendstream"),
		"startxref\n0\n%%EOF\n",
	);
}

/** These objects as one stream, numbered from `first`. */
export function objectStream(objects: string[], first = 1): Buffer {
	let at = 0;
	const places = objects.map((object, index) => {
		const place = `${first + index} ${at}`;
		at += Buffer.byteLength(object, "latin1") + 1;
		return place;
	});
	const table = `${places.join(" ")}\n`;
	const data = deflateSync(Buffer.from(`${table}${objects.join("\n")}\n`, "latin1"));
	return stream(`/Type /ObjStm /N ${objects.length} /First ${table.length} /Filter /FlateDecode`, data);
}

export const stream = (keys: string, data: Buffer): Buffer =>
	Buffer.concat([
		Buffer.from(`<< ${keys} /Length ${data.length} >>\nstream\n`, "latin1"),
		data,
		Buffer.from("\nendstream"),
	]);

const numbered = (number: number | string, object: string | Buffer) =>
	joined(`${number} 0 obj\n`, object, "\nendobj\n");

const end = (keys: string) => `trailer\n<< ${keys} >>\nstartxref\n0\n%%EOF\n`;

export const joined = (...pieces: (string | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
	new Uint8Array(
		Buffer.concat(pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece, "latin1") : piece))),
	);

/** A page that says these lines, one below the other, in Helvetica. */
export function printedPdf(lines: string[]): Uint8Array<ArrayBuffer> {
	const escaped = lines.map((line) => line.replace(/[\\()]/g, "\\$&"));
	const drawn = escaped.map((line) => `(${line}) Tj T*`).join(" ");
	return pdfOf([
		CATALOG,
		PAGES,
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		stream("", Buffer.from(`BT /F1 10 Tf 14 TL 50 800 Td ${drawn} ET`, "latin1")),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	]);
}
