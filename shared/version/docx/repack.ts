import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { writable } from "./writable.ts";

/** A .docx must not tell when it was made: the same text gives the same bytes. In local time, as fflate writes it. */
const NO_DATE = new Date(1980, 0, 1);

/** Addresses that the library draws at random, where they stand as attributes; quotes in words are escaped. */
const DRAWN = /(?<=\b(?:Id|r:id|r:embed)=")rId[a-z0-9_-]{21}(?=")/g;

/** Numbers of bookmarks and pictures, which the library goes on counting from one document to the next. */
const BOOKMARK = /(?<=<w:bookmark(?:Start|End)\b[^<>]* w:id=")\d+(?=")/g;
const PICTURE = /(?<=<wp:docPr\b[^<>]* id=")\d+(?=")/g;

const CORE = "docProps/core.xml";

/** The package with its files in one order, its addresses counted instead of drawn, and this title and no date on it. */
export function repacked(bytes: Uint8Array, title: string): Uint8Array<ArrayBuffer> {
	const counted: [RegExp, (met: string) => string][] = [
		[DRAWN, counter("rIdLink")],
		[BOOKMARK, counter("")],
		[PICTURE, counter("")],
	];
	const files = Object.entries(unzipSync(bytes)).sort(([one], [other]) => (one < other ? -1 : 1));
	const written = files.map(([name, content]): [string, Uint8Array] => {
		if (name === CORE) return [name, strToU8(core(title))];
		if (!/\.(?:xml|rels)$/.test(name)) return [name, content];
		return [name, strToU8(counted.reduce((xml, [pattern, count]) => xml.replace(pattern, count), strFromU8(content)))];
	});
	// What tells the type of the others stands first, as readers that sniff expect.
	const first = written.filter(([name]) => name === "[Content_Types].xml");
	const others = written.filter(([name]) => name !== "[Content_Types].xml");
	return zipSync(Object.fromEntries([...first, ...others]), { mtime: NO_DATE });
}

/** Names each value by its place among those met. */
function counter(prefix: string): (met: string) => string {
	const names = new Map<string, string>();
	return (met) => {
		const name = names.get(met) ?? `${prefix}${names.size + 1}`;
		names.set(met, name);
		return name;
	};
}

const core = (title: string) =>
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:creator>Copacte</dc:creator><dc:language>fr-FR</dc:language></cp:coreProperties>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const escaped = (text: string) => writable(text, " ").replace(/[&<>]/g, (character) => ENTITIES[character] ?? "");
