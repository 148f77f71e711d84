import type { Colours, Raster } from "./raster.ts";

const SIGNATURE_BYTES = 8;

/** PNG and PDF compress rows alike: the data of an opaque image can be taken over. null for transparency and interlacing. */
export function readPng(bytes: Uint8Array): Raster | null {
	const chunks = chunksOf(bytes);
	const [header] = chunks.get("IHDR") ?? [];
	if (!header || header.length < 13 || chunks.has("tRNS")) return null;
	const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
	const [width, height] = [view.getUint32(0), view.getUint32(4)];
	const [bitsPerComponent, type, , , interlaced] = header.subarray(8) as unknown as [number, number, 0, 0, number];
	const colours = coloursOf(type, chunks.get("PLTE")?.[0]);
	if (colours === null || interlaced !== 0) return null;
	const perPixel = colours.kind === "rgb" ? 3 : 1;
	const rows = `/Predictor 15 /Colors ${perPixel} /BitsPerComponent ${bitsPerComponent} /Columns ${width}`;
	return {
		width,
		height,
		turn: 0,
		mirrored: false,
		colours,
		bitsPerComponent,
		filter: `/Filter /FlateDecode\n  /DecodeParms << ${rows} >>`,
		data: joined(chunks.get("IDAT") ?? []),
	};
}

function coloursOf(type: number, entries: Uint8Array | undefined): Colours | null {
	if (type === 0) return { kind: "grey" };
	if (type === 2) return { kind: "rgb" };
	return type === 3 && entries && entries.length > 0 ? { kind: "palette", entries } : null;
}

/** The data of each chunk, by its kind. */
function chunksOf(bytes: Uint8Array): Map<string, Uint8Array[]> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const chunks = new Map<string, Uint8Array[]>();
	for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
		const length = view.getUint32(at);
		const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		const own = chunks.get(kind) ?? [];
		chunks.set(kind, [...own, bytes.subarray(at + 8, at + 8 + length)]);
		at += 12 + length;
	}
	return chunks;
}

function joined(pieces: Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
