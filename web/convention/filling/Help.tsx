import { readDate } from "../../../shared/text/value.ts";
import { useConvention } from "../context.ts";
import { openCalendar } from "./keys.ts";
import { Note } from "./Note.tsx";
import { namesFor } from "./names.ts";
import type { HelpProps } from "./typing.ts";

/** What stands at a field while one is in it. */
export function Help(props: HelpProps) {
	const { field, typing } = props;
	return (
		<>
			{field.fieldType === "date" && !typing.system && <Calendar typing={typing} />}
			{field.fieldType === "person" && <Names field={field} />}
			<Note {...props} />
		</>
	);
}

/** The browser's own calendar, opened by a button or Alt and down; its input is nothing to see or to meet. */
function Calendar({ typing: { value, take } }: Pick<HelpProps, "typing">) {
	return (
		<>
			<input
				className="field-calendar"
				type="date"
				tabIndex={-1}
				aria-hidden="true"
				value={readDate(value) ? value : ""}
				onChange={({ target }) => take(target.value)}
			/>
			<button
				className="field-button"
				type="button"
				tabIndex={-1}
				title="Choisir dans le calendrier (Alt + ↓)"
				aria-label="Choisir dans le calendrier"
				// The caret stays in the field.
				onMouseDown={(event) => event.preventDefault()}
				onClick={({ currentTarget }) => openCalendar(currentTarget)}
			>
				<svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
					<path d="M2 3.5h12v10.5H2zM2 6.6h12M5 1.8v3M11 1.8v3" fill="none" stroke="currentColor" strokeWidth="1.4" />
				</svg>
			</button>
		</>
	);
}

/** Names that may be meant here; any other may be typed. */
function Names({ field }: Pick<HelpProps, "field">) {
	const desk = useConvention();
	return (
		<datalist id={`${field.key}-names`}>
			{namesFor(field, desk).map((name) => (
				<option key={name} value={name} />
			))}
		</datalist>
	);
}
