import { useState } from "react";
import { inWords } from "../../../shared/day.ts";
import { designationOf } from "../../../shared/party/agreement.ts";
import { deliberates } from "../../../shared/party/council.ts";
import type { Party } from "../../../shared/party/party.ts";
import { typeset } from "../../../shared/text/typography.ts";
import type { Version } from "../../../shared/version/version.ts";
import type { Problem } from "../../api.ts";
import { Press } from "../../around/Press.tsx";
import { Trouble } from "../../around/Trouble.tsx";
import { useConvention } from "../context.ts";
import { approve, refuse } from "./acts.ts";
import { Changes } from "./Changes.tsx";
import { type InDialog, Title } from "./Dialog.tsx";
import { nameOf, shortDigest } from "./names.ts";
import { PdfLink } from "./PdfLink.tsx";
import { Reason } from "./Reason.tsx";
import { useStanding } from "./standing.ts";

/** Agrees to the submitted version for one's party, or refuses it with a reason; what changed since the last time first. */
export function Approve({ phase, leave }: InDialog) {
	const { page } = useConvention();
	const { current, versions, parties, me } = useStanding(phase);
	const [refusing, setRefusing] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	// What is on the screen is what is agreed to, whatever comes meanwhile.
	const [version] = useState(current);
	if (version === null) return <Title>Aucune version n’attend votre accord</Title>;
	const own = parties.find(({ id }) => id === me.party);
	const { id } = page.convention;
	const { number, digest } = version;
	return (
		<>
			<Title>{typeset(`Valider la version ${number} pour ${own ? inSentence(own) : "votre organisme"} ?`)}</Title>
			<p className="flow-facts">
				Soumise le {inWords("day", version.submittedAt)} par <bdi>{version.submittedBy.name}</bdi>,{" "}
				{typeset(nameOf(parties, version.submittedBy.party))}. Empreinte{"\u00A0"}: <code>{shortDigest(digest)}</code>.{" "}
				<PdfLink version={version} />
			</p>
			<Since version={version} approved={approvedBefore(versions, version, me.party)} previous={versions[1]} />
			{refusing ? (
				<Reason
					label="Pourquoi refuser cette version ?"
					yes="Refuser la version"
					onSend={async (reason) => {
						const problem = await refuse(id, digest, reason);
						if (!problem) leave(`La version ${number} est refusée : la rédaction a repris. Chacun est prévenu.`);
						return problem;
					}}
					onCancel={() => setRefusing(false)}
				/>
			) : (
				<>
					<p>
						{typeset(
							own && deliberates(own.kind)
								? "Votre accord porte sur ce texte, à la lettre. Le conseil délibérera ensuite sur le même."
								: "Votre accord porte sur ce texte, à la lettre.",
						)}
					</p>
					<Trouble problem={problem} />
					<div className="acts flow-acts">
						<Press
							className="primary"
							onPress={async () => {
								const refused = await approve(id, digest);
								setProblem(refused);
								if (!refused) leave(`Votre accord sur la version ${number} est enregistré.`);
							}}
						>
							Valider
						</Press>
						<button type="button" className="secondary" onClick={() => setRefusing(true)}>
							Refuser…
						</button>
					</div>
				</>
			)}
		</>
	);
}

/** "la commune de Lys-lez-Lannoy". */
const inSentence = (party: Party) => designationOf(party).replace(/^L/, "l");

/** The version that this party approved last, before this one. */
const approvedBefore = (versions: Version[], { number }: Version, party: string) =>
	versions.find((each) => each.number < number && each.approvals.some((approval) => approval.party === party));

interface SinceProps {
	version: Version;
	approved: Version | undefined;
	/** The version before this one, whatever became of it. */
	previous: Version | undefined;
}

function Since({ version, approved, previous }: SinceProps) {
	const { number } = version;
	if (approved) {
		return (
			<section className="flow-since" aria-label="Ce qui a changé">
				<h3>Depuis la version {approved.number}, que vous aviez validée</h3>
				<Changes
					number={number}
					since={approved.number}
					nothing="Inchangé pour vous : c’est le même texte, à la lettre."
				/>
			</section>
		);
	}
	if (!previous) return <p>C’est la première version soumise{"\u00A0"}: elle se lit sur cette page, ou en PDF.</p>;
	return (
		<details className="flow-since">
			<summary>Ce qui a changé depuis la version {previous.number}, que votre organisme n’avait pas validée</summary>
			<Changes number={number} since={previous.number} nothing="Rien n’a changé." />
		</details>
	);
}
