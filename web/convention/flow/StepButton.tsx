import { useConvention } from "../context.ts";
import type { FlowPlace } from "./place.ts";

/** What is asked of somebody now. */
export interface Next {
	/** On the button: "Valider ou refuser". */
	words: string;
	/** A part of the same, where there is little room. */
	short: string;
	place: FlowPlace;
}

export const SUBMIT: Next = { words: "Soumettre le texte", short: "Soumettre", place: { kind: "submit" } };

/** The one thing that is asked of this person. */
export function StepButton({ next: { words, short, place } }: { next: Next }) {
	const { openFlow } = useConvention();
	return (
		<button
			type="button"
			className="next-step"
			aria-haspopup="dialog"
			aria-label={words}
			onClick={() => openFlow(place)}
		>
			<span className="long" aria-hidden="true">
				{words}
			</span>
			<span className="short" aria-hidden="true">
				{short}
			</span>
		</button>
	);
}
