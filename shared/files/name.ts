import type { FileType } from "../convention/state.ts";
import { cleanLine } from "../text/characters.ts";
import { MAX_NAME } from "./limits.ts";

/** Endings of a file's name that say what type it is, true or not; several where somebody disguised it. */
const ENDINGS =
	/(?:\.(?:a?png|jpe?g|jfif|webp|gif|svgz?|bmp|tiff?|hei[cf]|avif|pdf|docx?|odt|rtf|xlsx?|ods|pptx?|odp|zip|jar|exe|html?|js|php|txt))+$/i;

const TRUE_ENDINGS: Record<FileType, { usual: string; pattern: RegExp }> = {
	"image/png": { usual: ".png", pattern: /\.png$/i },
	"image/jpeg": { usual: ".jpg", pattern: /\.jpe?g$/i },
	"image/webp": { usual: ".webp", pattern: /\.webp$/i },
	"application/pdf": { usual: ".pdf", pattern: /\.pdf$/i },
};

/**
 * The name under which a file is kept: the last piece of a path, on one line, without what cannot be seen (control
 * characters, marks that turn the direction of writing), of at most 120 characters, ending as its true type does.
 */
export function cleanName(given: string, type: FileType): string {
	const last = given.split(/[/\\]/).at(-1) ?? "";
	const visible = shortLine(last, Number.POSITIVE_INFINITY).replace(/["<>|:*?]/g, "_");
	const { usual, pattern } = TRUE_ENDINGS[type];
	const [ending = usual] = pattern.exec(visible) ?? [];
	const stem = visible.replace(ENDINGS, "").replace(/^[.\s]+|[.\s]+$/g, "");
	const unnamed = type === "application/pdf" ? "document" : "image";
	return cut(stem || unnamed, MAX_NAME - ending.length) + ending;
}

/** What a person typed or a machine sent, clean, on one line of at most `longest` characters, its spaces tidied. */
export function shortLine(given: string, longest: number): string {
	// What stood on both sides of the unseen comes together, and a sign that stands for several marks is counted as those.
	const line = cleanLine(given.normalize("NFC"))
		.normalize("NFC")
		.replace(/[\p{Co}\p{Cn}]/gu, "")
		.replace(/\s+/g, " ")
		.trim();
	return cut(line, longest);
}

/** Never through the middle of a character. */
const cut = (text: string, longest: number) => {
	const characters = [...text];
	return characters.length <= longest ? text : characters.slice(0, longest).join("").trimEnd();
};
