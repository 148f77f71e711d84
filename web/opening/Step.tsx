import type { ReactNode } from "react";
import type { Draft } from "./draft.ts";

/** What a step reads and changes. */
export interface StepProps {
	draft: Draft;
	/** What is wrong with this field, in words; "" when nothing is. */
	problemOf: (field: string) => string;
	onChange: (more: Partial<Draft>) => void;
}

/** One step of the form, under its number. */
export function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
	return (
		<section aria-labelledby={`step-${number}`}>
			<h2 id={`step-${number}`}>
				<span className="number" aria-hidden="true">
					{number}
				</span>
				{title}
			</h2>
			{children}
		</section>
	);
}
