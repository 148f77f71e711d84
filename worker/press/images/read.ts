import { readJpeg } from "./jpeg.ts";
import { readPng } from "./png.ts";
import type { Raster } from "./raster.ts";

/** null for what must be decoded first: WebP, transparency, interlacing, the inks of a printer. */
export function rasterOf(bytes: Uint8Array): Raster | null {
	if (bytes[0] === 0xff) return readJpeg(bytes);
	return bytes[0] === 0x89 ? readPng(bytes) : null;
}
