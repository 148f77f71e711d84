/**
 * Where an image ends. Each takes the bytes of a file that begins as its format does, follows the format's own structure,
 * and gives the offset just after the image; null where the structure breaks or stops too early. What stands behind an
 * image (an archive, a page) is thereby told apart from it.
 */
export function endOfPng(bytes: Uint8Array): number | null {
	const view = viewOf(bytes);
	let pixels = false;
	for (let at = PNG_SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
		const kind = letters(bytes, at + 4);
		if (at === PNG_SIGNATURE_BYTES && kind !== "IHDR") return null;
		// Length, kind and checksum stand around the data.
		at += 12 + view.getUint32(at);
		if (at > bytes.length) return null;
		pixels ||= kind === "IDAT";
		if (kind === "IEND") return pixels ? at : null;
	}
	return null;
}

export function endOfJpeg(bytes: Uint8Array): number | null {
	const view = viewOf(bytes);
	let scanned = false;
	for (let at = 2; at + 2 <= bytes.length; ) {
		const marker = bytes[at + 1] ?? 0;
		if (bytes[at] !== 0xff) return null;
		if (marker === END_OF_IMAGE) return scanned ? at + 2 : null;
		if (marker === 0xff) at += 1;
		else if (isBare(marker)) at += 2;
		else {
			if (at + 4 > bytes.length) return null;
			const length = view.getUint16(at + 2);
			if (length < 2) return null;
			at += 2 + length;
			if (marker !== START_OF_SCAN) continue;
			scanned = true;
			at = endOfScan(bytes, at);
		}
	}
	return null;
}

export function endOfWebp(bytes: Uint8Array): number | null {
	const view = viewOf(bytes);
	if (bytes.length < 20) return null;
	const end = 8 + view.getUint32(4, true);
	if (end > bytes.length) return null;
	let pixels = false;
	for (let at = 12; at + 8 <= end; ) {
		const kind = letters(bytes, at);
		const size = view.getUint32(at + 4, true);
		if (at === 12 && !["VP8 ", "VP8L", "VP8X"].includes(kind)) return null;
		at += 8 + size + (size % 2);
		if (at > end) return null;
		pixels ||= kind === "VP8 " || kind === "VP8L" || kind === "ANMF";
	}
	return pixels ? end : null;
}

const PNG_SIGNATURE_BYTES = 8;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** A marker without a length: restarts, and one that means nothing. */
const isBare = (marker: number) => isRestart(marker) || marker === 0x01;
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** In pixels, 0xff is followed by a zero or a restart; anything else ends the scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1] ?? 0;
		if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
	}
	return bytes.length;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const letters = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
