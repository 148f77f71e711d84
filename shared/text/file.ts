import { shownBytes } from "../files/limits.ts";
import { renderImage } from "./apparatus.ts";
import type { Ink } from "./ink.ts";
import { renderValue } from "./line.ts";
import type { TextFile } from "./text.ts";

/**
 * A file attached to an annexe, as a figure: an image with its text for who does not see it, or a link to a PDF. An image
 * that nobody described yet says so rather than passing for an ornament.
 */
export function renderFile<N>(file: TextFile, ink: Ink<N>): N {
	const attributes = { class: `file file--${file.kind}`, "data-file": file.id };
	return ink.element(
		"figure",
		attributes,
		file.kind === "image" ? imageWithCaption(file, ink) : pdfLink(file, ink),
		file.id,
	);
}

function imageWithCaption<N>(file: TextFile, ink: Ink<N>): N[] {
	const image = renderImage(file, file.alt ?? `Image sans description : ${file.name}`, ink);
	return file.title ? [image, ink.element("figcaption", {}, [renderValue(file.title, ink)], "caption")] : [image];
}

function pdfLink<N>({ hash, name, title, bytes }: TextFile, ink: Ink<N>): N[] {
	const words = title ? renderValue(title, ink) : ink.element("bdi", {}, [ink.text(name)]);
	const warning = ink.element("span", { class: "unseen" }, [ink.text(" (nouvel onglet)")], "warning");
	const attributes = { href: ink.address(hash), target: "_blank", rel: "noopener" };
	const link = ink.element("a", attributes, [words, warning], "link");
	const about = ink.element("span", { class: "file-about" }, [ink.text(aboutPdf(title ? name : "", bytes))], "about");
	return [link, ink.text(" "), about];
}

/** "PDF, 2,4 Mo", behind the file's name where a title hides it. */
function aboutPdf(name: string, bytes: number): string {
	return [name, "PDF", shownBytes(bytes)].filter(Boolean).join(", ");
}
