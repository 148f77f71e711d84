import type { Phase } from "../../../shared/convention/phase.ts";
import type { ConventionPage } from "../../bootstrap.ts";
import type { Replica } from "../live/replica.ts";
import { Present } from "./Present.tsx";
import { SavedMark } from "./SavedMark.tsx";

const PHASES: Partial<Record<Phase, string>> = {
	drafting: "Rédaction",
	submitted: "Soumise",
	adopted: "Adoptée",
	signing: "Signature",
	signed: "Signée",
};

/** The head of the page: which convention, in which phase, saved or not, and who else is here. */
export function Bar({ page, replica, phase }: { page: ConventionPage; replica: Replica; phase: Phase }) {
	return (
		<div className="bar">
			<a className="brand" href="/">
				Copacte<span className="unseen"> : mes conventions</span>
			</a>
			<h1>{page.convention.title}</h1>
			<ol className="phases" aria-label="Étapes de la convention">
				{Object.entries(PHASES).map(([id, label]) => (
					<li key={id} aria-current={id === phase ? "step" : undefined}>
						{label}
					</li>
				))}
			</ol>
			<SavedMark replica={replica} />
			<div className="bar-tools" id="bar-tools" />
			<a className="bar-people" href={`/conventions/${page.convention.id}/personnes`}>
				Personnes
			</a>
			<Present replica={replica} me={page.me} parties={page.convention.parties} people={page.convention.people} />
		</div>
	);
}
