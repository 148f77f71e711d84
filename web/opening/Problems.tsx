import type { RefObject } from "react";
import type { FieldProblem } from "../../shared/failure.ts";
import { typeset } from "../../shared/text/typography.ts";

interface ProblemsProps {
	problems: FieldProblem[];
	/** Takes the focus when there are new ones. */
	reference: RefObject<HTMLDivElement | null>;
}

/** Everything that is wrong, each leading to its place. */
export function Problems({ problems, reference }: ProblemsProps) {
	return (
		<div className="alert" role="alert" tabIndex={-1} ref={reference}>
			<p>{problems.length === 1 ? "Une chose est à revoir :" : `${problems.length} choses sont à revoir :`}</p>
			<ul>
				{problems.map(({ field, message }) => (
					<li key={field + message}>
						{field === "" ? typeset(message) : <a href={`#${placeOf(field)}`}>{typeset(message)}</a>}
					</li>
				))}
			</ul>
		</div>
	);
}

/** The id of what a problem speaks of. */
const placeOf = (field: string) =>
	field.startsWith("newParties")
		? "opening-parties"
		: `opening-${field.replace("addresses.", "address ").replaceAll(" ", "-")}`;
