import { type FocusEvent, type KeyboardEvent, useId, useState, useSyncExternalStore } from "react";
import { readFields } from "../../../shared/room/roots.ts";
import { checkField, MAX_FIELD_LENGTH, shown } from "../../../shared/text/field.ts";
import { renderShown } from "../../../shared/text/line.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank, readDate, stored } from "../../../shared/text/value.ts";
import { firstNameOf } from "../colours.ts";
import { useConvention } from "../context.ts";
import { personColour } from "../frame/Present.tsx";
import type { Presence } from "../live/presence.ts";
import { historyKey } from "./keys.ts";
import { readingInk } from "./reading-ink.ts";
import { leave } from "./stops.ts";

/** A field where it stands in the text: an input for those who may fill it, its value for everyone else. */
export function FieldInText({ field }: { field: TextField }) {
	const { mayWrite } = useConvention();
	// Where only the year of a date stands, there is no room for its day.
	const whole = field.part === "whole" || field.fieldType !== "date";
	if (whole && mayWrite(field.owner)) return <FieldInput field={field} />;
	const blank = isBlank(field.value);
	return (
		<span className={blank ? "field blank" : "field"} data-field={field.key}>
			{blank ? field.label : renderShown(field, readingInk)}
		</span>
	);
}

/**
 * An input that reads as a part of its sentence: until it is written in, its value stands as plain text that wraps, is
 * found, selected and copied like the clause around it. The input lies over it, unseen, and is what keyboards and screen
 * readers meet.
 */
function FieldInput({ field }: { field: TextField }) {
	const problemId = useId();
	const value = useFieldValue(field.key);
	const { typed, bind, writing } = useTyping(field, value);
	const wrong = useProblem(field.key);
	const problem = writing ? null : wrong;
	const visitor = useVisitor(field.key);
	const blank = isBlank(value);
	const state = `field fillable${blank ? " blank" : ""}${problem ? " wrong" : ""}`;
	return (
		<>
			<span
				className={state}
				data-field={field.key}
				data-visitor={visitor ? firstNameOf(visitor.name) : undefined}
				style={visitor ? personColour(visitor) : undefined}
			>
				<span className="field-shown" aria-hidden="true">
					{writing ? typed || field.label : blank ? field.label : shownNow(field, value)}
				</span>
				<input
					{...bind}
					{...keyboardOf(field)}
					value={typed}
					aria-label={field.label}
					aria-invalid={problem !== null}
					aria-describedby={problem ? problemId : undefined}
					maxLength={MAX_FIELD_LENGTH}
					size={1}
					data-stop=""
				/>
			</span>
			{problem && (
				<span className="field-problem" id={problemId}>
					{problem}
				</span>
			)}
		</>
	);
}

/** The assembled text follows a frame later than what is typed; where they differ, what is typed is shown. */
function shownNow(field: TextField, value: string) {
	if (field.value === value) return renderShown(field, readingInk);
	const { key, label, fieldType: type, owner, required } = field;
	return shown({ key, label, type, owner, required, rule: null }, value);
}

/** The value as it stands in the replica at this very moment. */
function useFieldValue(key: string): string {
	const { session } = useConvention();
	return useSyncExternalStore(session.onFields, () => session.field(key));
}

/** What is wrong with the value, which may hang on another field. */
function useProblem(key: string): string | null {
	const { session, fields } = useConvention();
	return useSyncExternalStore(session.onFields, () => {
		const field = fields.get(key);
		return field ? checkField(field, session.field(key), readFields(session.doc)) : null;
	});
}

/** Someone else who is writing in this field. */
function useVisitor(key: string): Presence | null {
	const { presences } = useConvention().session;
	return useSyncExternalStore(presences.subscribe, () => presences.inField(key));
}

/**
 * What stands in the input. As long as it means the value of the replica, it stays as typed ("1/3/2" on the way to a date);
 * when someone else changes the value, theirs takes its place.
 */
function useTyping(field: TextField, value: string) {
	const { session } = useConvention();
	const [draft, setDraft] = useState<string | null>(null);
	const typed = draft !== null && stored(field.fieldType, draft) === value ? draft : editable(field, value);
	const bind = {
		onFocus: () => setDraft(editable(field, value)),
		onBlur: (event: FocusEvent<HTMLInputElement>) => {
			setDraft(null);
			const trimmed = event.target.value.trim();
			if (trimmed !== event.target.value) session.setField(field.key, stored(field.fieldType, trimmed));
		},
		onChange: (event: { target: HTMLInputElement }) => {
			setDraft(event.target.value);
			session.setField(field.key, stored(field.fieldType, event.target.value));
		},
		onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
			if (historyKey(event, session.undo) || leaveByArrow(event)) event.preventDefault();
		},
	};
	return { typed, bind, writing: draft !== null };
}

/** The value as one types it: 31/12/2024, 12500,5. */
function editable({ fieldType }: TextField, value: string): string {
	if (fieldType === "date" && readDate(value)) return value.split("-").reverse().join("/");
	if (fieldType === "number" || fieldType === "percent" || fieldType === "amount") return value.replace(".", ",");
	return value;
}

function keyboardOf({ fieldType, label }: TextField) {
	switch (fieldType) {
		case "date":
			return { placeholder: "jj/mm/aaaa" } as const;
		case "year":
			return { inputMode: "numeric", placeholder: "aaaa" } as const;
		case "number":
		case "percent":
		case "amount":
			return { inputMode: "decimal", placeholder: label } as const;
		case "person":
			return { placeholder: label, autoCapitalize: "words", autoComplete: "off" } as const;
		default:
			return { placeholder: label, autoComplete: "off" } as const;
	}
}

/** Arrows leave an input at its edges, Enter goes on to the next place. */
function leaveByArrow(event: KeyboardEvent<HTMLInputElement>): boolean {
	if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return false;
	const input = event.currentTarget;
	const { selectionStart, selectionEnd } = input;
	if (event.key === "ArrowUp") return leave(input, "before");
	if (event.key === "ArrowDown" || event.key === "Enter") return leave(input, "after");
	if (selectionStart !== selectionEnd) return false;
	if (event.key === "ArrowLeft" && selectionStart === 0) return leave(input, "before");
	return event.key === "ArrowRight" && selectionEnd === input.value.length && leave(input, "after");
}
