import { type InputHTMLAttributes, type ReactNode, useEffect, useId, useRef } from "react";
import { typeset } from "../../shared/text/typography.ts";
import type { Problem } from "../api.ts";

interface Attributes {
	id: string;
	"aria-describedby": string | undefined;
	"aria-invalid": boolean;
}

interface FormFieldProps {
	label: string;
	hint?: string | undefined;
	/** What is wrong with what was typed, which stays, and what to do; "" when it is fine. */
	problem?: string | undefined;
	/** Its id, where something else leads to it. */
	id?: string;
	/** The name is read out only: what stands around the field says it to the eye. */
	quiet?: boolean;
	children: (attributes: Attributes) => ReactNode;
}

/** A field of a form: its name, a word of help, what one types in, and what is wrong with it. */
export function FormField({ label, hint, problem = "", id: given, quiet, children }: FormFieldProps) {
	const made = useId();
	const id = given ?? made;
	const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
	return (
		<div className="form-field">
			<label htmlFor={id} className={quiet ? "unseen" : undefined}>
				{label}
			</label>
			{hint && (
				<p className="hint" id={`${id}-hint`}>
					{hint}
				</p>
			)}
			{children({ id, "aria-describedby": described || undefined, "aria-invalid": problem !== "" })}
			{problem && (
				<p className="wrong" id={`${id}-problem`}>
					{typeset(problem)}
				</p>
			)}
		</div>
	);
}

interface OwnProps<Value extends string> extends Pick<FormFieldProps, "label" | "hint"> {
	value: Value;
	onChange: (value: Value) => void;
	/** The input takes the focus whenever another one comes. */
	problem?: Problem | null;
}

type TextFieldProps = OwnProps<string> & Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange">;

export function TextField({ label, hint, value, onChange, problem = null, ...rest }: TextFieldProps) {
	const input = useFocusOn<HTMLInputElement>(problem);
	return (
		<FormField label={label} hint={hint} problem={problem?.message}>
			{(attributes) => (
				<input {...rest} {...attributes} ref={input} value={value} onChange={({ target }) => onChange(target.value)} />
			)}
		</FormField>
	);
}

interface ChoiceProps<Value extends string> extends OwnProps<Value> {
	choices: [value: Value, words: string][];
}

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
	const { label, hint, value, choices, onChange, problem = null } = props;
	const select = useFocusOn<HTMLSelectElement>(problem);
	return (
		<FormField label={label} hint={hint} problem={problem?.message}>
			{(attributes) => (
				<select {...attributes} ref={select} value={value} onChange={({ target }) => onChange(target.value as Value)}>
					{choices.map(([choice, words]) => (
						<option key={choice} value={choice}>
							{words}
						</option>
					))}
				</select>
			)}
		</FormField>
	);
}

function useFocusOn<Element extends HTMLElement>(problem: Problem | null) {
	const element = useRef<Element>(null);
	useEffect(() => {
		if (problem) element.current?.focus();
	}, [problem]);
	return element;
}
