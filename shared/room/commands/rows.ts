import type * as Y from "yjs";
import { refuses } from "../../access.ts";
import { growingTables, rowsOf } from "../../convention/writable.ts";
import { failure } from "../../failure.ts";
import type { Model } from "../../model/model.ts";
import type { Member } from "../../people/member.ts";
import { readStructure, STRUCTURE } from "../roots.ts";
import { seedSections } from "../write.ts";
import type { Command } from "./command.ts";

export function changeRows(command: Extract<Command, { table: string }>, doc: Y.Doc, model: Model, member: Member) {
	const table = growingTables(model).find(({ id }) => id === command.table);
	if (!table) return failure("invalidField", "table");
	const structure = readStructure(doc);
	const refusal = refuses(member, "changeRows", structure.phase, { owner: table.growing.owner, id: table.id });
	if (refusal) return refusal;
	const rows = rowsOf(table, structure);
	const changed = command.kind === "addRow" ? withRow(rows, command) : rows.filter((row) => row !== command.row);
	if (changed === null) return failure("invalidField", "after");
	if (command.kind === "removeRow" && changed.length === rows.length) return failure("invalidField", "row");
	doc.getMap(STRUCTURE).set(`rows/${table.id}`, changed);
	seedSections(doc, model);
	return null;
}

/** A convention has 60 communes at most, and a commune some twenty structures: more rows than this are a mistake. */
const MAX_ROWS = 500;

function withRow(rows: string[], { after, row }: Extract<Command, { kind: "addRow" }>): string[] | null {
	if (rows.includes(row) || rows.length >= MAX_ROWS) return null;
	const at = after === null ? rows.length - 1 : rows.indexOf(after);
	return at < 0 && after !== null ? null : rows.toSpliced(at + 1, 0, row);
}
