import { type FocusEvent, type RefObject, useId, useRef, useState, useSyncExternalStore } from "react";
import { shown } from "../../../shared/text/field.ts";
import { renderShown } from "../../../shared/text/line.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank, MAX_FIELD_LENGTH, readDate } from "../../../shared/text/value.ts";
import { firstNameOf } from "../../around/colours.ts";
import { useConvention } from "../context.ts";
import { personColour } from "../frame/Present.tsx";
import type { Presence } from "../live/presence.ts";
import { readingInk } from "../reading-ink.ts";
import { type Filling, loadFilling, useFilling } from "./filling.ts";

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
	const id = useId();
	const filling = useFilling();
	const { typing, around, bind } = useTyping(field, filling);
	const { value, here, typed } = typing;
	const wrong = useProblem(field.key, filling);
	const problem = typing.draft === null ? wrong : null;
	const visitor = useVisitor(field.key);
	const blank = isBlank(value);
	const state = `field fillable${blank ? " blank" : ""}${problem ? " wrong" : ""}`;
	const described = [problem && `${id}-problem`, here && filling && `${id}-note`].filter(Boolean).join(" ");
	return (
		<>
			<span
				{...around}
				className={state}
				data-field={field.key}
				data-visitor={visitor ? firstNameOf(visitor.name) : undefined}
				style={visitor ? personColour(visitor) : undefined}
			>
				<span className="field-shown" aria-hidden="true">
					{here ? typed || field.label : blank ? field.label : shownNow(field, value)}
				</span>
				<input
					{...bind}
					{...keyboardOf(field)}
					value={typed}
					aria-label={field.label}
					aria-required={field.required}
					aria-invalid={problem !== null}
					aria-describedby={described || undefined}
					autoComplete="off"
					size={1}
					data-stop=""
				/>
				{here && filling && <filling.Help field={field} typing={typing} id={`${id}-note`} />}
			</span>
			{problem && (
				<span className="field-problem" id={`${id}-problem`}>
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

/** What is wrong with the value, which may hang on another field. */
function useProblem(key: string, filling: Filling | null): string | null {
	const desk = useConvention();
	return useSyncExternalStore(desk.session.onFields, () => filling?.problemOf(desk, key) ?? null);
}

/** Someone else who is writing in this field. */
function useVisitor(key: string): Presence | null {
	const { presences } = useConvention().session;
	return useSyncExternalStore(presences.subscribe, () => presences.inField(key));
}

/** What stands in an input, and how it changes. */
export interface Typing {
	/** The value as it stands in the replica at this very moment. */
	value: string;
	/** Whether one is in this field. */
	here: boolean;
	/** What was typed since one came in; null when nothing was, or when the value came another way. */
	draft: string | null;
	typed: string;
	/** True when what was typed or pasted last was longer than a field is. */
	cut: boolean;
	/** A date that the system's own input shows. */
	system: boolean;
	/** The value when one came in. */
	came: RefObject<string>;
	/** The last that was typed since, whatever became of it. */
	mine: RefObject<string | null>;
	/** Takes what was typed or pasted. */
	write(words: string): void;
	/** Takes a value as it is stored. */
	take(chosen: string): void;
}

/**
 * What stands in the input, from when one comes in until one leaves. As long as it means the value of the replica, it
 * stays as typed ("1/3/2" on the way to a date); when someone else changes the value, theirs takes its place.
 */
function useTyping(field: TextField, filling: Filling | null) {
	const { session } = useConvention();
	const { key, fieldType } = field;
	const value = useSyncExternalStore(session.onFields, () => session.field(key));
	const [here, setHere] = useState(false);
	const [draft, setDraft] = useState<string | null>(null);
	const [cut, setCut] = useState(false);
	const came = useRef("");
	const mine = useRef<string | null>(null);
	const read = (words: string) => filling?.readTyped(fieldType, words) ?? asTyped(words);
	const system = fieldType === "date" && filling?.touch === true && (isBlank(value) || readDate(value) !== null);
	const typed = system ? value : draft !== null && read(draft).value === value ? draft : editable(field, value);
	const write = (words: string) => {
		const { text, cut, value } = read(words);
		mine.current = text;
		setDraft(text);
		setCut(cut);
		session.setField(key, value);
	};
	const take = (chosen: string) => {
		mine.current = chosen;
		setDraft(null);
		session.setField(key, chosen);
	};
	const around = {
		onFocus: () => {
			if (!here) came.current = session.field(key);
			setHere(true);
			loadFilling();
		},
		onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
			if (currentTarget.contains(relatedTarget)) return;
			setHere(false);
			setDraft(null);
			setCut(false);
			if (mine.current === null) return;
			mine.current = null;
			filling?.settle(session, field, came.current, currentTarget);
		},
		onMouseDown: here ? undefined : filling?.pointAt,
	};
	const typing: Typing = { value, here, draft, typed, cut, system, came, mine, write, take };
	const bind = {
		type: system ? "date" : "text",
		list: fieldType === "person" ? `${key}-names` : undefined,
		dir: fieldType === "text" || fieldType === "person" ? "auto" : undefined,
		onChange: (event: { target: HTMLInputElement }) => write(event.target.value),
		onPaste: filling?.onPaste(typing),
		onKeyDown: filling?.onKeyDown(session, key, typing),
	};
	return { typing, around, bind };
}

/** Until there is help to read it with, a value is kept as it was typed. */
function asTyped(words: string) {
	const text = words.slice(0, MAX_FIELD_LENGTH);
	return { text, cut: text !== words, value: text };
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
			return { placeholder: label, autoCapitalize: "words" } as const;
		default:
			return { placeholder: label } as const;
	}
}
