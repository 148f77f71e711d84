import { type ReactNode, useId } from "react";
import { typeset } from "../../shared/text/typography.ts";

interface Attributes {
	id: string;
	"aria-describedby": string | undefined;
	"aria-invalid": boolean;
}

interface Props {
	label: string;
	hint?: string;
	/** What is wrong with what was typed, and what to do; "" when it is fine. */
	problem?: string | undefined;
	/** Its id, where something else leads to it. */
	id?: string;
	/** The name is read out only: what stands around the field says it to the eye. */
	quiet?: boolean;
	children: (attributes: Attributes) => ReactNode;
}

/** A field of a form with its name, a word of help, and what is wrong with it. */
export function Entry({ label, hint, problem = "", id: given, quiet, children }: Props) {
	const made = useId();
	const id = given ?? made;
	const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
	return (
		<div className="entry" data-wrong={problem !== "" || undefined}>
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
