import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { FootnoteDefinition, Root } from "mdast";
import type { Model, Note } from "../model.ts";
import { checkCorrections, checkFields, checkIdentity } from "./checks.ts";
import { type Compilation, compilationOf, refuse } from "./compilation.ts";
import { checkDirectives } from "./directives.ts";
import type { CompileError } from "./error.ts";
import { readHeader } from "./header.ts";
import { noteId, readInlines } from "./inlines.ts";
import { nodesOf, parse, unclosed } from "./parse.ts";
import { readParts } from "./part.ts";

/**
 * The model that this Markdown says, or every reason why it says none, by line. The same source always gives the same
 * model, and whitespace that Markdown ignores changes nothing.
 *
 * Front matter declares the fields (header.ts). Headings `# Article 2 : ...`, `# Annexe 1 : ...`, `# Préambule` and the
 * like begin the parts (part.ts), `###` and `####` are headings within them. Every paragraph, item and cell is locked;
 * what is free is a directive (directives.ts). A clause is addressed by its position, `article-2.p1`, or by the id its
 * author gives at its end, `{#article-5.logement}`.
 */
export function compile(source: string, file: string): Model | CompileError[] {
	const errors: CompileError[] = [];
	const root = parse(source);
	const yaml = root.children.find((node) => node.type === "yaml");
	const header = readHeader(yaml, file, errors);
	const open = unclosed(root, source, file);
	// Without fields, or with articles swallowed by an open directive, every line below would be reported.
	if (yaml === undefined || open.length > 0) return [...errors, ...open];
	const compilation = compilationOf(file, header, errors);
	const model = modelOf(root, compilation);
	checkIdentity(compilation);
	checkFields(compilation);
	checkCorrections(model, compilation);
	return errors.length === 0 ? sealed(model) : errors.sort((one, other) => one.line - other.line);
}

function modelOf(root: Root, compilation: Compilation): Omit<Model, "digest"> {
	checkDirectives(root, compilation);
	const { id, title, shortTitle, fields, corrections } = compilation.header;
	const parts = readParts(root, compilation);
	return {
		id,
		title,
		shortTitle,
		fields: fields.map(({ value }) => value),
		sections: compilation.sections,
		parts,
		notes: readNotes(root, compilation),
		corrections: corrections.map(({ value }) => value),
	};
}

/** Footnotes in the order of their first mention; refuses one that the text never mentions, or that is defined twice. */
function readNotes(root: Root, compilation: Compilation): Note[] {
	const defined = [...nodesOf(root)].filter((node) => node.type === "footnoteDefinition");
	for (const [at, note] of defined.entries()) {
		const first = defined.findIndex(({ identifier }) => identifier === note.identifier);
		if (first < at) refuse(compilation, note, `La note « ${note.identifier} » est définie deux fois. Renommez-en une.`);
		if (compilation.notes.has(note.identifier)) continue;
		refuse(compilation, note, `La note « ${note.identifier} » n'est appelée nulle part. Appelez-la, ou retirez-la.`);
	}
	return [...compilation.notes].flatMap((identifier) => {
		const note = defined.find((node) => node.identifier === identifier);
		return note === undefined ? [] : [noteOf(note, compilation)];
	});
}

function noteOf(note: FootnoteDefinition, compilation: Compilation): Note {
	const [only, ...rest] = note.children;
	if (only?.type === "paragraph" && rest.length === 0) {
		return { id: noteId(note.identifier), content: readInlines(only.children, compilation).content };
	}
	refuse(compilation, note, `La note « ${note.identifier} » ne tient pas en un paragraphe. Réduisez-la.`);
	return { id: noteId(note.identifier), content: [] };
}

function sealed(model: Omit<Model, "digest">): Model {
	const hash = createHash("sha256").update(canonicalize(model) ?? "");
	return { ...model, digest: hash.digest("hex") };
}
