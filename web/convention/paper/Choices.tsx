import { type ReactNode, useId, useState } from "react";
import type { TextTable } from "../../../shared/text/ink.ts";
import type { TextBlock, TextItem, TextRow } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Problem } from "../../api.ts";
import { useConvention } from "../context.ts";
import { AddIcon, RemoveIcon } from "../icons.tsx";

/** One command at a time; its effect comes back through the room. */
function useCommand(): [boolean, (command: () => Promise<Problem | null>) => void] {
	const { run } = useConvention();
	const [waiting, setWaiting] = useState(false);
	const start = async (command: () => Promise<Problem | null>) => {
		if (waiting) return;
		setWaiting(true);
		await run(command());
		setWaiting(false);
	};
	return [waiting, start];
}

/** An item that the parties keep or leave out; the whole line is its label. */
export function OptionBox({ item, line }: { item: TextItem; line: ReactNode[] }) {
	const { commands, mayChoose } = useConvention();
	const [waiting, start] = useCommand();
	const id = useId();
	if (!mayChoose) return line;
	const choose = (chosen: boolean) => start(() => commands.chooseOption(item.id, chosen));
	return (
		<>
			<input
				className="option-box"
				type="checkbox"
				id={id}
				checked={item.chosen}
				aria-busy={waiting}
				onChange={(event) => choose(event.target.checked)}
			/>
			<label htmlFor={id}>{line}</label>
		</>
	);
}

/** The wordings among which the parties choose one. */
export function VariantChoice({ variants }: { variants: Extract<TextBlock, { type: "variants" }> }) {
	const { commands, mayChoose } = useConvention();
	const [waiting, start] = useCommand();
	const name = useId();
	if (!mayChoose) return null;
	return (
		<fieldset className="variant-choice" aria-busy={waiting}>
			<legend>{typeset(variants.label)}</legend>
			{variants.choices.map(({ id, label }) => (
				<label key={id}>
					<input
						type="radio"
						name={name}
						checked={id === variants.chosen}
						onChange={() => start(() => commands.chooseVariant(variants.id, id))}
					/>
					<span>{typeset(label)}</span>
				</label>
			))}
		</fieldset>
	);
}

/** At the end of a row that the parties added. */
export function RemoveRow({ table, row }: { table: TextTable; row: TextRow }) {
	const { commands, mayWrite } = useConvention();
	const [waiting, start] = useCommand();
	if (row.id === null || table.growing === null || !mayWrite(table.growing.owner)) return null;
	const id = row.id;
	const number = table.rows.filter((each) => each.id !== null).indexOf(row) + 1;
	return (
		<button
			type="button"
			className="row-remove"
			disabled={waiting}
			onClick={() => {
				if (isEmpty(row) || window.confirm(`Retirer la ligne ${number} et ce qui y est écrit ?`)) {
					start(() => commands.removeRow(table.id, id));
				}
			}}
		>
			<RemoveIcon />
			<span className="unseen">Retirer la ligne {number}</span>
		</button>
	);
}

const isEmpty = (row: TextRow) =>
	row.cells.every(({ blocks }) => blocks.every((block) => block.type === "section" && block.empty));

/** Below a table that takes more rows. */
export function AddRow({ table }: { table: TextTable }) {
	const { commands, mayWrite } = useConvention();
	const [waiting, start] = useCommand();
	if (table.growing === null || !mayWrite(table.growing.owner)) return null;
	const after = table.rows.findLast((row) => row.id !== null)?.id ?? null;
	return (
		<button
			type="button"
			className="row-add"
			disabled={waiting}
			onClick={() => start(() => commands.addRow(table.id, after))}
		>
			<AddIcon /> Ajouter une ligne
		</button>
	);
}
