import type { Node } from "mdast";
import type { FreeSection } from "../model.ts";
import { type CompileError, lineOf } from "./error.ts";
import type { Header } from "./header.ts";

/** What compiling one file gathers on its way. */
export interface Compilation {
	file: string;
	header: Header;
	errors: CompileError[];
	/** Ids of parts and clauses: each is given once. */
	ids: Set<string>;
	/** In reading order. */
	sections: FreeSection[];
	/** Keys of the fields that the text shows. */
	shown: Set<string>;
	/** Identifiers of the footnotes, in the order of their first mention. */
	notes: Set<string>;
}

export function compilationOf(file: string, header: Header, errors: CompileError[]): Compilation {
	return { file, header, errors, ids: new Set(), sections: [], shown: new Set(), notes: new Set() };
}

/** Reports what is wrong at this place of the source; compiling goes on, to find the other errors as well. */
export function refuse(compilation: Compilation, at: Node, message: string): void {
	compilation.errors.push({ file: compilation.file, line: lineOf(at), message });
}

/** Takes an id for a part or a clause; refuses one that is already taken. */
export function claim(compilation: Compilation, id: string, at: Node): string {
	if (compilation.ids.has(id)) {
		refuse(compilation, at, `L'identifiant « ${id} » est déjà pris. Donnez-en un autre entre accolades : {#...}.`);
	}
	compilation.ids.add(id);
	return id;
}
