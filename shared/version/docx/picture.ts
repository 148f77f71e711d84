import { ImageRun, Paragraph, type ParagraphChild } from "docx";
import type { StoredFile } from "../../convention/state.ts";
import { fileLine } from "../../text/plain.ts";
import type { TextFile, TextParty } from "../../text/text.ts";
import type { Ink } from "./ink.ts";
import { set, words } from "./runs.ts";
import { writable } from "./writable.ts";

/** In pixels, 96 to the inch: the text is 160 mm wide, a page of it 235 mm high. */
const PAGE = { width: 600, height: 820 };
const LOGO = { width: 170, height: 90 };

/** Word shows no WebP. */
const WORD_TYPES: Partial<Record<StoredFile["type"], "png" | "jpg">> = { "image/png": "png", "image/jpeg": "jpg" };

/** A file of an annexe: an image with its caption, or the line that names it where Word cannot show it. */
export function fileBlocks(file: TextFile, ink: Ink): Paragraph[] {
	const picture = pictureOf(file, file.alt ?? file.title, PAGE, ink);
	if (picture === null) return [new Paragraph({ style: "Body", children: words(fileLine(file)) })];
	const caption = file.title ? [new Paragraph({ style: "Caption", children: words(file.title) })] : [];
	return [new Paragraph({ style: "Picture", keepNext: caption.length > 0, children: [picture] }), ...caption];
}

/** The logos of the parties in a line of their own; a party without one stands below by its name. */
export function logoBlocks(parties: TextParty[], ink: Ink): Paragraph[] {
	const drawn = parties.map(({ name, logo }) => ({ name, picture: logo && pictureOf(logo, name, LOGO, ink) }));
	const pictures = drawn.flatMap(({ picture }) => (picture ? [picture, ...words("   ")] : []));
	const names = drawn.flatMap(({ name, picture }) => (picture ? [] : name));
	return [
		...(pictures.length > 0 ? [new Paragraph({ style: "Cover", children: pictures })] : []),
		...names.map((name) => new Paragraph({ style: "Cover", children: set(name) })),
	];
}

/** null where there are no bytes, or none that Word shows. */
function pictureOf(
	{ hash, size }: Pick<TextFile, "hash" | "size">,
	description: string,
	within: typeof PAGE,
	{ images }: Ink,
): ParagraphChild | null {
	const image = images.get(hash);
	const type = image && WORD_TYPES[image.type];
	if (!image || !type || size === null) return null;
	const scale = Math.min(1, within.width / size.width, within.height / size.height);
	return new ImageRun({
		type,
		data: image.bytes,
		transformation: {
			width: Math.max(1, Math.round(size.width * scale)),
			height: Math.max(1, Math.round(size.height * scale)),
		},
		altText: { name: "Image", title: "", description: writable(description, " ") },
	});
}
