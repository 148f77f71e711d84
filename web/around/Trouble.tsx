import { typeset } from "../../shared/text/typography.ts";
import type { Problem } from "../api.ts";

/** What is wrong with this field, of what the server said of the whole. */
export const problemIn = (problem: Problem | null, field: string) => (problem?.field === field ? problem : null);

/** What is wrong and belongs to none of these fields, which say theirs themselves. */
export function Trouble({ problem, fields = [] }: { problem: Problem | null; fields?: string[] }) {
	if (problem === null || (problem.field && fields.includes(problem.field))) return null;
	return (
		<p className="wrong" role="alert">
			{typeset(problem.message)}
		</p>
	);
}
