import type { Node } from "../convention/state.ts";
import { enumerate } from "../french.ts";
import { fillable } from "../text/outline.ts";
import { nodesText } from "../text/plain.ts";
import type { Text, TextPart, TextRow } from "../text/text.ts";
import { isBlank } from "../text/value.ts";
import { walk } from "../text/walk.ts";
import type { Where } from "../text/where.ts";
import type { Finding } from "./finding.ts";

/** R26. Empty rows, of a table whose rows the parties add and of a table within a free section. One finding a table. */
export function rows({ parts }: Pick<Text, "parts">): Finding[] {
	return parts.flatMap((part) => [...growingRows(part), ...writtenRows(part)]);
}

function growingRows(part: TextPart): Finding[] {
	return [...walk(part.blocks)].flatMap(({ block }) => {
		if (block?.type !== "table" || !block.growing) return [];
		const added = block.rows.filter((row) => row.id !== null);
		const empty = added.flatMap((row, index) => (isEmptyRow(row) ? [index] : []));
		const cell = added[empty[0] ?? 0]?.cells[0];
		return cell ? findingOf(empty, added.length, { part: part.id, kind: "section", id: cell.id }) : [];
	});
}

function isEmptyRow({ cells }: TextRow): boolean {
	const sections = cells.flatMap((cell) => [...fillable(cell.blocks)]);
	return sections.every((each) => each.type === "section" && isBlank(nodesText(each.content)));
}

function writtenRows(part: TextPart): Finding[] {
	const sections = [...fillable(part.blocks)].filter((each) => each.type === "section");
	return sections.flatMap(({ id, content }) =>
		content
			.filter((node) => node.type === "table")
			.flatMap((table) => {
				const all = table.content ?? [];
				const empty = all.flatMap((row, index) => (isBlankRow(row) ? [index] : []));
				return findingOf(empty, all.length, { part: part.id, kind: "section", id });
			}),
	);
}

const isBlankRow = (row: Node) => isBlank(nodesText([{ type: "table", content: [row] }]));

function findingOf(empty: number[], total: number, where: Where): Finding[] {
	if (empty.length === 0) return [];
	const lines = enumerate(empty.map((index) => String(index + 1)));
	const which =
		empty.length > 1 ? `Les lignes ${lines} de ce tableau sont vides` : `La ligne ${lines} de ce tableau est vide`;
	const message = `${empty.length === total ? "Ce tableau n'a que des lignes vides" : which}. Remplissez ou retirez ce qui est vide.`;
	return [{ rule: "R26", severity: "warning", title: "Ligne de tableau vide", message, where }];
}
