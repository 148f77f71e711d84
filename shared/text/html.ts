import { renderNodes } from "./content.ts";
import { directed } from "./direction.ts";
import { renderFile } from "./file.ts";
import type { Ink } from "./ink.ts";
import { renderShown } from "./line.ts";
import { render } from "./render.ts";
import type { Text } from "./text.ts";
import { isBlank } from "./value.ts";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const EMPTY_TAGS = new Set(["br", "img"]);

/** The text as HTML, without a document around it, scripts or styles. Nothing that a person typed can become markup. */
export function html(text: Text, ink: Ink<string> = stringInk): string {
	return render(text, ink).join("");
}

/** The ink of a page whose files lie under this address. */
export function inkWithFiles(folder: string): Ink<string> {
	const ink: Ink<string> = {
		...stringInk,
		address: (hash) => `${folder}/${hash}`,
		file: (file) => [renderFile(file, ink)],
	};
	return ink;
}

/** A piece of text that is safe between tags and inside a quoted attribute. */
export function escapeHtml(value: string): string {
	return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** The same for people's words in a sentence: what is read from the right stands apart, and turns nothing around it round. */
export function wordsHtml(words: string): string {
	const pieces = directed(words).map(({ text, turned }) =>
		turned ? `<bdi>${escapeHtml(text)}</bdi>` : escapeHtml(text),
	);
	return pieces.join("");
}

/** The ink of everything that is read without JavaScript: blanks stay visible, nothing can be filled in. */
export const stringInk: Ink<string> = {
	/** Beside the text, in a folder of their own. */
	address: (hash) => `files/${hash}`,
	file: (file) => [renderFile(file, stringInk)],
	element(tag, attributes, children) {
		const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
		const open = `<${tag}${written.join("")}>`;
		return EMPTY_TAGS.has(tag) ? open : `${open}${children.join("")}</${tag}>`;
	},
	text: escapeHtml,
	field(field) {
		const attributes = { class: isBlank(field.value) ? "field blank" : "field", "data-field": field.key };
		return stringInk.element("bdi", attributes, renderShown(field, stringInk));
	},
	section(section) {
		return renderNodes(section.content, stringInk).join("");
	},
};
