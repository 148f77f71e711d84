import { type InputHTMLAttributes, useEffect, useId, useRef } from "react";
import type { Problem } from "../api.ts";

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange"> {
	label: string;
	hint?: string;
	value: string;
	onChange: (value: string) => void;
	/** What is wrong with what was typed, which stays. */
	problem: Problem | null;
}

/** A labelled input that says beneath it what is wrong, and takes the focus when something is. */
export function TextField({ label, hint, value, onChange, problem, ...rest }: TextFieldProps) {
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (problem) input.current?.focus();
	}, [problem]);
	const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
	return (
		<div className="text-field">
			<label htmlFor={id}>{label}</label>
			{hint && (
				<span className="hint" id={`${id}-hint`}>
					{hint}
				</span>
			)}
			<input
				{...rest}
				id={id}
				ref={input}
				value={value}
				onChange={(event) => onChange(event.target.value)}
				aria-invalid={problem !== null}
				aria-describedby={described || undefined}
			/>
			{problem && (
				<p className="wrong" id={`${id}-problem`}>
					{problem.message}
				</p>
			)}
		</div>
	);
}
