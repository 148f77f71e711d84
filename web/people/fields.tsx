import { type InputHTMLAttributes, type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import type { Role } from "../../shared/access.ts";
import { ROLE_HELP, ROLE_WORDS, ROLES } from "../../shared/people.ts";
import type { Problem } from "../api.ts";

/** What is wrong with this field, of what the server said of the whole. */
export const problemIn = (problem: Problem | null, field: string) => (problem?.field === field ? problem : null);

interface FieldProps {
	label: string;
	hint?: string | undefined;
	/** What is wrong with what was typed, which stays. */
	problem?: Problem | null;
}

interface TextBoxProps extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange"> {
	value: string;
	onChange: (value: string) => void;
}

/** A labelled input that says beneath it what is wrong, and takes the focus when something is. */
export function TextBox({ label, hint, problem = null, value, onChange, ...rest }: TextBoxProps) {
	const { input, attributes, frame } = useField<HTMLInputElement>({ label, hint, problem });
	return frame(
		<input {...rest} {...attributes} ref={input} value={value} onChange={({ target }) => onChange(target.value)} />,
	);
}

interface ChoiceProps<T extends string> extends FieldProps {
	value: T;
	choices: [value: T, words: string][];
	onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, hint, problem = null, value, choices, onChange }: ChoiceProps<T>) {
	const { input, attributes, frame } = useField<HTMLSelectElement>({ label, hint, problem });
	return frame(
		<select {...attributes} ref={input} value={value} onChange={({ target }) => onChange(target.value as T)}>
			{choices.map(([choice, words]) => (
				<option key={choice} value={choice}>
					{words}
				</option>
			))}
		</select>,
	);
}

function useField<Element extends HTMLElement>({ label, hint, problem }: FieldProps) {
	const id = useId();
	const input = useRef<Element>(null);
	useEffect(() => {
		if (problem) input.current?.focus();
	}, [problem]);
	const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
	const attributes = { id, "aria-invalid": problem !== null, "aria-describedby": described || undefined };
	const frame = (control: ReactNode) => (
		<div className="one-field">
			<label htmlFor={id}>{label}</label>
			{hint && (
				<span className="hint" id={`${id}-hint`}>
					{hint}
				</span>
			)}
			{control}
			{problem && (
				<p className="wrong" id={`${id}-problem`}>
					{problem.message}
				</p>
			)}
		</div>
	);
	return { input, attributes, frame };
}

interface RoleChoiceProps {
	legend: string;
	roles: Role[];
	onChange: (roles: Role[]) => void;
	problem: Problem | null;
}

/** What somebody will do: any of the five, each with what it allows. */
export function RoleChoice({ legend, roles, onChange, problem }: RoleChoiceProps) {
	const id = useId();
	const group = useRef<HTMLFieldSetElement>(null);
	useEffect(() => {
		if (problem) group.current?.querySelector("input")?.focus();
	}, [problem]);
	const toggle = (role: Role, chosen: boolean) =>
		onChange(ROLES.filter((one) => (one === role ? chosen : roles.includes(one))));
	return (
		<fieldset className="role-choice" ref={group} aria-describedby={problem ? `${id}-problem` : undefined}>
			<legend>{legend}</legend>
			{ROLES.map((role) => (
				<label key={role}>
					<input
						type="checkbox"
						checked={roles.includes(role)}
						onChange={({ target }) => toggle(role, target.checked)}
					/>
					<span>
						<strong>{ROLE_WORDS[role]}</strong> <span className="unseen">: </span>
						<span className="help-words">{ROLE_HELP[role]}</span>
					</span>
				</label>
			))}
			{problem && (
				<p className="wrong" id={`${id}-problem`}>
					{problem.message}
				</p>
			)}
		</fieldset>
	);
}

/** What belongs to no field. */
export function Trouble({ problem, fields = [] }: { problem: Problem | null; fields?: string[] }) {
	if (problem === null || (problem.field && fields.includes(problem.field))) return null;
	return (
		<p className="wrong" role="alert">
			{problem.message}
		</p>
	);
}

/** Moves the focus to what has just come in the place of what was pressed. */
export function useArrival<Element extends HTMLElement>(): RefObject<Element | null> {
	const element = useRef<Element>(null);
	useEffect(() => element.current?.focus(), []);
	return element;
}
