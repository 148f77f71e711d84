import { useId, useSyncExternalStore } from "react";
import { shown } from "../../../shared/text/field.ts";
import { renderShown } from "../../../shared/text/line.ts";
import type { TextField } from "../../../shared/text/text.ts";
import { isBlank } from "../../../shared/text/value.ts";
import { personColour } from "../../around/Avatar.tsx";
import { firstNameOf } from "../../around/colours.ts";
import { useConvention } from "../context.ts";
import { type Filling, useFilling } from "../filling/later.ts";
import type { Presence } from "../live/presence.ts";
import { readingInk } from "../reading-ink.ts";
import { SignatoryName } from "../signing/SignatoryName.tsx";
import { useTyping } from "./input.ts";

/** A field where it stands in the text: an input for those who may fill it, its value for everyone else. */
export function FieldInText({ field }: { field: TextField }) {
	const { mayWrite, maySayWhoSigns } = useConvention();
	if (field.party !== null && maySayWhoSigns(field.party)) return <SignatoryName field={field} party={field.party} />;
	// Where only the year of a date stands, there is no room for its day.
	const whole = field.part === "whole" || field.fieldType !== "date";
	if (whole && field.party === null && mayWrite(field.owner)) return <FieldInput field={field} />;
	const blank = isBlank(field.value);
	return (
		<bdi className={blank ? "field blank" : "field"} data-field={field.key}>
			{blank ? field.label : renderShown(field, readingInk)}
		</bdi>
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
				<bdi className="field-shown" aria-hidden="true">
					{here ? typed || field.label : blank ? field.label : shownNow(field, value)}
				</bdi>
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
	return useSyncExternalStore(desk.replica.onFields, () => filling?.problemOf(desk, key) ?? null);
}

/** Someone else who is writing in this field. */
function useVisitor(key: string): Presence | null {
	const { presences } = useConvention().replica;
	return useSyncExternalStore(presences.subscribe, () => presences.inField(key));
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
