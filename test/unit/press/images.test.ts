import { Buffer } from "node:buffer";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { numberOf, placeholder } from "../../../worker/press/images/placeholder.ts";
import { colourSpace } from "../../../worker/press/images/raster.ts";
import { rasterOf } from "../../../worker/press/images/read.ts";
import { jpeg, png, webp } from "../../files.ts";

/** A PNG of these chunks. */
function chunks(...all: [string, Buffer][]): Uint8Array {
	const written = all.flatMap(([kind, data]) => {
		const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		sum.writeUInt32BE(crc32(body));
		return [length, body, sum];
	});
	return new Uint8Array(Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...written]));
}

function header(bits: number, type: number, interlaced = 0): [string, Buffer] {
	const data = Buffer.alloc(13);
	data.writeUInt32BE(3, 0);
	data.writeUInt32BE(2, 4);
	data.set([bits, type, 0, 0, interlaced], 8);
	return ["IHDR", data];
}

const pixels: [string, Buffer] = ["IDAT", deflateSync(Buffer.alloc(30))];

describe("a photograph", () => {
	it.each([
		[1, 0, false],
		[2, 0, true],
		[3, 180, false],
		[4, 180, true],
		[5, 270, true],
		[6, 90, false],
		[7, 90, true],
		[8, 270, false],
	])("stands upright by what its camera noted: %i", (orientation, turn, mirrored) => {
		const bytes = jpeg(orientation);
		expect(rasterOf(bytes)).toMatchObject({ width: 8, height: 16, turn, mirrored, filter: "/Filter /DCTDecode" });
		expect(rasterOf(bytes)?.data).toBe(bytes);
	});

	it("without a note stands as it is", () => {
		expect(rasterOf(jpeg())).toMatchObject({ turn: 0, mirrored: false });
	});

	it("in the inks of a printer, or of twelve bits, must be decoded", () => {
		const at = Buffer.from(jpeg()).indexOf(Buffer.from([0xff, 0xc0]));
		const inks = jpeg();
		inks[at + 9] = 4;
		const bits = jpeg();
		bits[at + 4] = 12;
		expect([rasterOf(inks), rasterOf(bits)]).toEqual([null, null]);
	});

	it("that breaks off breaks nothing", () => {
		const bytes = jpeg(6);
		for (let length = 2; length < bytes.length; length++)
			expect(() => rasterOf(bytes.subarray(0, length))).not.toThrow();
	});
});

describe("a PNG", () => {
	it("that is opaque keeps its compressed rows", () => {
		const raster = rasterOf(png(40, 30, 200));
		expect(raster).toMatchObject({ width: 40, height: 30, colours: { kind: "grey" }, bitsPerComponent: 8 });
		expect(raster?.filter).toContain("/Predictor 15 /Colors 1 /BitsPerComponent 8 /Columns 40");
		expect(inflateSync(raster?.data ?? new Uint8Array())).toHaveLength(41 * 30);
	});

	it("in several pieces is one", () => {
		const [, data] = pixels;
		const cut: [string, Buffer][] = [
			["IDAT", data.subarray(0, 5)],
			["IDAT", data.subarray(5)],
		];
		expect(rasterOf(chunks(header(8, 2), ...cut))?.data).toEqual(new Uint8Array(data));
	});

	it("with a palette keeps it", () => {
		const raster = rasterOf(chunks(header(2, 3), ["PLTE", Buffer.from([255, 0, 0, 0, 16, 255])], pixels));
		expect(raster && colourSpace(raster.colours, 7)).toBe("[/Indexed [/ICCBased 7 0 R] 1 <ff00000010ff>]");
	});

	it.each([
		["transparency in each pixel", chunks(header(8, 6), pixels)],
		["grey with transparency", chunks(header(8, 4), pixels)],
		["a transparent colour", chunks(header(8, 2), ["tRNS", Buffer.alloc(6)], pixels)],
		["interlaced rows", chunks(header(8, 2, 1), pixels)],
		["no palette where one is needed", chunks(header(8, 3), pixels)],
	])("with %s must be decoded", (_, bytes) => {
		expect(rasterOf(bytes)).toBeNull();
	});

	it("is the only other kind that is read", () => {
		expect(rasterOf(webp())).toBeNull();
	});
});

it("a placeholder is known again by its size, and no image of people's is taken for one", () => {
	const dictionary = (width: number, height: number) => `/Subtype /Image\n  /Width ${width}\n  /Height ${height}\n`;
	for (const number of [1, 2, 300]) {
		const bytes = placeholder(number);
		const width = new DataView(bytes.buffer, bytes.byteOffset).getUint32(16);
		expect(numberOf(dictionary(width, 1))).toBe(number);
	}
	expect([numberOf(dictionary(12_000, 1)), numberOf(dictionary(12_001, 2)), numberOf("/Width 12001\n")]).toEqual([
		null,
		null,
		null,
	]);
});
