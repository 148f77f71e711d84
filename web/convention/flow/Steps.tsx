import { type ReactNode, useEffect } from "react";
import { refuses, refusesOutright } from "../../../shared/access.ts";
import { type Phase, STEPS } from "../../../shared/convention/phase.ts";
import { inWords, parisDay } from "../../../shared/day.ts";
import { deliberates } from "../../../shared/party/council.ts";
import { typeset } from "../../../shared/text/typography.ts";
import { awaitedLine } from "../../../shared/version/awaited.ts";
import type { Version } from "../../../shared/version/version.ts";
import { useConvention } from "../context.ts";
import { type InDialog, Title } from "./Dialog.tsx";
import { Matrix } from "./Matrix.tsx";
import { nameOf } from "./names.ts";
import { PdfLink } from "./PdfLink.tsx";
import { type Standing, useStanding } from "./standing.ts";

/** The convention's way: at each step what happened, who did it, when, what is awaited, and what this person may do. */
export function Steps({ at, phase }: InDialog & { at: Phase }) {
	const standing = useStanding(phase);
	useEffect(() => {
		document.getElementById(`step-${at}`)?.scrollIntoView({ block: "nearest" });
	}, [at]);
	const awaited = awaitedLine(standing.awaited, parisDay(new Date()));
	const here = STEPS.findIndex((step) => step.phase === phase);
	return (
		<>
			<Title>Où en est la convention</Title>
			<ol className="journey">
				{STEPS.map((step, index) => (
					<li
						key={step.phase}
						id={`step-${step.phase}`}
						data-is={here < 0 || index < here ? "done" : index === here ? "here" : "ahead"}
						aria-current={index === here ? "step" : undefined}
					>
						<h3>{step.words}</h3>
						{index === here && awaited && <p className="journey-awaited">{typeset(awaited)}</p>}
						<Step phase={step.phase} standing={standing} />
					</li>
				))}
			</ol>
		</>
	);
}

function Step({ phase, standing }: { phase: Phase; standing: Standing }): ReactNode {
	switch (phase) {
		case "drafting":
			return <Drafting standing={standing} />;
		case "submitted":
			return <Submitted standing={standing} />;
		case "adopted":
			return <Adopted standing={standing} />;
		case "signing":
			return <p>Chaque signataire signe le texte voté, une fois chaque délibération exécutoire.</p>;
		default:
			return <p>Le texte signé ne change plus. Une modification passe par un avenant.</p>;
	}
}

function Drafting({ standing }: { standing: Standing }) {
	const { versions, parties, current, phase } = standing;
	const ended = versions.filter(({ ended }) => ended !== null).reverse();
	return (
		<>
			{ended.map((version) => (
				<Ended key={version.number} version={version} parties={parties} />
			))}
			<p>
				{current
					? `Le texte est rédigé : la version ${current.number} en est la dernière.`
					: ended.length > 0
						? "La rédaction a repris."
						: "Les parties écrivent le texte. Quand tout est rempli, il est soumis à leur accord."}
			</p>
			{phase === "drafting" && <Act standing={standing} place="submit" />}
		</>
	);
}

function Ended({ version, parties }: { version: Version; parties: Standing["parties"] }) {
	const { number, state, ended, submittedBy, submittedAt } = version;
	if (ended === null) return null;
	return (
		<p className="journey-ended">
			<strong>Version {number}</strong>, soumise le {inWords("day", submittedAt)} par <bdi>{submittedBy.name}</bdi>,{" "}
			{state === "refused" ? "refusée" : "retirée"} le {inWords("day", ended.at)} par <bdi>{ended.name}</bdi> (
			<bdi>{typeset(nameOf(parties, ended.party))}</bdi>){"\u00A0"}:{" "}
			<q>
				<bdi>{ended.reason}</bdi>
			</q>
		</p>
	);
}

function Submitted({ standing }: { standing: Standing }) {
	const { current, parties } = standing;
	if (current === null)
		return <p>Le texte sera figé sous une empreinte ; chaque partie le validera, ou le refusera.</p>;
	const { number, submittedAt, submittedBy } = current;
	return (
		<>
			<p>
				<strong>Version {number}</strong>, soumise le {inWords("fullMoment", submittedAt)} par{" "}
				<bdi>{submittedBy.name}</bdi> ({typeset(nameOf(parties, submittedBy.party))}). <PdfLink version={current} />
			</p>
			<p>
				Le texte est figé pour que chacun valide, vote et signe le même, à la lettre. Une faute se corrige en reprenant
				la rédaction{"\u00A0"}: la version suivante est alors validée à nouveau, chaque changement montré.
			</p>
			<div className="acts">
				<Act standing={standing} place="approve" />
				<Act standing={standing} place="reopen" />
			</div>
		</>
	);
}

function Adopted({ standing }: { standing: Standing }) {
	const { current } = standing;
	return (
		<>
			<p>
				{current
					? "Adoptée d’elle-même dès que chaque partie a validé et que chaque conseil a délibéré."
					: "Chaque partie valide, chaque conseil délibère : la convention est alors adoptée."}
			</p>
			{current && <Matrix version={current} parties={standing.parties} awaited={standing.awaited} />}
			{current && <Act standing={standing} place="deliberate" />}
		</>
	);
}

const WORDS = {
	submit: "Soumettre le texte",
	approve: "Valider ou refuser",
	reopen: "Reprendre la rédaction",
	deliberate: "Enregistrer la délibération",
} as const;

/** What this person may do at a step: nothing where they may not. */
function Act({ standing, place }: { standing: Standing; place: keyof typeof WORDS }) {
	const { openFlow } = useConvention();
	if (!may(standing, place)) return null;
	const isNext = standing.next?.place.kind === place;
	return (
		<button type="button" className={isNext ? "primary" : "secondary"} onClick={() => openFlow({ kind: place })}>
			{isNext ? standing.next?.words : WORDS[place]}
		</button>
	);
}

function may({ me, phase, current, parties }: Standing, place: keyof typeof WORDS): boolean {
	switch (place) {
		case "submit":
			return refuses(me, "submit", phase) === null;
		case "approve": {
			const isDone = current?.approvals.some(({ party }) => party === me.party) ?? true;
			return !isDone && refusesOutright(me, "approve", phase) === null;
		}
		case "reopen":
			return current !== null && refuses(me, "reopen", phase, current.submittedBy.party) === null;
		case "deliberate":
			return hasCouncil(parties, me.party) && refuses(me, "deliberate", phase, me.party) === null;
	}
}

const hasCouncil = (parties: Standing["parties"], id: string) =>
	parties.some((party) => party.id === id && deliberates(party.kind));
