import { disableTypes, imageSize, types } from "image-size";
import type { FileType } from "../convention/state.ts";
import { type Failure, type FailureCode, failure } from "../failure.ts";
import { endOfJpeg, endOfPng, endOfWebp } from "./extent.ts";
import { MAX_PIXELS, MAX_SIDE } from "./limits.ts";
import { inspectPdf } from "./pdf/inspect.ts";

/** A file as its bytes show it, whatever its name and its sender said. */
export interface Recognised {
	type: FileType;
	/** The image or document itself: what an image carried behind its end is left out. */
	bytes: Uint8Array;
	/** In pixels, as it is to be shown (a photograph may lie on its side); null for a PDF. */
	size: { width: number; height: number } | null;
}

/**
 * What these bytes are, if they are a whole PNG, JPEG, WebP or PDF that anyone can open. Refuses every other type, SVG
 * among them (it may hold a program), a file that is cut short or only pretends, an image of more than 12,000 pixels a
 * side, and a PDF under a password or that does more than be read. `name` is for the sentence.
 */
export function recognise(bytes: Uint8Array, name: string): Recognised | Failure {
	const type = typeOf(bytes);
	if (type === null) return failure("fileType", name);
	const recognised = type === "application/pdf" ? recognisePdf(bytes) : recogniseImage(bytes, type);
	return typeof recognised === "string" ? failure(recognised, name) : recognised;
}

const PNG_SIGNATURE = "\x89PNG\r\n\x1a\n";
const JPEG_SIGNATURE = "\xff\xd8\xff";

const IMAGES = {
	"image/png": { end: endOfPng, called: "png" },
	"image/jpeg": { end: endOfJpeg, called: "jpg" },
	"image/webp": { end: endOfWebp, called: "webp" },
};

disableTypes(types.filter((type) => !Object.values(IMAGES).some(({ called }) => called === type)));

function typeOf(bytes: Uint8Array): FileType | null {
	const start = latin(bytes.subarray(0, 16));
	if (start.startsWith(PNG_SIGNATURE)) return "image/png";
	if (start.startsWith(JPEG_SIGNATURE)) return "image/jpeg";
	if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) return "image/webp";
	return /^%PDF-\d/.test(start) ? "application/pdf" : null;
}

function recogniseImage(bytes: Uint8Array, type: keyof typeof IMAGES): Recognised | FailureCode {
	const end = IMAGES[type].end(bytes);
	if (end === null) return "fileBroken";
	const image = bytes.subarray(0, end);
	const size = sizeOf(image, IMAGES[type].called);
	if (size === null) return "fileBroken";
	const { width, height } = size;
	if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS) return "imageTooBig";
	return { type, bytes: image, size };
}

/** null where the header says nothing, or the size of nothing. */
function sizeOf(image: Uint8Array, called: string): Recognised["size"] {
	try {
		const { width, height, type, orientation = 1 } = imageSize(image);
		if (type !== called || !(width > 0) || !(height > 0)) return null;
		return orientation >= 5 ? { width: height, height: width } : { width, height };
	} catch {
		return null;
	}
}

function recognisePdf(bytes: Uint8Array): Recognised | FailureCode {
	const inspected = inspectPdf(bytes);
	return typeof inspected === "string" ? inspected : { type: "application/pdf", bytes, size: null };
}

/** Each byte as the character of its number. */
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
