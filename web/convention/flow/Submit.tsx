import { useEffect, useState } from "react";
import type { Finding } from "../../../shared/controls/finding.ts";
import { toWhom, type Whose } from "../../../shared/text/outline.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Problem } from "../../api.ts";
import { Press } from "../../around/Press.tsx";
import { Trouble } from "../../around/Trouble.tsx";
import { useConvention } from "../context.ts";
import { Findings } from "../controls/Controls.tsx";
import { cardsOf, countOf } from "../controls/cards.ts";
import { showSpot } from "../paper/show.ts";
import { findings, submit } from "./acts.ts";
import { type InDialog, Title } from "./Dialog.tsx";

/** Freezes the text, once nothing blocks it: what it means, and what is left to settle with the way there. */
export function Submit({ leave }: InDialog) {
	const { page, replica } = useConvention();
	const { id } = page.convention;
	const [blocking, setBlocking] = useState<Finding[] | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const look = async () => {
		const { value, problem } = await findings(id);
		setProblem(problem);
		if (value) setBlocking(value.findings.filter(({ severity }) => severity === "blocking"));
	};
	// biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the dialog opens.
	useEffect(() => void look(), []);
	const freeze = async () => {
		const { value, problem } = await submit(id);
		if (value) return leave(`La version ${value.version.number} est soumise. Chaque partie reçoit un message.`);
		setProblem(problem.findings ? null : problem);
		if (problem.findings) setBlocking(problem.findings);
	};
	if (blocking && blocking.length > 0) {
		return <Blocked findings={blocking} problem={problem} onLook={look} leave={leave} />;
	}
	const { parties } = replica.reading.state.structure;
	return (
		<>
			<Title>Soumettre le texte ?</Title>
			<p>
				Le texte est alors figé sous une empreinte{"\u00A0"}:{" "}
				{parties.length > 2 ? "chaque partie" : "chacune des deux parties"} valide ce texte-là, et les conseils
				délibèrent dessus. Personne ne peut plus y changer un mot.
			</p>
			<p>
				Si une partie le refuse, ou si vous le reprenez, la rédaction recommence et chacun sait pourquoi. Les dates des
				délibérations et de signature se rempliront d’elles-mêmes.
			</p>
			<Trouble problem={problem} />
			<div className="acts">
				<Press className="primary" aria-disabled={blocking === null} onPress={async () => blocking && freeze()}>
					Soumettre le texte
				</Press>
				<button type="button" className="plain" onClick={() => leave()}>
					Continuer à rédiger
				</button>
				<span className="hint" role="status">
					{blocking === null ? "Vérification du texte…" : "Aucun contrôle ne bloque."}
				</span>
			</div>
		</>
	);
}

interface BlockedProps extends Pick<InDialog, "leave"> {
	findings: Finding[];
	problem: Problem | null;
	onLook: () => Promise<void>;
}

function Blocked({ findings, problem, onLook, leave }: BlockedProps) {
	const { replica, isMine } = useConvention();
	const { parties } = replica.reading.state.structure;
	const to = (whose: Whose) => toWhom(whose, parties);
	const cards = cardsOf(findings, replica.reading.text, { isMine, to });
	const count = countOf(cards);
	return (
		<>
			<Title>Le texte ne peut pas encore être soumis</Title>
			<p role="status">
				{typeset(
					count === 1
						? "Un point reste à régler. Un appui y mène."
						: `${count} points restent à régler. Un appui sur chacun y mène.`,
				)}
			</p>
			<Findings
				cards={cards}
				onGo={(place) => {
					leave();
					void showSpot(place, replica);
				}}
			/>
			<Trouble problem={problem} />
			<div className="acts">
				<Press className="secondary" onPress={onLook}>
					Vérifier à nouveau
				</Press>
			</div>
		</>
	);
}
