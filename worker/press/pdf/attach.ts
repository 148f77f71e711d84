import { extendCatalog } from "./declare.ts";
import type { Parsed } from "./parsed.ts";
import { type Objects, type Piece, plainObject, streamObject, textString } from "./write.ts";

/** A file that travels inside the document (PDF/A-3). */
export interface Attachment {
	/** Unique among the attachments. */
	name: string;
	/** "application/json" */
	type: string;
	/** The text that the document is made from, or what it comes with. */
	relationship: "Source" | "Supplement";
	description: string;
	content: Piece;
	/** Year, month, day, hour, minute, second, in UTC. */
	date: number[];
}

/** Embeds these files, in this order. */
export function attach(pdf: Parsed, objects: Objects, attachments: Attachment[]): void {
	const specs = attachments.map((attachment) => attachOne(objects, attachment));
	const refs = specs.map(({ ref }) => ref).join(" ");
	// A tree of names is in the order of their bytes.
	const named = specs.map(({ name, ref }) => ({ key: textString(name), ref })).sort((a, b) => (a.key < b.key ? -1 : 1));
	const names = named.map(({ key, ref }) => `${key} ${ref}`).join(" ");
	extendCatalog(pdf, objects, `  /AF [${refs}]\n`);
	extendCatalog(pdf, objects, `    /EmbeddedFiles <<\n      /Names [${names}]\n    >>\n`, "/Names <<\n");
}

function attachOne(objects: Objects, { name, type, relationship, description, content, date }: Attachment) {
	const file = objects.size + 1;
	const size = content instanceof Uint8Array ? content.byteLength : content.bytes;
	const subtype = type.replace("/", "#2F");
	const params = `  /Params <<\n    /Size ${size}\n    /ModDate (D:${stamp(date)}Z)\n  >>\n`;
	objects.set(file, streamObject(file, `  /Type /EmbeddedFile\n  /Subtype /${subtype}\n${params}`, content));
	const spec = objects.size + 1;
	const embedded = `<<\n    /F ${file} 0 R\n    /UF ${file} 0 R\n  >>`;
	const names = `  /F ${textString(name)}\n  /UF ${textString(name)}\n`;
	const about = `  /AFRelationship /${relationship}\n  /Desc ${textString(description)}\n`;
	objects.set(spec, plainObject(spec, `<<\n  /Type /Filespec\n${names}  /EF ${embedded}\n${about}>>`));
	return { name, ref: `${spec} 0 R` };
}

const stamp = (date: number[]): string => date.map((part) => String(part).padStart(2, "0")).join("");
