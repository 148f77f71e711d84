import type * as Y from "yjs";
import { refuses } from "../../access.ts";
import type { Writing } from "../../convention/writable.ts";
import { type Failure, failure } from "../../failure.ts";
import { MAX_ROWS, rowsRoot } from "../../live/layout.ts";
import type { Member } from "../../people/member.ts";
import { readStructure } from "../roots.ts";
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
	const at = command.kind === "addRow" ? placeOf(command, rows) : rows.indexOf(command.row);
	if (at < 0) return failure("invalidField", command.kind === "addRow" ? "after" : "row");
	const list = doc.getArray<string>(rowsRoot(id));
	if (command.kind === "addRow") list.insert(at, [command.row]);
	else list.delete(at);
	return null;
}

/** Where a new row goes; -1 where it may go nowhere. */
function placeOf({ after, row }: Extract<Command, { kind: "addRow" }>, rows: string[]): number {
	if (rows.includes(row) || rows.length >= MAX_ROWS) return -1;
	if (after === null) return rows.length;
	const at = rows.indexOf(after);
	return at < 0 ? -1 : at + 1;
}
