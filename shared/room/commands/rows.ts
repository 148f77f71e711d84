import type * as Y from "yjs";
import { refuses } from "../../access.ts";
import type { Writing } from "../../convention/writable.ts";
import { type Failure, failure } from "../../failure.ts";
import type { Member } from "../../people/member.ts";
import { readStructure, STRUCTURE } from "../roots.ts";
import { seedSections } from "../write.ts";
import type { Command } from "./command.ts";

export function changeRows(
	command: Extract<Command, { table: string }>,
	doc: Y.Doc,
	writing: Writing,
	member: Member,
): Failure | null {
	const structure = readStructure(doc);
	const table = writing(structure).tables.find(({ id }) => id === command.table);
	if (!table) return failure("invalidField", "table");
	const { id, owner, rows } = table;
	const refusal = refuses(member, "changeRows", structure.phase, { owner, id });
	if (refusal) return refusal;
	const changed = command.kind === "addRow" ? withRow(rows, command) : rows.filter((row) => row !== command.row);
	if (changed === null) return failure("invalidField", "after");
	if (command.kind === "removeRow" && changed.length === rows.length) return failure("invalidField", "row");
	doc.getMap(STRUCTURE).set(`rows/${id}`, changed);
	seedSections(doc, writing);
	return null;
}

/** A convention has 60 communes at most, and a commune some twenty structures: more rows than this are a mistake. */
const MAX_ROWS = 500;

function withRow(rows: string[], { after, row }: Extract<Command, { kind: "addRow" }>): string[] | null {
	if (rows.includes(row) || rows.length >= MAX_ROWS) return null;
	const at = after === null ? rows.length - 1 : rows.indexOf(after);
	return at < 0 && after !== null ? null : rows.toSpliced(at + 1, 0, row);
}
