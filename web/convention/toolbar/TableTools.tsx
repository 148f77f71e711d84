import type { Editor } from "@tiptap/core";
import { canChangeTable, changeTable, type TableChange } from "../editor/table.ts";
import { AddIcon } from "../icons.tsx";
import { MinusIcon } from "./icons.tsx";
import { Tool } from "./tools.tsx";

/** A line of its own below the other tools: what grows the table, what takes from it. */
export function TableTools({ editor }: { editor: Editor }) {
	const change = (name: string, what: TableChange, sign: "+" | "−") => (
		<Tool name={name} disabled={!canChangeTable(editor, what)} onPress={() => changeTable(editor, what)}>
			{sign === "+" ? <AddIcon /> : <MinusIcon />}
		</Tool>
	);
	return (
		<span className="tools tools--table">
			<span aria-hidden="true">Ligne</span>
			{change("Ajouter une ligne dessous", "addRowBelow", "+")}
			{change("Retirer la ligne", "removeRows", "−")}
			<span aria-hidden="true">Colonne</span>
			{change("Ajouter une colonne à droite", "addColumnRight", "+")}
			{change("Retirer la colonne", "removeColumns", "−")}
			<Tool name="Retirer tout le tableau" onPress={() => changeTable(editor, "removeTable")}>
				Retirer le tableau
			</Tool>
		</span>
	);
}
