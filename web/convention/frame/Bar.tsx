import type { Phase } from "../../../shared/convention/phase.ts";
import type { ConventionPage } from "../../../shared/page/convention.ts";
import { NextStep } from "../flow/NextStep.tsx";
import { Phases } from "../flow/Phases.tsx";
import type { Replica } from "../live/replica.ts";
import { Present } from "./Present.tsx";
import { SavedMark } from "./SavedMark.tsx";

/** The head of the page: which convention, in which phase, saved or not, and who else is here. */
export function Bar({ page, replica, phase }: { page: ConventionPage; replica: Replica; phase: Phase }) {
	return (
		<div className="bar">
			<a className="brand" href="/">
				Copacte<span className="unseen"> : mes conventions</span>
			</a>
			<h1>
				<bdi>{page.convention.title}</bdi>
			</h1>
			<Phases phase={phase} />
			<SavedMark replica={replica} />
			<div className="bar-tools" id="bar-tools" />
			<a className="bar-people" href={`/conventions/${page.convention.id}/personnes`}>
				Personnes
			</a>
			<Present replica={replica} me={page.me} parties={page.convention.parties} people={page.convention.people} />
			<NextStep phase={phase} />
		</div>
	);
}
