import { Suspense, useEffect, useRef, useState } from "react";
import { isWritten } from "../../../shared/convention/phase.ts";
import type { Text } from "../../../shared/text/text.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Version } from "../../../shared/version/version.ts";
import { useConvention } from "../context.ts";
import type { Tab } from "../rail/tabs.ts";
import { Versions } from "./later.ts";
import { nameOf } from "./names.ts";
import { type Standing, useStanding } from "./standing.ts";

/** The rail's tab for the versions: each with its state, its texts, and its links. */
export function useVersionsTab(text: Text): Tab {
	const standing = useStanding(text.phase);
	useStepInAddress(standing);
	return {
		id: "versions",
		name: "Versions",
		count: standing.versions.length || null,
		news: <News standing={standing} />,
		panel: (leave) => (
			<Suspense fallback={<p className="rail-empty">Chargement…</p>}>
				<Versions phase={text.phase} leave={leave} />
			</Suspense>
		),
	};
}

/** What the list of conventions adds to an address: this person comes for their step. */
const STEP = "#etape";

function useStepInAddress({ next, phase }: Standing): void {
	const { openFlow } = useConvention();
	useEffect(() => {
		if (location.hash !== STEP) return;
		history.replaceState(history.state, "", location.pathname + location.search);
		openFlow(next?.place ?? { kind: "steps", at: phase });
	}, [next, phase, openFlow]);
}

/** Tells those who hear the page when the convention has come to another step, by whose act. */
function News({ standing: { versions, parties, phase } }: { standing: Standing }) {
	const [words, say] = useState("");
	const told = useRef(newsOf(versions, parties, phase));
	useEffect(() => {
		const news = newsOf(versions, parties, phase);
		if (news === told.current) return;
		told.current = news;
		say(news);
	}, [versions, parties, phase]);
	return (
		<p className="unseen" role="status">
			{typeset(words)}
		</p>
	);
}

function newsOf([version]: Version[], parties: Standing["parties"], phase: Standing["phase"]): string {
	if (version === undefined) return "";
	const { number, ended, submittedBy, approvals, deliberations, state } = version;
	if (isWritten(phase) && ended) {
		const what = state === "refused" ? "refusée" : "retirée";
		return `Version ${number} ${what} par ${nameOf(parties, ended.party)} : ${ended.reason} La rédaction a repris.`;
	}
	if (state === "adopted") return `La version ${number} est adoptée.`;
	const vote = deliberations.at(-1);
	if (vote) return `Délibération ${vote.number} enregistrée par ${nameOf(parties, vote.party)}.`;
	const approval = approvals.at(-1);
	if (approval) return `Version ${number} validée par ${nameOf(parties, approval.party)}.`;
	return `Version ${number} soumise par ${nameOf(parties, submittedBy.party)} : le texte est figé.`;
}
