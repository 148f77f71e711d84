import { type Failure, failure } from "../../../shared/failure.ts";
import type { NamedFile } from "../../../shared/version/files.ts";
import { type OpenFile, whole } from "../open.ts";
import { profileOf } from "../pdf/declare.ts";
import { dictionaryOf, type Parsed } from "../pdf/parsed.ts";
import { type Objects, type Pending, streamObject } from "../pdf/write.ts";
import type { Sheet } from "../sheet/sheet.ts";
import { numberOf, placeholder } from "./placeholder.ts";
import { colourSpace, type Raster } from "./raster.ts";
import { rasterOf } from "./read.ts";

/** The images of a document: what Typst sees of each, and what the PDF gets. */
export interface Pictures {
	/** By hash: a placeholder, or the image itself where it must be decoded. */
	files: Map<string, Uint8Array>;
	placed: Record<string, Pick<Raster, "turn" | "mirrored">>;
	/** By number of the placeholder, from 1. */
	kept: Kept[];
}

/** An image that is put in its place when the PDF is written, without its pixels until then. */
interface Kept extends Omit<Raster, "data"> {
	content: Pending;
}

/** In bytes of decoded pixels: Typst takes as much of the 128 MB that a Worker has, beside its own 30 to 70. */
const MOST_DECODED = 32_000_000;

const BYTES_PER_PIXEL = 4;

/** Looks at each image, one at a time. Refuses one that had to be decoded where no memory is left for it. */
export async function picturesOf(sheet: Sheet, files: NamedFile[], open: OpenFile): Promise<Pictures | Failure> {
	const pictures: Pictures = { files: new Map(), placed: {}, kept: [] };
	let decoded = 0;
	for (const hash of new Set(hashesIn(sheet))) {
		const bytes = await whole(hash, open);
		const raster = rasterOf(bytes);
		if (raster) keep(hash, raster, pictures, open);
		else {
			const file = files.find((each) => each.hash === hash);
			const { width = 0, height = 0 } = file?.size ?? {};
			decoded += width * height * BYTES_PER_PIXEL;
			if (decoded > MOST_DECODED) return failure("imageTooHeavy", file?.name);
			pictures.files.set(hash, bytes);
			pictures.placed[hash] = { turn: 0, mirrored: false };
		}
	}
	return pictures;
}

function hashesIn({ parts }: Sheet): string[] {
	return parts.flatMap(({ blocks }) =>
		blocks.flatMap((block) => {
			if (block.type === "image") return [block.picture.hash];
			if (block.type === "logos") return block.parties.flatMap(({ image }) => (image ? [image.hash] : []));
			return [];
		}),
	);
}

function keep(hash: string, { data, ...raster }: Raster, { files, placed, kept }: Pictures, open: OpenFile): void {
	const again = async () => streamOf((rasterOf(await whole(hash, open)) as Raster).data);
	kept.push({ ...raster, content: { bytes: data.byteLength, open: again } });
	files.set(hash, placeholder(kept.length));
	placed[hash] = { turn: raster.turn, mirrored: raster.mirrored };
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			controller.enqueue(bytes);
			controller.close();
		},
	});
}

/** Puts every image that was kept in the place of what stood for it. */
export function insert({ kept }: Pictures, pdf: Parsed, objects: Objects): void {
	let left = kept.length;
	for (const number of pdf.objects.keys()) {
		const image = kept[(numberOf(`${dictionaryOf(pdf, number)}\n`) ?? 0) - 1];
		if (!image) continue;
		left--;
		objects.set(number, streamObject(number, dictionary(image, profileOf(pdf)), image.content));
	}
	if (left !== 0) throw new Error("an image has no place in the document");
}

function dictionary({ width, height, colours, bitsPerComponent, filter }: Kept, profile: number): string {
	return [
		"  /Type /XObject",
		"  /Subtype /Image",
		`  /Width ${width}`,
		`  /Height ${height}`,
		`  /ColorSpace ${colourSpace(colours, profile)}`,
		`  /BitsPerComponent ${bitsPerComponent}`,
		`  ${filter}`,
		"",
	].join("\n");
}
