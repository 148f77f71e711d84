import type { Raster } from "./raster.ts";

const START_OF_SCAN = 0xda;
const APP1 = 0xe1;
/** Baseline, extended and progressive, as every viewer of PDF reads them. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/** What the segments before the pixels say; null for twelve bits a colour, four inks, or other ways to compress. */
export function readJpeg(bytes: Uint8Array): Raster | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let orientation = 1;
	for (let at = 2; at + 12 < bytes.length && bytes[at] === 0xff; ) {
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === START_OF_SCAN) return null;
		if (marker === APP1)
			orientation = orientationIn(bytes.subarray(at + 4, at + 2 + view.getUint16(at + 2))) ?? orientation;
		if (FRAMES.includes(marker)) return frame(bytes, view, at, orientation);
		at += 2 + view.getUint16(at + 2);
	}
	return null;
}

function frame(bytes: Uint8Array, view: DataView, at: number, orientation: number): Raster | null {
	const [precision, components] = [bytes[at + 4], bytes[at + 9]];
	if (precision !== 8 || (components !== 1 && components !== 3)) return null;
	return {
		height: view.getUint16(at + 5),
		width: view.getUint16(at + 7),
		...(UPRIGHT[orientation] ?? STRAIGHT),
		colours: { kind: components === 1 ? "grey" : "rgb" },
		bitsPerComponent: 8,
		filter: "/Filter /DCTDecode",
		data: bytes,
	};
}

type Upright = Pick<Raster, "turn" | "mirrored">;

const STRAIGHT: Upright = { turn: 0, mirrored: false };

/** By the number that a camera notes (Exif 2.3, tag 0x0112). */
const UPRIGHT: Record<number, Upright> = {
	2: { turn: 0, mirrored: true },
	3: { turn: 180, mirrored: false },
	4: { turn: 180, mirrored: true },
	5: { turn: 270, mirrored: true },
	6: { turn: 90, mirrored: false },
	7: { turn: 90, mirrored: true },
	8: { turn: 270, mirrored: false },
};

const ORIENTATION = 0x0112;

/** The orientation that the first directory of an Exif segment holds; null where it holds none. */
function orientationIn(segment: Uint8Array): number | null {
	if (String.fromCharCode(...segment.subarray(0, 4)) !== "Exif" || segment.length < 16) return null;
	const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
	const little = view.getUint16(0) === 0x4949;
	const directory = view.getUint32(4, little);
	if (directory + 2 > view.byteLength) return null;
	for (let index = 0; index < view.getUint16(directory, little); index++) {
		const entry = directory + 2 + 12 * index;
		if (entry + 12 > view.byteLength) return null;
		if (view.getUint16(entry, little) === ORIENTATION) return view.getUint16(entry + 8, little);
	}
	return null;
}
