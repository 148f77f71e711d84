import { type RefObject, useEffect, useRef, useState } from "react";
import type { TextTable } from "../../../shared/text/ink.ts";
import type { TextRow } from "../../../shared/text/text.ts";
import { useConvention } from "../context.ts";
import { AddIcon, RemoveIcon } from "../icons.tsx";
import { enter } from "../stops.ts";
import { useCommand } from "./command.ts";

/** What became of a row that this person added or removed, until the room has answered. */
let asked: "added" | "removed" | null = null;

/** At the end of a row that the parties added. */
export function RemoveRow({ table, row }: { table: TextTable; row: TextRow }) {
	const { commands, mayChangeRows } = useConvention();
	const [waiting, start] = useCommand();
	if (row.id === null || table.growing === null || !mayChangeRows(table.growing.owner)) return null;
	const id = row.id;
	const number = table.rows.filter((each) => each.id !== null).indexOf(row) + 1;
	const remove = (button: HTMLElement) => {
		const words = wordsOf(button.closest("tr"));
		if (words && !window.confirm(`Retirer la ligne ${number} et ce qui y est écrit ?\n\n« ${words} »`)) return;
		asked = "removed";
		start(() => commands.removeRow(table.id, id));
	};
	return (
		<button
			type="button"
			className="row-remove"
			title={`Retirer la ligne ${number}`}
			disabled={waiting}
			onClick={({ currentTarget }) => remove(currentTarget)}
		>
			<RemoveIcon />
			<span className="unseen">Retirer la ligne {number}</span>
		</button>
	);
}

/** What stands in a row at this moment, shortened; its editors know of it before the assembled text does. */
function wordsOf(row: Element | null): string {
	const boxes = [...(row?.querySelectorAll("[role=textbox]") ?? [])];
	const words = boxes.map((box) => box.textContent?.trim()).filter(Boolean);
	return words.join(", ").slice(0, 120);
}

/** Below a table that takes more rows. The caret goes to the row one added; where a row was removed, it comes here. */
export function AddRow({ table }: { table: TextTable }) {
	const { commands, mayChangeRows } = useConvention();
	const [waiting, start] = useCommand();
	const button = useRef<HTMLButtonElement>(null);
	const said = useRowNews(table, button);
	if (table.growing === null || !mayChangeRows(table.growing.owner)) return null;
	const after = table.rows.findLast((row) => row.id !== null)?.id ?? null;
	const add = () => {
		asked = "added";
		start(() => commands.addRow(table.id, after));
	};
	return (
		<>
			<button type="button" className="row-add" aria-disabled={waiting} ref={button} onClick={add}>
				<AddIcon /> Ajouter une ligne
			</button>
			<span className="unseen" role="status">
				{said}
			</span>
		</>
	);
}

function useRowNews(table: TextTable, button: RefObject<HTMLElement | null>): string {
	const known = useRef(table);
	const [said, setSaid] = useState("");
	useEffect(() => {
		const rows = table.rows.length - known.current.rows.length;
		const before = new Set(known.current.rows.map(({ id }) => id));
		known.current = table;
		if (rows === 0 || asked !== (rows > 0 ? "added" : "removed")) return;
		asked = null;
		setSaid(rows > 0 ? "Ligne ajoutée." : "Ligne retirée.");
		const cell = table.rows.find(({ id }) => !before.has(id))?.cells[0]?.id;
		const stop = cell && document.querySelector<HTMLElement>(`[data-stop="${CSS.escape(cell)}"]`);
		if (stop) enter(stop, "start");
		else button.current?.focus();
	}, [table, button]);
	return said;
}
