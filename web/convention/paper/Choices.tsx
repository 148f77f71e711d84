import { type ReactNode, useId } from "react";
import type { TextTable } from "../../../shared/text/ink.ts";
import type { TextBlock, TextItem, TextRow } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { useConvention } from "../context.ts";
import { useCommand } from "../filling/command.ts";
import { useFilling } from "../filling/later.ts";

/** Above what the parties may keep or leave out. */
export function OptionsHint() {
	const { mayChoose } = useConvention();
	if (!mayChoose) return null;
	return (
		<p className="choice-hint">
			Au choix des parties{"\u00A0"}: cochez ce que vous gardez. Le reste n’ira pas dans le texte.
		</p>
	);
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
			{!item.chosen && <span className="left-out">laissé de côté</span>}
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
			<legend>
				{typeset(variants.label)} <span>au choix des parties</span>
			</legend>
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

/** At the end of a row that the parties added: what removes it. */
export function RowEnd(props: { table: TextTable; row: TextRow }) {
	const filling = useFilling();
	return filling && <filling.RemoveRow {...props} />;
}

/** Below a table that takes more rows: what adds one. */
export function TableEnd(props: { table: TextTable }) {
	const filling = useFilling();
	return filling && <filling.AddRow {...props} />;
}
